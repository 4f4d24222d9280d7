"""The official SDK, pointed at a tenant by its public means only."""

from __future__ import annotations

import importlib.util
from urllib.parse import urlsplit

import httpx

from .transport import near_by

PACKAGES = {"beta": "msgraph_beta", "v1.0": "msgraph"}
DISTRIBUTIONS = {"beta": "msgraph-beta-sdk", "v1.0": "msgraph-sdk"}


def client(root: str, version: str, token):
    """A `GraphServiceClient` of the SDK of a version.

    `root` is the URL before the version, `token` makes the bearer token of each request.
    """
    from kiota_abstractions.authentication import BaseBearerTokenAuthenticationProvider
    from msgraph_core import APIVersion, GraphClientFactory

    package = importlib.import_module(PACKAGES[version])
    # Without its own options the SDK would ask for a user `me-token-to-replace` instead of `/me`.
    options = importlib.import_module(f"{PACKAGES[version]}.graph_request_adapter").options
    # Connections that are kept would belong to the event loop of the test, and outlive it.
    http = httpx.AsyncClient(
        limits=httpx.Limits(max_keepalive_connections=0), timeout=60, http2=False, **near_by(root))
    adapter = package.GraphRequestAdapter(
        BaseBearerTokenAuthenticationProvider(tokens_of(token, urlsplit(root).hostname)),
        client=GraphClientFactory.create_with_default_middleware(
            api_version=APIVersion(version), client=http, options=options))
    adapter.base_url = f"{root}/{version}"
    return package.GraphServiceClient(request_adapter=adapter)


def tokens_of(token, host: str):
    from kiota_abstractions.authentication import AccessTokenProvider, AllowedHostsValidator

    class Tokens(AccessTokenProvider):
        async def get_authorization_token(self, uri, additional_authentication_context={}):
            return token()

        def get_allowed_hosts_validator(self):
            return AllowedHostsValidator([host])

    return Tokens()


def installed_versions() -> list[str]:
    """The versions whose SDK is installed, beta first."""
    return [version for version, name in PACKAGES.items() if importlib.util.find_spec(name)]


def installed_version() -> str | None:
    """The version whose SDK is installed; beta where both are, None where none is."""
    return next(iter(installed_versions()), None)


def missing(version: str | None) -> str:
    """What to say where the client of a version is wanted, or that of any, and cannot be had."""
    if version is None:
        return "The fixture `graph` needs msgraph-sdk or msgraph-beta-sdk."
    if version not in PACKAGES:
        return f"graph_version of the configuration is 'v1.0' or 'beta', not {version!r}."
    return f"The fixture `graph` needs {DISTRIBUTIONS[version]}, for graph_version {version} of the configuration."
