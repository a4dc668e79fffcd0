"""Templates, compiled once an installation and not once a process.

Like Python's own `__pycache__`, beside the sources and read only as long as they are the same; where the folder cannot
be written, each process compiles for itself.
"""

from __future__ import annotations

import contextlib
import hashlib
from pathlib import Path

from flask import Flask
from jinja2.bccache import Bucket, FileSystemBytecodeCache

from wgtool import __version__


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


def register(app: Flask, folder: Path) -> None:
    """Set the compiler for all templates of an application, and keep what it makes."""
    env = app.jinja_env
    env.trim_blocks = env.lstrip_blocks = True
    cache = folder / "__pycache__"
    with contextlib.suppress(OSError):
        cache.mkdir(exist_ok=True)
    if cache.is_dir():
        names = (sorted(found) for found in (env.extensions, env.filters, env.tests))
        env.bytecode_cache = Compiled(cache, f"{env.trim_blocks} {env.lstrip_blocks} {list(names)}")
