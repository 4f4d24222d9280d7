"""The same over HTTPS, with the emulator's own authority as the only one that is trusted."""

import ssl

import httpx
import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph_beta.generated.users.users_request_builder import UsersRequestBuilder
from msgraph_core.tasks.page_iterator import PageIterator

from conftest import connected

ADELE = "10000000-0000-4000-8000-000000000001"


async def test_pages_over_https(emulator, monkeypatch):
    monkeypatch.setenv("SSL_CERT_FILE", emulator.authority)
    options = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(top=7, select=["id"])
    async with connected(emulator, root=emulator.secure_url) as client:
        first = await client.users.get(RequestConfiguration(query_parameters=options))
        assert first.odata_next_link.startswith(emulator.secure_url + "/beta/users?")
        seen = []
        await PageIterator(first, client.request_adapter).iterate(lambda user: seen.append(user.id) or True)
    assert len(seen) == len(set(seen)) >= 40
    assert ADELE in seen


async def test_without_trust_there_is_no_answer(emulator, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE", raising=False)
    async with connected(emulator, root=emulator.secure_url) as client:
        with pytest.raises(httpx.ConnectError, match="CERTIFICATE_VERIFY_FAILED"):
            await client.users.get()


def test_the_authority_is_handed_out(emulator):
    handed_out = httpx.get(emulator.url + "/_emulator/ca.pem").text
    with open(emulator.authority) as file:
        assert handed_out == file.read()
    trust = ssl.create_default_context(cadata=handed_out)
    # What Python does by itself from 3.13 on.
    trust.verify_flags |= ssl.VERIFY_X509_STRICT
    assert httpx.get(emulator.secure_url + "/_emulator/health", verify=trust).json() == {"status": "ok"}
