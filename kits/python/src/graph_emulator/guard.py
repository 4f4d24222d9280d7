"""Runs a program for as long as the test run lives that started it: `guard.py PROGRAM ARGUMENT…`.

Standard input is a pipe that nobody writes to. It closes when the run ends, in whatever way it does, and then the program is
ended too and its temporary folder removed. The guard has a session of its own: Ctrl-C is for the run, which still has to tidy up.
"""

import os
import signal
import subprocess
import sys
import tempfile
import threading

GRACE = 8


def run(command):
    """The status that the program ended with, as a shell tells it."""
    with tempfile.TemporaryDirectory(prefix="graph-emulator-") as state:
        try:
            program = subprocess.Popen(
                command, stdin=subprocess.DEVNULL, env={**os.environ, "XDG_STATE_HOME": state, "TMPDIR": state})
        except OSError as error:
            print(error.strerror, file=sys.stderr)
            return 126
        signal.signal(signal.SIGTERM, lambda *_: end(program))
        threading.Thread(target=end_after_the_run, args=[program], daemon=True).start()
        status = program.wait()
    return status if status >= 0 else 128 - status


def end_after_the_run(program):
    while os.read(0, 1):
        pass
    end(program)


def end(program):
    """Lets the program finish what is under way, for a while."""
    program.terminate()
    killer = threading.Timer(GRACE, program.kill)
    killer.daemon = True
    killer.start()


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
