"""Pages of a text, as `mount` adds them to the room of its owner: reading and comparing, writing."""
