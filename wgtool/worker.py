"""The kind of gunicorn's worker that serves the tool: `--worker-class wgtool.worker.Worker`."""

from __future__ import annotations

import selectors
import socket
from functools import partial
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

AT_ONCE = 65_536
"""Bytes taken in one go of what a browser still sends to a line that ends."""


class Worker(ThreadWorker):  # type: ignore[misc]
    """gunicorn's threads; but a line that ends holds up no other.

    gunicorn 27 waits up to two seconds for the browser to end it, too, and takes no request meanwhile. Here such lines
    wait together among those kept open, and are dropped with them.
    """

    def finish_request(self, conn: Any, done: Any) -> None:
        """Keep the line open, or begin to end it."""
        if done.cancelled() or done.exception() or done.result() or not self._half_closed(conn.sock):
            super().finish_request(conn, done)
            return
        conn.set_timeout()
        self.keepalived_conns.append(conn)
        self.poller.register(conn.sock, selectors.EVENT_READ, partial(self._hear_out, conn))

    @staticmethod
    def _half_closed(line: socket.socket) -> bool:
        try:
            line.setblocking(False)
            line.shutdown(socket.SHUT_WR)
        except OSError:  # the browser was first
            return False
        return True

    def _hear_out(self, conn: Any, line: socket.socket) -> None:
        """Throw away what still comes, until the browser ends the line: cut off earlier, it might lose our last words."""
        try:
            if line.recv(AT_ONCE):
                return
        except BlockingIOError:
            return
        except OSError:
            pass
        self.poller.unregister(line)
        self.keepalived_conns.remove(conn)
        self.nr_conns -= 1
        conn.close()
