"""The emulator's program, started for a test run."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import tempfile
import threading
import time

GREETING = "Listening on "


class Process:
    """A server on a free port of this machine, which ends with the test run.

    `url` is its root over HTTP.
    """

    def __init__(self, binary: str, arguments: list[str] = [], start_within: float = 60) -> None:
        self._log = tempfile.TemporaryFile()
        self._state = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [binary, "serve", "--port", "0", "--no-https", *arguments],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._log,
            env=os.environ | {"XDG_STATE_HOME": self._state.name},
        )
        try:
            self.url = self._greeting(time.monotonic() + start_within)
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise
        # A full pipe would stop the server, so that what it still prints is read and dropped.
        threading.Thread(target=self._process.stdout.read, daemon=True).start()

    def stop(self, within: float = 10) -> None:
        self._process.send_signal(signal.SIGTERM)
        try:
            self._process.wait(within)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._log.close()
        self._state.cleanup()

    def _greeting(self, deadline: float) -> str:
        line = b""
        output = self._process.stdout.fileno()
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([output], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise RuntimeError(f"graph-emulator did not start in time\n{self._written()}")
            byte = os.read(output, 1)
            if not byte:
                raise RuntimeError(f"graph-emulator ended with {self._process.wait()}\n{self._written()}")
            line += byte
        return line.decode().strip().removeprefix(GREETING)

    def _written(self) -> str:
        self._log.seek(0)
        return self._log.read().decode(errors="replace")
