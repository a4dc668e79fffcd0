"""The whole suite; what several tests lean on is in `tests.support`."""
