"""Where `--graph-emulator` leaves the configuration of the project."""

import shlex

import pytest

TEST = "def test_it(graph_tenant): pass"


@pytest.fixture
def project(pytester, run):
    """One whose `pytest.ini` everybody sees to be read: it asks for a seed that is not there."""
    pytester.makefile(".ini", pytest="[pytest]\ngraph_seed = nowhere.json")
    pytester.makepyfile(TEST)
    return run


def is_refused(result, binary):
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([
        f"ERROR: --graph-emulator {binary}: write --graph-emulator={binary}. After a blank pytest takes the path for one "
        "of tests, and does not find the configuration of the project (pytest.ini, pyproject.toml)."])


def is_read(result):
    result.stdout.fnmatch_lines(["configfile: pytest.ini", "*seed of the configuration, graph_seed: *nowhere.json'"])


def test_a_program_after_a_blank_is_refused(project, binary):
    is_refused(project(None, "--graph-emulator", binary), binary)


def test_so_it_is_in_the_variable_for_options(project, binary, monkeypatch):
    monkeypatch.setenv("PYTEST_ADDOPTS", f"--graph-emulator {shlex.quote(binary)}")
    is_refused(project(None, "-q"), binary)


def test_one_after_an_equals_sign_is_taken(project, binary):
    is_read(project(None, f"--graph-emulator={binary}"))


def test_one_after_a_blank_is_taken_where_the_configuration_is_named(project, binary):
    is_read(project(None, "--graph-emulator", binary, "-c", "pytest.ini"))


def test_a_url_after_a_blank_is_taken(project, graph_emulator):
    is_read(project(None, "--graph-emulator", graph_emulator.url))


def test_files_in_the_arguments_are_found_from_a_folder_below(pytester, run, binary, monkeypatch):
    """So is the program, from where pytest was called."""
    pytester.makefile(".ini", pytest="[pytest]\ngraph_emulator_arguments = --seed seed.json")
    pytester.makefile(".json", seed='{"users": [{"displayName": "Ann", "userPrincipalName": "ann@contoso.example"}]}')
    below = pytester.mkdir("below")
    monkeypatch.chdir(below)
    (below / "test_it.py").write_text("def test_it(graph_tenant): assert len(graph_tenant.export()['users']) == 1")
    (below / "program").symlink_to(binary)
    run(None, "--graph-emulator=./program").assert_outcomes(passed=1)


@pytest.mark.parametrize("version, why", [
    ("v2", "graph_version of the configuration is 'v1.0' or 'beta', not 'v2'."),
    ("v1.0", "The fixture `graph` needs msgraph-sdk, for graph_version v1.0 of the configuration."),
])
def test_a_version_without_a_client(pytester, run, version, why):
    pytester.makeini(f"[pytest]\ngraph_version = {version}")
    result = run("def test_it(graph): pass")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["_* ERROR at setup of test_it _*", why], consecutive=True)
