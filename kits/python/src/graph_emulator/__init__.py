"""A running graph-emulator and its tenants, for tests: `docs/testing.md` of the emulator."""

from .control import ControlError
from .emulator import Emulator
from .errors import NoEmulator
from .tenant import Tenant

__all__ = ["ControlError", "Emulator", "NoEmulator", "Tenant"]
