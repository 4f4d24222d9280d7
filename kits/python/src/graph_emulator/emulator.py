"""One emulator, and the tenants that are made in it."""

from __future__ import annotations

import json
import uuid
from pathlib import Path

from .control import Control
from .process import Process, program
from .tenant import Tenant


class Emulator:
    """A running emulator at `url`; somebody else's, or a program of its own (`Emulator.started`)."""

    def __init__(self, url: str, key: str | None = None, process: Process | None = None) -> None:
        self.url = url.rstrip("/")
        self.control = Control(self.url, key)
        self._process = process
        self._templates: dict[str, str] = {}

    @classmethod
    def running(cls, url: str, key: str | None = None) -> Emulator:
        """One that runs already, after a look whether it does; `NoEmulator` says why it cannot be used."""
        emulator = cls(url, key)
        try:
            emulator.control.check()
        except BaseException:
            emulator.control.close()
            raise
        return emulator

    @classmethod
    def started(
        cls, place: str, arguments: list[str] = [], start_within: float = 60, folder: Path | None = None
    ) -> Emulator:
        """Starts the program, a file or a name in the PATH, on a free port; `close` ends it.

        Files in its arguments are found in `folder`, without one in the present one.
        """
        process = Process(program(place), arguments, start_within, folder)
        return cls(process.url, process=process)

    def tenant(self, name: str = "default") -> Tenant:
        """One that is there already."""
        return Tenant(self, name)

    def create(self, seed=None, fork_of: str | None = None, settings: dict | None = None) -> Tenant:
        """A new tenant under a name that nobody has: empty, from a seed, or with all that another one has.

        `seed` is the file of a seed, or an object as it stands in one.
        """
        body = {"id": f"t-{uuid.uuid4().hex}"}
        if seed is not None:
            body["seed"] = read_seed(seed)
        if fork_of is not None:
            body["forkOf"] = fork_of
        if settings is not None:
            body["settings"] = settings
        self.control("POST", "/tenants", body)
        return Tenant(self, body["id"])

    def copy_of(self, seed=None) -> Tenant:
        """A new tenant with what a seed comes to, or the main tenant; each seed is loaded once and then copied."""
        if seed is None:
            return self.create(fork_of="default")
        document = read_seed(seed)
        text = json.dumps(document, sort_keys=True)
        if text not in self._templates:
            self._templates[text] = self.create(document).name
        return self.create(fork_of=self._templates[text])

    def close(self) -> None:
        """Removes the tenants that others were copied from, and ends the program that was started."""
        if self._process:
            self._process.stop()
        else:
            for name in self._templates.values():
                Tenant(self, name).delete()
        self.control.close()


def read_seed(seed) -> dict:
    """The object itself, or what is in the file."""
    return seed if isinstance(seed, dict) else json.loads(Path(seed).read_text(encoding="utf-8"))
