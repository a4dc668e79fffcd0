"""The kit: every macro of `templates/_kit/` under one name, as a Jinja global.

A page-level `{% import %}` does not reach a fragment, and names that a template imports are not exported
again; so the macros live in several short templates, and `kit.field(...)` finds the one that has it.
"""

from typing import Any

from jinja2 import Environment

PARTS = ("marks", "head", "forms", "fields", "boxes", "lists", "talk", "plan", "slip", "steps")


class Kit:
    """Give each macro of the parts as an attribute; looked up once, or each time while templates reload."""

    def __init__(self, env: Environment) -> None:
        self._env = env

    def __getattr__(self, name: str) -> Any:
        """Find the macro in the first part that has it."""
        if name.startswith("_"):
            raise AttributeError(name)
        for part in PARTS:
            macro = getattr(self._env.get_template(f"_kit/{part}.html").module, name, None)
            if macro is not None:
                if not self._env.auto_reload:
                    setattr(self, name, macro)
                return macro
        raise AttributeError(f"the kit has no part called {name}")


def install(env: Environment) -> None:
    """Offer the kit to every template and fragment, as `kit`."""
    env.globals["kit"] = Kit(env)
