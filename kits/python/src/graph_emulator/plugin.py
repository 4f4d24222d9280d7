"""Fixtures: an emulator for the run, a tenant and a client of the official SDK for each test."""

from __future__ import annotations

import pytest

from . import sdk
from .control import ControlError
from .errors import NoEmulator
from .tenant import described
from .where import emulator_of, refuse_a_path_after_a_blank

SHOWN_REQUESTS = 50


def pytest_addoption(parser) -> None:
    group = parser.getgroup("graph-emulator")
    group.addoption(
        "--graph-emulator", metavar="URL|PROGRAM",
        help="a running emulator, or the program to start (default: GRAPH_EMULATOR, else graph-emulator of the PATH)")
    parser.addini("graph_emulator_arguments", "further arguments of serve, for one that is started", default="")
    parser.addini("graph_emulator_start_timeout", "seconds until one that is started has to answer", default="60")
    parser.addini("graph_seed", "the file of the seed that each tenant begins with (default: the main tenant)")
    parser.addini("graph_version", "v1.0 or beta, of the client `graph` (default: of the SDK that is installed)")


@pytest.hookimpl(tryfirst=True)
def pytest_load_initial_conftests(early_config) -> None:
    refuse_a_path_after_a_blank(early_config)


def pytest_configure(config) -> None:
    config.addinivalue_line(
        "markers", "graph_seed(seed): the seed, a file or an object, that the test's tenant begins with")


@pytest.fixture(scope="session")
def graph_emulator(request):
    """The emulator of the run: one that runs already, or a program that is started and ended with it."""
    emulator, why_not = attempt(lambda: emulator_of(request.config), NoEmulator)
    if why_not:
        give_up(request.session, str(why_not))
    yield emulator
    emulator.close()


def attempt(action, *errors):
    """What it gives, or else its error, which what is raised later does not drag along as its context."""
    try:
        return action(), None
    except errors as error:
        return None, error


def give_up(session, why: str) -> None:
    """Ends the run, of which no test could do any better, with one message."""
    if hasattr(session.config, "workerinput"):
        # A worker of xdist may not exit by itself.
        session.shouldstop = why
        pytest.fail(why, pytrace=False)
    pytest.exit(why, returncode=pytest.ExitCode.USAGE_ERROR)


@pytest.fixture
def graph_tenant(request, graph_emulator):
    """A tenant that only this test has: a copy of the main tenant, or of what the seed comes to."""
    seed, said_by = seed_of(request)
    tenant, why_not = attempt(lambda: graph_emulator.copy_of(seed), NoEmulator, ControlError, OSError, ValueError)
    if isinstance(why_not, NoEmulator):
        give_up(request.session, str(why_not))
    if why_not:
        pytest.fail(f"No tenant could be made with {said_by}: {why_not}", pytrace=False)
    request.node.stash[TENANT] = tenant
    yield tenant
    tenant.delete()


@pytest.fixture
def graph_token():
    """The bearer token of the client `graph`; a test overrides the fixture to be somebody."""
    return "any-text-will-do"


@pytest.fixture
def graph(request, graph_tenant, graph_token):
    """The official SDK's client for the test's tenant."""
    version = request.config.getini("graph_version") or sdk.installed_version()
    if version not in sdk.installed_versions():
        pytest.fail(sdk.missing(version), pytrace=False)
    return sdk.client(graph_tenant.url, version, lambda: graph_token)


def seed_of(request):
    """What the marker says, else the configuration, and how to name it.

    A file is found beside that of the test, or beside the configuration.
    """
    marker = request.node.get_closest_marker("graph_seed")
    if marker:
        if len(marker.args) != 1 or marker.kwargs:
            pytest.fail("The marker graph_seed takes a file or an object: @pytest.mark.graph_seed({…})", pytrace=False)
        seed = marker.args[0]
        return seed if isinstance(seed, dict) else request.path.parent / seed, "the seed of its marker graph_seed"
    configured = request.config.getini("graph_seed")
    if configured:
        return request.config.rootpath / configured, "the seed of the configuration, graph_seed"
    return None, "what the main tenant has"


# What a failed test's tenant was asked

TENANT = pytest.StashKey()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    tenant = item.stash.get(TENANT, None)
    if report.failed and call.when != "teardown" and tenant:
        report.sections.append(("Graph requests", asked(tenant)))


def asked(tenant) -> str:
    """The last requests, each with the answer's error in full."""
    try:
        requests = tenant.requests()
    except Exception as error:  # The test's own failure is what has to be seen.
        return f"The journal cannot be read: {error}"
    lines = [f"{len(requests) - SHOWN_REQUESTS} earlier ones"] if len(requests) > SHOWN_REQUESTS else []
    for request in requests[-SHOWN_REQUESTS:]:
        lines.append(described(request))
        if request["status"] >= 400 and request["response"].get("body"):
            lines.append("    " + request["response"]["body"])
    return "\n".join(lines) or "none"
