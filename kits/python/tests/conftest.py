import pytest

pytest_plugins = ["pytester"]


@pytest.fixture(scope="session")
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="session")
def binary(pytestconfig):
    """The program that the tests of the kit are run with."""
    return pytestconfig.getoption("--graph-emulator")


@pytest.fixture
def run(pytester, binary, monkeypatch):
    """Runs pytest with a test, or with those that are there, in a folder and a process of its own."""
    for variable in ("GRAPH_EMULATOR", "GRAPH_EMULATOR_ADMIN_KEY", "PYTEST_ADDOPTS", "SSL_CERT_FILE"):
        monkeypatch.delenv(variable, raising=False)

    def run(test=None, *arguments):
        if test:
            pytester.makepyfile(test)
        return pytester.runpytest_subprocess(
            "-p", "graph_emulator.plugin", "-p", "no:cacheprovider", *(arguments or [f"--graph-emulator={binary}"]))

    return run
