"""Join the plugins of `tests.support`."""

pytest_plugins = ["tests.support.needs", "tests.support.postgres", "tests.support.browser"]
