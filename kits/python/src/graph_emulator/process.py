"""The emulator's program, started for a test run."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

from .errors import NoEmulator

GREETING = "Listening on "
SHOWN_LINES = 10
GUARD = Path(__file__).with_name("guard.py")


class Process:
    """A server on a free port of this machine, which ends with the test run, however that ends.

    `url` is its root over HTTP. `NoEmulator` says why there is none.
    """

    def __init__(
        self, binary: str, arguments: list[str] = [], start_within: float = 60, folder: Path | None = None
    ) -> None:
        self._binary = binary
        self._log = tempfile.TemporaryFile()
        self._reader = threading.Thread(target=self._drop, daemon=True)
        # Isolated, so that nothing in the environment makes it anything but a small interpreter.
        self._guard = subprocess.Popen(
            [sys.executable, "-I", "-S", str(GUARD), binary, "serve", "--port", "0", "--no-https", *arguments],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._log, start_new_session=True,
            cwd=folder)
        try:
            self.url = self._greeting(start_within)
        except BaseException:
            self.stop()
            raise
        self._reader.start()

    def stop(self, within: float = 10) -> None:
        # Children that a test forked may keep the pipe open: the signal ends it all the same.
        self._guard.terminate()
        self._guard.stdin.close()
        try:
            self._guard.wait(within)
        except subprocess.TimeoutExpired:
            self._guard.kill()
            self._guard.wait()
        if not self._reader.ident:
            self._guard.stdout.close()
        self._log.close()

    def _drop(self) -> None:
        """Reads what the server still prints, since a full pipe would stop it."""
        with self._guard.stdout as output:
            while output.read1():
                pass

    def _greeting(self, within: float) -> str:
        """The URL in the first line of standard output."""
        line = self._first_line(time.monotonic() + within)
        if line is None:
            raise self._failure(f"did not answer within {within:g} seconds (graph_emulator_start_timeout)")
        if not line.endswith("\n"):
            raise self._failure(f"ended at its start with status {self._guard.wait()}")
        if not line.startswith(GREETING):
            raise self._failure(f"is no graph-emulator, it began with {line.strip()!r}")
        return line.strip()[len(GREETING):]

    def _first_line(self, deadline: float) -> str | None:
        """What was printed when a line was complete, or the output ended; None where neither came to pass in time."""
        line = b""
        output = self._guard.stdout.fileno()
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([output], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                return None
            byte = os.read(output, 1)
            if not byte:
                break
            line += byte
        return line.decode(errors="replace")

    def _failure(self, what: str) -> NoEmulator:
        self._log.seek(0)
        lines = self._log.read().decode(errors="replace").splitlines()[-SHOWN_LINES:]
        written = "Its standard error ends with:" if lines else "It wrote nothing to standard error."
        return NoEmulator("\n".join([f"The program {self._binary} {what}. {written}", *(f"    {line}" for line in lines)]))


def program(place: str) -> str:
    """The file of a program that is named by its path, or by a name that is in the PATH."""
    found = shutil.which(os.path.expanduser(place))
    if found:
        return os.path.abspath(found)
    path = Path(place).expanduser()
    if path.is_dir():
        raise NoEmulator(f"{place!r} is a folder, not the program graph-emulator.")
    if path.is_file():
        raise NoEmulator(f"{place!r} is a file that must not be executed; chmod +x lets it.")
    where = "" if os.sep in place else " in the PATH"
    hint = f" Is it a URL, http://{place}?" if ":" in place else ""
    raise NoEmulator(f"There is no program {place!r}{where}.{hint}")
