"""Trouble that a test asks for, as the SDK copes with it: its retries, its pages, its batches."""

import httpx
import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph_beta.generated.models.group import Group
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.users.users_request_builder import UsersRequestBuilder
from msgraph_core.tasks.page_iterator import PageIterator

from test_batch import builder, content, identified


class Faults:
    """The faults of the tenant."""

    def __init__(self, session: httpx.Client) -> None:
        self._session = session

    def add(self, match: dict, effect: dict, **more) -> None:
        answer = self._session.post("", json={"match": match, "effect": effect} | more)
        assert answer.status_code == 201, answer.text

    def counts(self) -> list[tuple[int, int]]:
        """How many requests each was looked at for, and had an effect on."""
        return [(fault["matched"], fault["fired"]) for fault in self._session.get("").json()["value"]]

    def clear(self) -> None:
        assert self._session.delete("").status_code == 204


@pytest.fixture
def faults(emulator):
    with httpx.Client(base_url=f"{emulator.url}/_emulator/tenants/default/faults") as session:
        faults = Faults(session)
        yield faults
        faults.clear()


@pytest.mark.parametrize("status", [429, 503, 504])
async def test_the_sdk_tries_again(client, corner, faults, status):
    (user,) = corner.users(1)
    faults.add({"path": f"/users/{user}"}, {"status": status, "retryAfter": 1}, to=2)
    assert (await client.users.by_user_id(user).get()).id == user
    assert faults.counts() == [(3, 2)]


async def test_the_sdk_gives_up(client, corner, faults):
    (user,) = corner.users(1)
    faults.add({"path": f"/users/{user}"}, {"status": 429, "retryAfter": 1})
    with pytest.raises(ODataError) as refused:
        await client.users.by_user_id(user).get()
    assert (refused.value.response_status_code, refused.value.error.code) == (429, "TooManyRequests")
    assert refused.value.response_headers["retry-after"] == "1"
    assert faults.counts() == [(4, 4)]


async def test_what_is_not_worth_another_try(client, corner, faults):
    (user,) = corner.users(1)
    faults.add({"path": f"/users/{user}"}, {"status": 500})
    with pytest.raises(ODataError) as refused:
        await client.users.by_user_id(user).get()
    assert (refused.value.response_status_code, refused.value.error.code) == (500, "InternalServerError")
    assert faults.counts() == [(1, 1)]


async def test_a_broken_connection_after_the_commit(client, faults):
    faults.add({"method": "POST", "path": "/groups"}, {"close": True, "afterCommit": True})
    group = Group(display_name="Kept", mail_enabled=False, mail_nickname="kept-by-fault", security_enabled=True)
    with pytest.raises(httpx.RemoteProtocolError):
        await client.groups.post(group)
    faults.clear()
    groups = await client.groups.get()
    assert [group.display_name for group in groups.value if group.mail_nickname == "kept-by-fault"] == ["Kept"]


async def test_an_answer_that_breaks_off(client, corner, faults):
    (user,) = corner.users(1)
    faults.add({"path": f"/users/{user}"}, {"cutAfterBytes": 20}, to=1)
    with pytest.raises(httpx.RemoteProtocolError):
        await client.users.by_user_id(user).get()
    assert (await client.users.by_user_id(user).get()).id == user


async def test_the_third_page_fails_once(client, corner, faults):
    corner.users(20)
    faults.add({"path": "/users", "page": 3}, {"status": 503, "retryAfter": 1}, to=1)
    options = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(top=7, select=["id"])
    first = await client.users.get(RequestConfiguration(query_parameters=options))
    seen = []
    await PageIterator(first, client.request_adapter).iterate(lambda user: seen.append(user.id) or True)
    assert len(seen) == len(set(seen)) >= 20
    # The page was asked for twice.
    assert faults.counts() == [(2, 1)]


async def test_a_part_of_a_batch(client, corner, faults):
    """The SDK does not look inside: whoever sent the batch sends the part again."""
    users = corner.users(3)
    faults.add({"batchPart": 2}, {"status": 429, "retryAfter": 3}, to=1)
    batch = content(*(identified(client, user, user) for user in users))
    answer = await builder(client).post(batch)
    assert answer.get_response_status_codes() == {users[0]: 200, users[1]: 429, users[2]: 200}
    assert answer.get_response_by_id(users[1]).headers["Retry-After"] == "3"
    again = await builder(client).post(content(identified(client, users[1], users[1])))
    assert again.get_response_status_codes() == {users[1]: 200}


async def test_a_slow_answer(client, corner, faults):
    (user,) = corner.users(1)
    faults.add({"path": f"/users/{user}"}, {"delay": "PT0.2S", "drip": {"bytes": 100, "every": "PT0.01S"}})
    assert (await client.users.by_user_id(user).get()).id == user
    assert faults.counts() == [(1, 1)]
