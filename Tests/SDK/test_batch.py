"""Batches as the SDK builds, sends and reads them."""

import json
from uuid import uuid4

import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph_beta.generated.models.group import Group
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.models.reference_create import ReferenceCreate
from msgraph_beta.generated.models.reference_update import ReferenceUpdate
from msgraph_beta.generated.models.user import User
from msgraph_beta.generated.users.item.user_item_request_builder import UserItemRequestBuilder
from msgraph_core.requests.batch_request_builder import BatchRequestBuilder
from msgraph_core.requests.batch_request_content import BatchRequestContent
from msgraph_core.requests.batch_request_content_collection import BatchRequestContentCollection
from msgraph_core.requests.batch_request_item import BatchRequestItem

ADELE = "10000000-0000-4000-8000-000000000001"
JSON = "application/json;odata.metadata=minimal;odata.streaming=true;IEEE754Compatible=false;charset=utf-8"
ERRORS = {"4XX": ODataError, "5XX": ODataError}


def builder(client) -> BatchRequestBuilder:
    return BatchRequestBuilder(client.request_adapter, ERRORS)


def content(*items: BatchRequestItem) -> BatchRequestContent:
    return BatchRequestContent({item.id: item for item in items})


def identified(client, user: str, id: str) -> BatchRequestItem:
    """Reads the id of a user."""
    parameters = UserItemRequestBuilder.UserItemRequestBuilderGetQueryParameters(select=["id"])
    request = client.users.by_user_id(user).to_get_request_information(RequestConfiguration(query_parameters=parameters))
    return BatchRequestItem(request, id)


async def parts(client, *items: BatchRequestItem) -> dict[str, dict]:
    """The answers by id as they came: the SDK's own reader keeps statuses and headers but loses JSON bodies."""
    request = await builder(client).to_post_request_information(content(*items))
    answer = await client.request_adapter.send_primitive_async(request, "bytes", ERRORS)
    return {part["id"]: part for part in json.loads(answer)["responses"]}


def statuses(answers: dict[str, dict]) -> dict[str, int]:
    return {id: part["status"] for id, part in answers.items()}


async def test_twenty_reads(client, emulator, corner):
    users = corner.users(20)
    answers = await parts(client, *(identified(client, user, user) for user in users))
    assert list(answers) == users
    for user in users:
        context = f"{emulator.graph}/$metadata#users(id)/$entity"
        assert answers[user]["body"] == {"@odata.context": context, "id": user}


async def test_the_sdk_reads_statuses_and_headers(client, corner):
    (user,) = corner.users(1)
    answer = await builder(client).post(content(
        identified(client, user, "a"), identified(client, str(uuid4()), "b"),
        BatchRequestItem(client.users.by_user_id(user).to_delete_request_information(), "c")))
    assert answer.get_response_status_codes() == {"a": 200, "b": 404, "c": 204}
    types = [answer.get_response_by_id(id).content_type for id in "abc"]
    assert types == [JSON, "application/json", None]
    assert answer.get_response_by_id("a").headers["OData-Version"] == "4.0"


async def test_more_than_fit_into_one_batch(client, corner):
    users = corner.users(23)
    collection = BatchRequestContentCollection()
    for user in users:
        collection.add_batch_request_item(identified(client, user, user))
    batches = (await builder(client).post(collection)).get_responses()
    assert [batch.get_response_status_codes() for batch in batches] == [
        {user: 200 for user in users[:20]}, {user: 200 for user in users[20:]}]


async def test_writes_in_order(client, corner):
    (user,), group = corner.users(1), corner.group()
    person, members = client.users.by_user_id(user), client.groups.by_group_id(group).members
    reference = ReferenceCreate(odata_id=f"{client.request_adapter.base_url}/directoryObjects/{user}")
    answers = await parts(
        client,
        BatchRequestItem(person.to_patch_request_information(User(display_name="Renamed")), "rename"),
        BatchRequestItem(members.ref.to_post_request_information(reference), "join", ["rename"]),
        BatchRequestItem(members.to_get_request_information(), "members", ["join"]),
        BatchRequestItem(person.to_delete_request_information(), "delete", ["members"]),
    )
    assert statuses(answers) == {"rename": 204, "join": 204, "members": 200, "delete": 204}
    assert answers["rename"] == {"id": "rename", "status": 204, "headers": {}}
    assert [(member["id"], member["displayName"]) for member in answers["members"]["body"]["value"]] == [
        (user, "Renamed")]


async def test_what_is_created_says_where(client, emulator):
    group = Group(display_name="Batched", mail_enabled=False, mail_nickname="batched", security_enabled=True)
    create = client.groups.to_post_request_information(group)
    part = (await parts(client, BatchRequestItem(create, "create")))["create"]
    created = part["body"]
    assert (part["status"], created["displayName"]) == (201, "Batched")
    assert part["headers"]["Location"] == f"{emulator.graph}/groups/{created['id']}"
    assert (await client.groups.by_group_id(created["id"]).get()).mail_nickname == "batched"


