"""Fixtures: one server for the whole run, a fresh SDK client and a fresh corner of the tenant per test."""

from contextlib import asynccontextmanager

import httpx
import pytest
from kiota_abstractions.authentication import (
    AccessTokenProvider,
    AllowedHostsValidator,
    BaseBearerTokenAuthenticationProvider,
)
from msgraph_beta import GraphRequestAdapter, GraphServiceClient

from corner import Corner
from emulator import Emulator

TOKEN = "any-text-will-do"


class StaticToken(AccessTokenProvider):
    """Gives every request the same bearer token."""

    async def get_authorization_token(self, uri, additional_authentication_context={}):
        return TOKEN

    def get_allowed_hosts_validator(self):
        return AllowedHostsValidator(["localhost", "127.0.0.1"])


@pytest.fixture(scope="session")
def anyio_backend():
    return "asyncio"


@pytest.fixture(scope="session")
def emulator():
    server = Emulator()
    yield server
    assert server.stop() == 0, server.log()


@asynccontextmanager
async def connected(emulator, authentication=None, root=None):
    """The official client, pointed at the emulator by its public means only; `root` stands for the emulator's own."""
    adapter = GraphRequestAdapter(authentication or BaseBearerTokenAuthenticationProvider(StaticToken()))
    adapter.base_url = (root or emulator.url) + "/beta"
    yield GraphServiceClient(request_adapter=adapter)
    # The adapter has no public way to close its connections.
    await adapter._http_client.aclose()


@pytest.fixture
async def client(emulator):
    async with connected(emulator) as client:
        yield client


@pytest.fixture
def raw(emulator):
    """Plain HTTP below the service root, for what the SDK has no builder for."""
    headers = {"Authorization": f"Bearer {TOKEN}"}
    with httpx.Client(base_url=emulator.graph, headers=headers) as session:
        yield session


@pytest.fixture
def corner(emulator):
    """A part of the tenant that only this test knows."""
    with httpx.Client(base_url=emulator.url) as session:
        yield Corner(session)
