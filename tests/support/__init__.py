"""What tests lean on: PostgreSQL, Chromium, axe, an HTML reader, a statement counter. Plugins, joined in conftest."""
