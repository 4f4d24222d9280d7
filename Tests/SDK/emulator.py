"""Starts the server's binary, waits until it answers, and stops it as an operator would."""

import os
import select
import signal
import subprocess
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
BINARY = Path(os.environ.get("GRAPH_EMULATOR_BINARY", ROOT / ".build/debug/graph-emulator")).resolve()
SEED = ROOT / "seed-data/contoso.json"
GREETING = "Listening on "
AUTHORITY = "CA certificate: "
# Of every server, where the tests run with the published metadata loaded: it is to change nothing for them.
EVERYWHERE = (
    ["--metadata", f"v1.0={os.environ.get('GRAPH_METADATA')}/v1.0-Prod.csdl.gz"]
    if os.environ.get("GRAPH_METADATA_EVERYWHERE") == "1" else [])


def inherited() -> dict[str, str]:
    """The variables of the tests without those that are none of the server's, or would change what is tested."""
    return {name: value for name, value in os.environ.items() if not name.startswith("GRAPH_EMULATOR_")}


class Emulator:
    """One running server; `url` is its root, `graph` the service root that clients are pointed at.

    `secure_url` is its root over HTTPS, `authority` the file of the certificate that clients have to trust for that.
    """

    def __init__(
        self, seed: Path = SEED, binary: Path = BINARY, start_within: float = 60, options: list[str] = [],
    ) -> None:
        self._log = tempfile.TemporaryFile()
        self._state = tempfile.TemporaryDirectory()
        self._process = subprocess.Popen(
            [str(binary), "serve", "--port", "0", "--seed", str(seed), *(options or EVERYWHERE)],
            stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=self._log,
            env=inherited() | {"XDG_STATE_HOME": self._state.name},
        )
        try:
            deadline = time.monotonic() + start_within
            self.url = self._line(deadline, GREETING)
            self.secure_url = self._line(deadline, GREETING)
            self.authority = self._line(deadline, AUTHORITY).partition(" (")[0]
        except BaseException:
            self._process.kill()
            self._process.wait()
            raise
        self.graph = self.url + "/beta"
        # A full pipe would stop the server, so that what it still prints is read and dropped.
        threading.Thread(target=self._process.stdout.read, daemon=True).start()

    def stop(self, within: float = 10) -> int:
        """Asks the server to finish and returns its exit code."""
        self._process.send_signal(signal.SIGTERM)
        try:
            return self._process.wait(within)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
            raise AssertionError(f"not gone {within} s after SIGTERM\n{self.log()}") from None

    def log(self) -> str:
        """What the server has written to standard error so far."""
        self._log.seek(0)
        return self._log.read().decode(errors="replace")

    def _line(self, deadline: float, beginning: str) -> str:
        """The rest of the next line of what it prints."""
        line = b""
        output = self._process.stdout.fileno()
        while not line.endswith(b"\n"):
            ready, _, _ = select.select([output], [], [], max(0, deadline - time.monotonic()))
            if not ready:
                raise AssertionError(f"silent until the deadline, read {line!r}\n{self.log()}")
            byte = os.read(output, 1)
            if not byte:
                code = self._process.wait()
                raise AssertionError(f"ended with {code} before it listened\n{self.log()}")
            line += byte
        text = line.decode().strip()
        assert text.startswith(beginning), text
        return text.removeprefix(beginning)
