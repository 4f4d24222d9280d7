"""Fixtures: an emulator for the run, a tenant and a client of the official SDK for each test."""

from __future__ import annotations

import os
import shlex
import shutil

import pytest

from . import sdk
from .emulator import Emulator
from .tenant import described

SHOWN_REQUESTS = 50


def pytest_addoption(parser) -> None:
    group = parser.getgroup("graph-emulator")
    group.addoption(
        "--graph-emulator", metavar="URL|PROGRAM",
        help="a running emulator, or the program to start (default: GRAPH_EMULATOR, else graph-emulator of the PATH)")
    parser.addini("graph_emulator_arguments", "further arguments of serve, for one that is started", default="")
    parser.addini("graph_seed", "the file of the seed that each tenant begins with (default: the main tenant)")
    parser.addini("graph_version", "v1.0 or beta, of the client `graph` (default: of the SDK that is installed)")


def pytest_configure(config) -> None:
    config.addinivalue_line(
        "markers", "graph_seed(seed): the seed, a file or an object, that the test's tenant begins with")


@pytest.fixture(scope="session")
def graph_emulator(pytestconfig):
    """The emulator of the run: one that runs already, or a program that is started and ended with it."""
    place = pytestconfig.getoption("--graph-emulator") or os.environ.get("GRAPH_EMULATOR") or "graph-emulator"
    if place.startswith(("http://", "https://")):
        emulator = Emulator(place, key=os.environ.get("GRAPH_EMULATOR_ADMIN_KEY"))
    else:
        binary = shutil.which(place)
        if not binary:
            pytest.exit(f"There is no program {place!r}: say --graph-emulator URL|PROGRAM.", returncode=4)
        emulator = Emulator.started(binary, shlex.split(pytestconfig.getini("graph_emulator_arguments")))
    yield emulator
    emulator.close()


@pytest.fixture
def graph_tenant(request, graph_emulator):
    """A tenant that only this test has: a copy of the main tenant, or of what the seed comes to."""
    tenant = graph_emulator.copy_of(seed_of(request))
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
    if not version:
        pytest.fail("The fixture `graph` needs msgraph-sdk or msgraph-beta-sdk.", pytrace=False)
    return sdk.client(graph_tenant.url, version, lambda: graph_token)


def seed_of(request):
    """What the marker says, else the configuration; a file is found beside the test's, or beside the configuration."""
    marker = request.node.get_closest_marker("graph_seed")
    if marker:
        seed = marker.args[0]
        return seed if isinstance(seed, dict) else request.path.parent / seed
    configured = request.config.getini("graph_seed")
    return request.config.rootpath / configured if configured else None


# What a failed test's tenant was asked

TENANT = pytest.StashKey()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item, call):
    outcome = yield
    report = outcome.get_result()
    tenant = item.stash.get(TENANT, None)
    if report.failed and call.when == "call" and tenant:
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
