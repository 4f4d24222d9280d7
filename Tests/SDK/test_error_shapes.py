"""Every shape of error as Kiota's classes read it: nothing is lost, and the ids are those of the headers."""

import json
from datetime import datetime, timedelta, timezone
from uuid import UUID, uuid4

import pytest
from kiota_abstractions.authentication import AnonymousAuthenticationProvider
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.models.password_profile import PasswordProfile
from msgraph_beta.generated.models.user import User
from msgraph_beta.generated.users.users_request_builder import UsersRequestBuilder

from conftest import connected

NOBODY = "90000000-0000-4000-8000-000000000009"


def missing(id: str) -> str:
    return f"Resource '{id}' does not exist or one of its queried reference-property objects are not present."


async def refusal(call, status: int, code: str, message: str | None = None) -> ODataError:
    """The error of a call, with everything that each of them has."""
    with pytest.raises(ODataError) as caught:
        await call
    error = caught.value
    assert type(error) is ODataError
    assert (error.response_status_code, error.error.code) == (status, code)
    if message is not None:
        assert error.error.message == message
    inner, headers = error.error.inner_error, error.response_headers
    assert inner.request_id == headers["request-id"] == str(UUID(inner.request_id))
    assert inner.client_request_id == headers["client-request-id"] == str(UUID(inner.client_request_id))
    # Without a zone in the text; it is UTC.
    moment = inner.date.replace(tzinfo=inner.date.tzinfo or timezone.utc)
    assert abs(datetime.now(timezone.utc) - moment) < timedelta(minutes=1)
    assert moment.microsecond == 0
    assert headers["content-type"].startswith("application/json")
    return error


def at(builder, client, path: str):
    return builder.with_url(f"{client.request_adapter.base_url}/{path}")


async def test_the_directory(client):
    error = await refusal(
        client.users.by_user_id(NOBODY).get(), 404, "Request_ResourceNotFound", missing(NOBODY))
    assert (error.error.details, error.error.target) == (None, None)
    assert error.primary_message == missing(NOBODY)


async def test_the_directory_with_details(client):
    body = User(account_enabled=True, display_name="Adele", mail_nickname="adele",
                user_principal_name="adele@contoso.example",
                password_profile=PasswordProfile(password="pass-Adele-2"))
    message = "Another object with the same value for property userPrincipalName already exists."
    error = await refusal(client.users.post(body), 400, "Request_BadRequest", message)
    (detail,) = error.error.details
    assert (detail.code, detail.message, detail.target) == ("ObjectConflict", message, "userPrincipalName")


async def test_licensing_has_a_code_of_its_own_inside(client):
    error = await refusal(
        client.admin.cloud_licensing.allotments.by_allotment_id("nobody").get(), 404, "notFound")
    inner = error.error.inner_error.additional_data
    assert (inner["code"], inner["propertyName"]) == ("resourceNotFound", "allotmentId")


async def test_the_message_of_intune_is_a_document(client):
    configuration = client.device_management.device_configurations.by_device_configuration_id(NOBODY)
    error = await refusal(configuration.get(), 404, "ResourceNotFound")
    document = json.loads(error.error.message)
    assert list(document) == [
        "_version", "Message", "CustomApiErrorPhrase", "RetryAfter", "ErrorSourceService", "HttpHeaders"]
    assert f"Activity ID: {error.error.inner_error.request_id}" in document["Message"]
    assert document["_version"] == 3


async def test_entitlement_management(client):
    packages = client.identity_governance.entitlement_management.access_packages
    await refusal(packages.by_access_package_id(NOBODY).get(), 404, "ResourceNotFound")


async def test_an_unknown_segment(client):
    await refusal(
        at(client.users, client, "nobody").get(), 400, "BadRequest", "Resource not found for the segment 'nobody'.")


async def test_an_unknown_version(client, emulator):
    await refusal(
        client.users.with_url(f"{emulator.url}/v3.0/users").get(), 400, "BadRequest", "Invalid version: v3.0")


async def test_no_token(emulator):
    async with connected(emulator, AnonymousAuthenticationProvider()) as client:
        error = await refusal(
            client.users.get(), 401, "InvalidAuthenticationToken", "Access token is empty.")
    place = emulator.secure_url.replace("localhost", "127.0.0.1") + "/common/oauth2/authorize"
    assert error.response_headers["www-authenticate"].startswith(f'Bearer realm="", authorization_uri="{place}"')


async def test_a_query_that_cannot_be_read(client):
    parameters = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(filter="displayName foo 'x'")
    await refusal(
        client.users.get(RequestConfiguration(query_parameters=parameters)), 400, "BadRequest",
        "Invalid filter clause: Syntax error at position 12 in 'displayName foo 'x''.")


async def test_a_method_that_is_not_there(client):
    error = await refusal(
        at(client.users.by_user_id(NOBODY), client, "users").delete(), 405, "Request_BadRequest",
        "Specified HTTP method is not allowed for the request target.")
    assert error.response_headers["allow"] == "GET, POST"


async def test_the_id_that_the_client_gives(client):
    id = str(uuid4())
    configuration = RequestConfiguration()
    configuration.headers.add("client-request-id", id)
    error = await refusal(
        client.users.by_user_id(NOBODY).get(configuration), 404, "Request_ResourceNotFound")
    assert error.error.inner_error.client_request_id == id
    assert error.error.inner_error.request_id != id
