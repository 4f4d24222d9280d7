"""A run without an emulator ends at once, and says why in a few words."""

import http.server
import json
import os
import subprocess
import threading

import pytest

TESTS = """
    import pytest

    @pytest.mark.parametrize("number", range(3))
    def test_it(graph_tenant, number): pass
"""
NOWHERE = "http://127.0.0.1:1"
NAMED = "--graph-emulator names it. !"


def said(result, *lines):
    """The run ended with this message, which stands there once, and without a traceback."""
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines([f"! _pytest.outcomes.Exit: {lines[0]}", *lines[1:]], consecutive=True)
    result.stdout.no_fnmatch_line("*Traceback*")
    result.stdout.no_fnmatch_line("* ERROR at setup *")
    assert result.stdout.str().count("_pytest.outcomes.Exit") == 1


def refused(run, named, *lines):
    """A run that is told of this emulator ended with this message about it."""
    said(run(TESTS, f"--graph-emulator={named}"), *lines, NAMED)


def script(pytester, text, mode=0o755):
    path = pytester.makefile(".sh", program=f"#!/bin/sh\n{text}\n")
    path.chmod(mode)
    return path


@pytest.fixture
def server():
    """A server that answers each path as it is told: status and JSON."""
    answers = {}

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            status, body = answers.get(self.path, (404, "nothing here"))
            self.send_response(status)
            self.send_header("content-type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        def log_message(self, *words):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        server.url = f"http://127.0.0.1:{server.server_port}"
        server.answers = answers
        yield server
        server.shutdown()


# Programs

def test_no_program_in_the_path(run, monkeypatch):
    monkeypatch.setenv("GRAPH_EMULATOR", "no-such-program")
    said(run(TESTS, "-q"),
         "There is no program 'no-such-program' in the PATH.", "The variable GRAPH_EMULATOR names it. !")


def test_nothing_was_said(run, monkeypatch):
    monkeypatch.setenv("PATH", "/nowhere")
    said(run(TESTS, "-q"), "There is no program 'graph-emulator' in the PATH.",
         "Say --graph-emulator=URL|PROGRAM, or set GRAPH_EMULATOR to one; a URL begins with http://. !")


def test_no_program_at_a_path(run):
    refused(run, "./nowhere", "There is no program './nowhere'.")


def test_a_url_without_its_scheme(run):
    refused(run, "localhost:8585",
            "There is no program 'localhost:8585' in the PATH. Is it a URL, http://localhost:8585?")


def test_a_folder(run, pytester):
    refused(run, pytester.path, f"'{pytester.path}' is a folder, not the program graph-emulator.")


def test_a_file_that_must_not_be_executed(run, pytester):
    path = script(pytester, "", mode=0o644)
    refused(run, path, f"'{path}' is a file that must not be executed; chmod +x lets it.")


def test_a_file_that_is_no_program(run, pytester):
    path = pytester.makefile(".bin", program="no program")
    path.chmod(0o755)
    refused(run, path,
            f"The program {path} ended at its start with status 126. Its standard error ends with:",
            "    Exec format error")


def test_a_program_that_ends_at_once_with_its_last_lines(run, pytester):
    path = script(pytester, "seq 1 20 >&2; echo 'no room' >&2; exit 3")
    refused(run, path,
            f"The program {path} ended at its start with status 3. Its standard error ends with:",
            *(f"    {number}" for number in range(12, 21)), "    no room")


def test_flags_that_there_are_not(run, pytester, binary):
    pytester.makeini("[pytest]\ngraph_emulator_arguments = --colour red")
    said(run(TESTS), f"The program {binary} ended at its start with status 64. Its standard error ends with:",
         "    Error: Unknown option '--colour'*")


def test_a_program_that_never_answers(run, pytester):
    pytester.makeini("[pytest]\ngraph_emulator_start_timeout = 1")
    path = script(pytester, "echo 'still at it' >&2; exec sleep 60")
    refused(run, path,
            f"The program {path} did not answer within 1 seconds (graph_emulator_start_timeout). "
            "Its standard error ends with:", "    still at it")


@pytest.mark.parametrize("line, why", [
    ("graph_emulator_start_timeout = soon", "could not convert string to float: 'soon'"),
    ("graph_emulator_arguments = --seed '", "No closing quotation"),
])
def test_a_setting_that_cannot_be_read(run, pytester, line, why):
    pytester.makeini(f"[pytest]\n{line}")
    said(run(TESTS), f"{line.split()[0]} of the configuration cannot be read: {why}", NAMED)


def test_a_program_that_is_another(run, pytester):
    path = script(pytester, "echo Welcome; exec sleep 60")
    refused(run, path,
            f"The program {path} is no graph-emulator, it began with 'Welcome'. It wrote nothing to standard error.")


# URLs

def test_nothing_answers(run):
    refused(run, NOWHERE,
            f"Nothing answers at {NOWHERE} (GET /_emulator/version: *Connection refused). "
            "Is graph-emulator serve running there?")


def test_no_url(run):
    refused(run, "http://localhost:port", "'http://localhost:port' is no URL: Invalid port: 'port'")


def test_somebody_else_answers(run, server):
    refused(run, server.url,
            f"What answers at {server.url} is no graph-emulator (GET /_emulator/version: 404, application/json).")


@pytest.mark.parametrize("version", ["v1.0", "beta"])
def test_the_url_of_a_version(run, graph_emulator, version):
    url = f"{graph_emulator.url}/{version}"
    refused(run, url,
            f"What answers at {url} is no graph-emulator (GET /_emulator/version: 401, application/json*). "
            f"The URL is wanted without /{version}.")


@pytest.mark.parametrize("key, advice", [
    (None, "Set GRAPH_EMULATOR_ADMIN_KEY to the key of serve --admin-key, or the one that it printed."),
    ("wrong", "Is the key in GRAPH_EMULATOR_ADMIN_KEY that of serve --admin-key?"),
])
def test_it_wants_another_key(run, server, monkeypatch, key, advice):
    if key:
        monkeypatch.setenv("GRAPH_EMULATOR_ADMIN_KEY", key)
    server.answers["/_emulator/version"] = 200, {"version": "0.1.0", "schema": "9"}
    server.answers["/_emulator/tenants"] = 403, {"error": {"code": "AccessDenied", "message": "For this machine only."}}
    refused(run, server.url,
            f"The emulator at {server.url} refuses to be controlled (GET /_emulator/tenants: 403). "
            f"For this machine only. {advice}")


def test_a_worker_of_xdist_says_it_and_stops(run):
    result = run(TESTS, f"--graph-emulator={NOWHERE}", "-n", "1")
    assert result.ret == pytest.ExitCode.INTERRUPTED
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([f"! xdist.dsession.Interrupted: Nothing answers at {NOWHERE} *", NAMED])
    result.stdout.no_fnmatch_line("*INTERNALERROR*")


# HTTPS

@pytest.fixture
def https(binary, tmp_path):
    """The URL of one that was started with a certificate of its own, and the file of its authority."""
    with subprocess.Popen(
        [binary, "serve", "--port", "0", "--https-port", "0"],
        env={**os.environ, "XDG_STATE_HOME": str(tmp_path)}, stdout=subprocess.PIPE, text=True,
    ) as process:
        try:
            process.stdout.readline()
            url = process.stdout.readline().split()[-1]
            yield url, next(tmp_path.rglob("ca.pem"))
        finally:
            process.terminate()


def test_a_certificate_that_nobody_trusts(run, https):
    url, _ = https
    refused(run, url,
            f"The certificate of {url} is not trusted (*). Set SSL_CERT_FILE to the file that `graph-emulator cert` "
            "names, or take the URL of HTTP; for a name of your own there is serve --tls-name.")


def test_a_certificate_that_is_trusted(run, https, monkeypatch):
    url, authority = https
    monkeypatch.setenv("SSL_CERT_FILE", str(authority))
    result = run("""
        import asyncio

        def test_it(graph):
            assert graph.request_adapter.base_url.startswith("https://")
            assert asyncio.run(graph.users.get()).value == []
    """, f"--graph-emulator={url}")
    result.assert_outcomes(passed=1)
