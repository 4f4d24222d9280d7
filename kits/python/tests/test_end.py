"""However a run ends, nothing of the emulator that it started stays behind."""

import os
import signal
import subprocess
import sys
import time

import pytest

TEST = """
    import pathlib, time

    def test_it(graph_tenant):
        pathlib.Path("reached").touch()
        time.sleep(60)
"""


def eventually(holds, within=20):
    deadline = time.monotonic() + within
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.05)


def is_running(process):
    try:
        os.kill(process, 0)
        return True
    except ProcessLookupError:
        return False


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP", "SIGKILL"])
def test_a_signal_to_everybody_in_the_terminal(pytester, binary, monkeypatch, name):
    """As Ctrl-C sends it, or a system for continuous integration that has waited for too long."""
    program = pytester.makefile(".sh", program=f'#!/bin/sh\necho $$ >process\nexec "{binary}" "$@"\n')
    program.chmod(0o755)
    monkeypatch.setenv("TMPDIR", str(pytester.mkdir("temporary")))
    pytester.makepyfile(TEST)
    run = subprocess.Popen(
        [sys.executable, "-m", "pytest", "-p", "graph_emulator.plugin", f"--graph-emulator={program}"],
        stdout=subprocess.PIPE, text=True, start_new_session=True)
    eventually((pytester.path / "reached").exists)
    process = int((pytester.path / "process").read_text())
    assert is_running(process) and os.listdir("temporary")
    os.killpg(run.pid, getattr(signal, name))
    output, _ = run.communicate(timeout=30)
    eventually(lambda: not is_running(process) and not os.listdir("temporary"))
    if name == "SIGINT":
        assert run.returncode == pytest.ExitCode.INTERRUPTED
        assert "KeyboardInterrupt" in output and "Error" not in output


def test_an_end_as_usual(run, pytester, monkeypatch):
    monkeypatch.setenv("TMPDIR", str(pytester.mkdir("temporary")))
    run("def test_it(graph_tenant): pass").assert_outcomes(passed=1)
    assert not [name for name in os.listdir("temporary") if name.startswith("graph-emulator")]


def test_a_program_that_ends_within_the_run_ends_it(run, pytester, binary):
    program = pytester.makefile(".sh", program=f'#!/bin/sh\necho $$ >process\nexec "{binary}" "$@"\n')
    program.chmod(0o755)
    result = run("""
        import os, pathlib, signal, time

        def test_breaks_it(graph_emulator):
            os.kill(int(pathlib.Path("process").read_text()), signal.SIGKILL)
            time.sleep(1)

        def test_cannot_begin(graph_tenant): pass
        def test_would_not_either(graph_tenant): pass
    """, f"--graph-emulator={program}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines([
        "! _pytest.outcomes.Exit: Nothing answers at http://127.0.0.1:* (POST /_emulator/tenants: *Connection refused). "
        "Is graph-emulator serve running there? !"])
    result.stdout.no_fnmatch_line("*Traceback*")
