"""The first page, the plan's front and the words and rules: screens over many rooms. Owns no facts."""
