"""A mail server with bad manners: hangs, drips, drops the line before or after its word, refuses, or is slow."""

from __future__ import annotations

import email
import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.message import Message
from enum import StrEnum, auto


class Manners(StrEnum):
    """What the server does to who connects."""

    GOOD = auto()
    HANGS = auto()
    """Accepts the line and never says a word."""
    DRIPS = auto()
    """Begins a greeting and never ends it."""
    CLOSES = auto()
    """Says 421 and closes."""
    DROPS_BEFORE = auto()
    """Takes the whole mail and closes before its 250."""
    DROPS_AFTER = auto()
    """Takes the whole mail, says 250, and closes."""
    MUTE_AT_QUIT = auto()
    """Takes the whole mail and never answers the goodbye."""


class Rude:
    """The server. `taken` are the mails whose 250 it said, `seen` all that arrived whole."""

    def __init__(self, manners: Manners) -> None:
        self.manners = manners
        self.refuses = ""
        self.seen: list[Message] = []
        self.taken: list[Message] = []
        self.reached = threading.Event()
        self.over = threading.Event()
        self.socket = socket.create_server(("127.0.0.1", 0))
        self.port: int = self.socket.getsockname()[1]
        self.threads = [threading.Thread(target=self._accept, daemon=True)]

    def _accept(self) -> None:
        while not self.over.is_set():
            with suppress(OSError):
                line, _ = self.socket.accept()
                self.threads.append(threading.Thread(target=self._serve, args=(line,), daemon=True))
                self.threads[-1].start()

    def _serve(self, line: socket.socket) -> None:
        with line, suppress(OSError), line.makefile("rwb", buffering=0) as talk:
            self.reached.set()
            if self.manners in {Manners.HANGS, Manners.DRIPS}:
                while self.manners == Manners.DRIPS and not self.over.wait(0.02):
                    talk.write(b"220-wait\r\n")
                self.over.wait()
                return
            talk.write(b"421 busy\r\n" if self.manners == Manners.CLOSES else b"220 here\r\n")
            while self.manners != Manners.CLOSES and (words := talk.readline()) and self._answer(words, talk):
                pass

    def _answer(self, words: bytes, talk: socket.SocketIO) -> bool:
        verb = words[:4].upper()
        if verb == b"DATA":
            talk.write(b"354 go on\r\n")
            return self._take(talk)
        if verb == b"QUIT" and self.manners == Manners.MUTE_AT_QUIT:
            self.over.wait()
        refused = self.refuses and re.search(self.refuses.encode(), words)
        talk.write(b"550 nobody of that name\r\n" if refused else b"250 fine\r\n")
        return verb != b"QUIT"

    def _take(self, talk: socket.SocketIO) -> bool:
        lines = list(iter(talk.readline, b".\r\n"))
        mail = email.message_from_bytes(b"".join(lines))
        self.seen.append(mail)
        if self.manners == Manners.DROPS_BEFORE:
            return False
        self.taken.append(mail)
        talk.write(b"250 taken\r\n")
        return self.manners != Manners.DROPS_AFTER


@contextmanager
def rude(manners: Manners = Manners.GOOD) -> Iterator[Rude]:
    """Have a server with these manners listen."""
    server = Rude(manners)
    server.threads[0].start()
    try:
        yield server
    finally:
        server.over.set()
        with suppress(OSError):
            server.socket.shutdown(socket.SHUT_RDWR)
        server.socket.close()
        for thread in server.threads:
            thread.join(5)