async def test_one_failure_takes_only_its_dependants_along(client, corner):
    (user,) = corner.users(1)
    first, missing, dependant = (
        identified(client, who, id) for who, id in [(user, "a"), (str(uuid4()), "b"), (user, "c")])
    missing.set_depends_on([first])
    dependant.set_depends_on([missing])
    answers = await parts(client, first, missing, dependant)
    assert statuses(answers) == {"a": 200, "b": 404, "c": 424}
    assert answers["b"]["body"]["error"]["code"] == "Request_ResourceNotFound"
    assert answers["c"]["body"]["error"]["code"] == "FailedDependency"


async def test_partly_in_a_row_is_refused(client, corner):
    (user,) = corner.users(1)
    first, second, other = (identified(client, user, id) for id in "abc")
    second.set_depends_on([first])
    with pytest.raises(ODataError) as refused:
        await parts(client, first, second, other)
    assert refused.value.error.message == "Batch should be either fully sequential or fully parallel."


async def test_twenty_with_dependencies_and_a_failure(client, corner):
    """As many as fit, each waiting for the one before: what comes after a failure is not run."""
    users, (member,), group = corner.users(11), corner.users(1), corner.group()
    person, members = client.users.by_user_id(member), client.groups.by_group_id(group).members
    reference = ReferenceCreate(odata_id=f"https://graph.microsoft.com/beta/directoryObjects/{member}")
    change = person.to_patch_request_information
    requests = [
        *(client.users.by_user_id(user).to_get_request_information() for user in users),
        change(User(job_title="First")), change(User(job_title="Second")),
        members.ref.to_post_request_information(reference), members.to_get_request_information(),
        person.manager.ref.to_put_request_information(
            ReferenceUpdate(odata_id=f"{client.request_adapter.base_url}/users/{users[0]}")),
        person.manager.to_get_request_information(),
        members.ref.to_post_request_information(reference), change(User(job_title="Never")),
        person.to_delete_request_information()]
    batch = BatchRequestContent()
    before = []
    for number, request in enumerate(requests):
        item = BatchRequestItem(request, str(number))
        item.set_depends_on(before)
        batch.add_request(None, item)
        before = [item]
    assert len(batch.requests) == 20

    answer = await builder(client).post(batch)
    expected = [200] * 11 + [204, 204, 204, 200, 204, 200, 400, 424, 424]
    assert answer.get_response_status_codes() == {str(number): status for number, status in enumerate(expected)}
    assert answer.get_response_by_id("18").headers["Content-Type"] == "application/json"
    changed = await person.get(RequestConfiguration(query_parameters=UserItemRequestBuilder
                               .UserItemRequestBuilderGetQueryParameters(select=["jobTitle"], expand=["manager"])))
    assert (changed.job_title, changed.manager.id) == ("Second", users[0])


async def test_me_and_a_count(client):
    count = client.users.count.to_get_request_information()
    count.headers.add("ConsistencyLevel", "eventual")
    me = client.me().to_get_request_information()
    answers = await parts(client, BatchRequestItem(me, "me"), BatchRequestItem(count, "count"))
    assert statuses(answers) == {"me": 200, "count": 200}
    assert int(answers["count"]["body"]) >= 40


async def test_an_empty_batch_is_a_typed_error(client):
    with pytest.raises(ODataError) as refused:
        await builder(client).post(content())
    assert (refused.value.response_status_code, refused.value.error.code) == (400, "BadRequest")
    assert refused.value.error.message == "Invalid batch payload format."


def test_text_is_a_string_and_statuses_are_numbers(raw):
    """What .NET, Java and Go take literally."""
    answer = raw.post("/$batch", json={"requests": [
        {"id": "1", "method": "GET", "url": "/users/$count", "headers": {"ConsistencyLevel": "eventual"}},
        {"id": "2", "method": "GET", "url": f"/users/{ADELE}?$select=displayName"},
    ]})
    count, user = answer.json()["responses"]
    assert (answer.status_code, count["status"], user["status"]) == (200, 200, 200)
    assert count["body"].isdigit()
    assert count["headers"]["Content-Type"] == "text/plain"
    assert user["body"]["displayName"] == "Adele Vance"
    assert user["headers"]["Content-Type"] == JSON


def test_a_batch_without_a_token_runs_nothing(raw, corner):
    (user,) = corner.users(1)
    body = {"requests": [{"id": "1", "method": "DELETE", "url": f"/users/{user}"}]}
    assert raw.post("/$batch", json=body, headers={"Authorization": ""}).status_code == 401
    assert raw.get(f"/users/{user}").status_code == 200
