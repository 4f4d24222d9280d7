"""Users through the SDK's own builders: paging, counting, and one life from creation to restore."""

from uuid import uuid4

import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.models.password_profile import PasswordProfile
from msgraph_beta.generated.models.user import User
from msgraph_beta.generated.users.delta.delta_request_builder import DeltaRequestBuilder
from msgraph_beta.generated.users.users_request_builder import UsersRequestBuilder
from msgraph_core.tasks.page_iterator import PageIterator

ADELE = "10000000-0000-4000-8000-000000000001"
SEEDED = {f"10000000-0000-4000-8000-{number:012d}" for number in range(1, 41)}


def listing(**options) -> RequestConfiguration:
    parameters = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(**options)
    return RequestConfiguration(query_parameters=parameters)


def eventual(configuration: RequestConfiguration) -> RequestConfiguration:
    configuration.headers.add("ConsistencyLevel", "eventual")
    return configuration


async def test_pages_hold_every_user_once(client):
    seen = []
    first = await client.users.get(listing(top=7, select=["id"]))
    assert len(first.value) == 7
    assert first.odata_next_link.startswith("http")
    await PageIterator(first, client.request_adapter).iterate(lambda user: seen.append(user.id) or True)
    assert len(seen) == len(set(seen))
    assert SEEDED <= set(seen)


async def test_filter_with_order_is_an_advanced_query(client):
    support = {"filter": "department eq 'Customer Support'", "orderby": ["displayName"], "select": ["displayName"]}
    with pytest.raises(ODataError) as refused:
        await client.users.get(listing(**support))
    assert (refused.value.response_status_code, refused.value.error.code) == (400, "Request_UnsupportedQuery")

    page = await client.users.get(eventual(listing(**support, count=True)))
    assert [user.display_name for user in page.value] == [
        "Mia Fischer", "Ravi Patel", "Thabo Nkosi", "Zoe Papadopoulos"]
    assert page.odata_count == 4
    assert {user.job_title for user in page.value} == {None}


async def test_count_needs_the_eventual_header(client):
    with pytest.raises(ODataError) as refused:
        await client.users.count.get()
    assert (refused.value.response_status_code, refused.value.error.code) == (400, "Request_BadRequest")
    assert await client.users.count.get(eventual(RequestConfiguration())) >= len(SEEDED)


async def test_one_user_by_id_and_by_name(client):
    by_id = await client.users.by_user_id(ADELE).get()
    by_name = await client.users.by_user_id("adele@contoso.example").get()
    assert (by_id.id, by_id.display_name, by_id.job_title) == (ADELE, "Adele Vance", "Head of IT")
    assert by_name.id == ADELE
    manager = await client.users.by_user_id(ADELE).manager.get()
    assert isinstance(manager, User)
    assert manager.display_name == "Ingrid Solheim"


async def test_create_change_delete_restore(client):
    name = f"new-{uuid4()}"
    made = await client.users.post(User(
        account_enabled=True, display_name="New Colleague", mail_nickname=name,
        user_principal_name=f"{name}@contoso.example", usage_location="de",
        password_profile=PasswordProfile(password="pass-New-1", force_change_password_next_sign_in=False)))
    assert (made.display_name, made.user_type, made.usage_location) == ("New Colleague", "Member", "DE")

    user = client.users.by_user_id(made.id)
    assert await user.patch(User(job_title="Analyst")) is None
    assert (await user.get()).job_title == "Analyst"

    await user.delete()
    with pytest.raises(ODataError) as gone:
        await user.get()
    assert (gone.value.response_status_code, gone.value.error.code) == (404, "Request_ResourceNotFound")

    restored = await client.directory.deleted_items.by_directory_object_id(made.id).restore.post()
    assert restored.id == made.id
    assert (await user.get()).job_title == "Analyst"


async def test_delta_links_tell_what_changed(client):
    select = DeltaRequestBuilder.DeltaRequestBuilderGetQueryParameters(select=["displayName", "jobTitle"])
    page = await client.users.delta.get(RequestConfiguration(query_parameters=select))
    seen = {user.id: user.display_name for user in page.value}
    while page.odata_next_link:
        page = await client.users.delta.with_url(page.odata_next_link).get()
        seen |= {user.id: user.display_name for user in page.value}
    assert SEEDED <= set(seen)
    assert seen[ADELE] == "Adele Vance"

    name = f"delta-{uuid4()}"
    made = await client.users.post(User(
        account_enabled=True, display_name="Short Stay", mail_nickname=name,
        user_principal_name=f"{name}@contoso.example",
        password_profile=PasswordProfile(password="pass-New-1", force_change_password_next_sign_in=False)))
    page = await client.users.delta.with_url(page.odata_delta_link).get()
    assert [(user.id, user.display_name, user.department) for user in page.value] == [(made.id, "Short Stay", None)]

    await client.users.by_user_id(made.id).delete()
    page = await client.users.delta.with_url(page.odata_delta_link).get()
    assert [(user.id, user.additional_data) for user in page.value] == [
        (made.id, {"@removed": {"reason": "changed"}})]

    page = await client.users.delta.with_url(page.odata_delta_link).get()
    assert (page.value, page.odata_next_link) == ([], None)
