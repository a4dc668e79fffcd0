"""What waits for me, what I wait for, what changed: one screen over all rooms. Owns no facts."""
