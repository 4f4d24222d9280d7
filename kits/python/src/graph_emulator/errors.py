"""What a test run cannot begin with."""


class NoEmulator(Exception):
    """There is no emulator to work with; the message says what was tried and what to do."""
