"""Templates, compiled once an installation and not once a process.

Like Python's own `__pycache__`, beside the sources and read only as long as they are the same; where the folder cannot
be written, each process compiles for itself.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path
from types import BuiltinMethodType, FunctionType, MethodType
from typing import Any

from flask import Flask, current_app
from jinja2.bccache import Bucket, FileSystemBytecodeCache
from jinja2.runtime import Context, Macro

from wgtool import __version__

PLAIN = frozenset({BuiltinMethodType, FunctionType, MethodType})


class Calling(Context):
    """Calls what a page calls a hundred times, macros and functions, without looking first for what few of them want."""

    def call(__self, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Call a function as it is and a macro with its setting; leave all else to Jinja."""
        if type(__obj) is Macro:
            args = (__self.eval_ctx, *args)
        elif type(__obj) not in PLAIN or hasattr(__obj, "jinja_pass_arg"):
            return super().call(__obj, *args, **kwargs)
        if kwargs:
            kwargs.pop("_block_vars", None)
            kwargs.pop("_loop_vars", None)
        return __obj(*args, **kwargs)


class Compiled(FileSystemBytecodeCache):
    """Compiled templates in a folder, for one version of wgtool and one setting of the compiler."""

    def __init__(self, folder: Path, setting: str) -> None:
        super().__init__(str(folder))
        self._salt = f"{__version__} {setting}"

    def get_source_checksum(self, source: str) -> str:
        """Give what a compiled template is good for: its source, compiled by these rules."""
        return hashlib.sha256(f"{self._salt}\n{source}".encode()).hexdigest()

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, if the disk allows."""
        with contextlib.suppress(OSError):
            super().dump_bytecode(bucket)


def set_above(template: str, context: dict[str, Any]) -> dict[str, Any]:
    """Give what a template sets above its blocks, which a block that is rendered alone would not know."""
    found, known = current_app.jinja_env.get_template(template), dict(context)
    current_app.update_template_context(known)
    names = found.new_context(known)
    begun: Any = found.root_render_func(names)
    next(begun, None)  # it has set them before it gives the first words of the page
    begun.close()
    return names.vars


def register(app: Flask, folder: Path) -> None:
    """Set the compiler for all templates of an application, and keep what it makes."""
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    env.context_class = Calling
    cache = folder / "__pycache__"
    with contextlib.suppress(OSError):
        cache.mkdir(exist_ok=True)
    if cache.is_dir():
        names = (sorted(found) for found in (env.extensions, env.filters, env.tests))
        env.bytecode_cache = Compiled(cache, f"{env.trim_blocks} {env.lstrip_blocks} {list(names)}")
