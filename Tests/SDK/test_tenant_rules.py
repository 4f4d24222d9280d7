"""Rules of a tenant that a test switches on, each with a client that copes and one that does not."""

import asyncio
import time
from uuid import uuid4

import httpx
import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_http.middleware.options import RetryHandlerOption
from msgraph_beta.generated.models.group import Group
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError

from conftest import connected
from corner import Corner


class Tenant:
    """A tenant that only one test has, with a client of its own."""

    def __init__(self, emulator, session: httpx.Client, name: str) -> None:
        self.url = f"{emulator.url}/tenants/{name}"
        self._session, self._place = session, f"/_emulator/tenants/{name}"
        self.corner = Corner(session, name)

    def set(self, **settings) -> None:
        assert self._session.patch(f"{self._place}/settings", json=settings).status_code == 200

    def seed(self, document: dict) -> None:
        answer = self._session.post(f"{self._place}/seed", json=document)
        assert answer.status_code == 200, answer.text

    def advance(self, duration: str) -> None:
        assert self._session.put(f"{self._place}/clock", json={"advance": duration}).status_code == 200

    def fault(self, match: dict, effect: dict) -> None:
        answer = self._session.post(f"{self._place}/faults", json={"match": match, "effect": effect})
        assert answer.status_code == 201, answer.text

    def fired(self) -> int:
        return sum(fault["fired"] for fault in self._session.get(f"{self._place}/faults").json()["value"])


@pytest.fixture
def tenant(emulator):
    name = f"rules-{uuid4()}"
    with httpx.Client(base_url=emulator.url) as session:
        assert session.post("/_emulator/tenants", json={"id": name}).status_code == 201
        yield Tenant(emulator, session, name)
        assert session.delete(f"/_emulator/tenants/{name}").status_code == 204


@pytest.fixture
async def client(emulator, tenant):
    async with connected(emulator, root=tenant.url) as client:
        yield client


def retries(count: int) -> RequestConfiguration:
    """How often the SDK tries again."""
    return RequestConfiguration(options=[RetryHandlerOption(max_retries=count, should_retry=count > 0)])


def new_group() -> Group:
    return Group(display_name="New", mail_enabled=False, mail_nickname="new", security_enabled=True)


# Consistency


async def names(client) -> list[str]:
    return [group.display_name for group in (await client.groups.get()).value]


async def test_who_lists_at_once_does_not_see_a_late_write(client, tenant):
    tenant.set(consistency={"mode": "eventual", "reads": 2})
    made = await client.groups.post(new_group())
    assert await names(client) == []
    # By its id it is there.
    assert (await client.groups.by_group_id(made.id).get()).display_name == "New"


async def test_who_lists_until_it_is_there_sees_a_late_write(client, tenant):
    tenant.set(consistency={"mode": "eventual", "reads": 2})
    await client.groups.post(new_group())
    seen = [await names(client) for _ in range(3)]
    assert seen == [[], [], ["New"]]


async def test_who_waits_sees_a_late_write(client, tenant):
    tenant.seed({"clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"}})
    tenant.set(consistency={"mode": "eventual", "delay": "PT2S"})
    await client.groups.post(new_group())
    assert await names(client) == []
    tenant.advance("PT2S")
    assert await names(client) == ["New"]


# Throttling


async def use_up(client) -> None:
    """Asks until the directory has enough: 3,500 units are there for ten seconds, and each of these costs five."""
    for _ in range(20):
        answers = await asyncio.gather(
            *(client.groups.by_group_id(group).transitive_members.get(retries(0)) for group in client.known * 40),
            return_exceptions=True,
        )
        if any(isinstance(answer, ODataError) for answer in answers):
            return
    raise AssertionError("nobody was refused")


@pytest.fixture
def throttled(client, tenant):
    """Its clock stands still, so that nothing that was used up comes back by itself."""
    group = str(uuid4())
    tenant.seed({
        "groups": [{"id": group, "displayName": "Asked for"}],
        "clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"},
    })
    tenant.set(throttling={"enabled": True})
    client.known = [group]
    return group


async def test_who_does_not_try_again_is_throttled(client, tenant, throttled):
    await use_up(client)
    with pytest.raises(ODataError) as refused:
        await client.groups.by_group_id(throttled).transitive_members.get(retries(0))
    assert (refused.value.response_status_code, refused.value.error.code) == (429, "TooManyRequests")
    assert int(refused.value.response_headers["retry-after"]) >= 1


async def test_who_waits_as_it_is_told_is_served(client, tenant, throttled):
    await use_up(client)
    asked = asyncio.create_task(client.groups.by_group_id(throttled).transitive_members.get(retries(3)))
    await asyncio.sleep(0.3)
    assert not asked.done()
    tenant.advance("PT10S")
    assert (await asked).value == []


# Processing


async def ask_for(client, corner):
    """A request of a user for a package, and how to look at it again."""
    package, (user,) = corner.package(), corner.users(1)
    requests = client.identity_governance.entitlement_management.access_package_assignment_requests
    asked = await requests.post(package.added(user))
    members = client.groups.by_group_id(package.group).members
    return user, requests.by_access_package_assignment_request_id(asked.id), members


async def test_who_looks_at_once_finds_a_request_under_way(client, tenant):
    tenant.set(processing="stepped")
    _, asked, members = await ask_for(client, tenant.corner)
    assert (await asked.get()).request_state != "Delivered"
    assert (await members.get()).value == []


async def test_who_looks_until_it_is_delivered_finds_the_member(client, tenant):
    tenant.set(processing="stepped")
    user, asked, members = await ask_for(client, tenant.corner)
    seen = []
    while not seen or seen[-1] != "Delivered":
        seen.append((await asked.get()).request_state)
        assert len(seen) < 10
    assert len(set(seen)) == len(seen) > 1
    assert [member.id for member in (await members.get()).value] == [user]


# Faults


async def test_the_sdk_waits_as_long_as_it_is_told(client, tenant):
    tenant.fault({"path": "/groups"}, {"status": 429, "retryAfter": 2})
    started = time.monotonic()
    with pytest.raises(ODataError) as refused:
        await client.groups.get(retries(1))
    assert refused.value.response_status_code == 429
    assert time.monotonic() - started >= 2
    assert tenant.fired() == 2


async def test_who_does_not_try_again_sees_the_first_refusal(client, tenant):
    tenant.fault({"path": "/groups"}, {"status": 503, "retryAfter": 1})
    with pytest.raises(ODataError) as refused:
        await client.groups.get(retries(0))
    assert (refused.value.response_status_code, refused.value.error.code) == (503, "ServiceNotAvailable")
    assert tenant.fired() == 1


async def test_a_write_whose_answer_breaks_off_is_done(client, tenant):
    tenant.fault({"method": "POST"}, {"cutAfterBytes": 10, "afterCommit": True})
    with pytest.raises(httpx.RemoteProtocolError):
        await client.groups.post(new_group())
    assert await names(client) == ["New"]


async def test_who_gives_up_on_a_slow_write_has_done_it(client, tenant):
    tenant.fault({"method": "POST"}, {"delay": "PT60S"})
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(1):
            await client.groups.post(new_group())
    assert await names(client) == ["New"]


async def test_thousand_slow_answers_do_not_slow_the_others(client, emulator, tenant):
    tenant.fault({"path": "/users"}, {"delay": "PT600S"})
    limits = httpx.Limits(max_connections=None)
    async with httpx.AsyncClient(base_url=tenant.url, limits=limits, timeout=120) as slow:
        waiting = [asyncio.create_task(slow.get("/beta/users")) for _ in range(1000)]
        deadline = time.monotonic() + 60
        while tenant.fired() < 1000:
            assert time.monotonic() < deadline
            await asyncio.sleep(0.05)
        started = time.monotonic()
        for _ in range(20):
            assert await names(client) == []
        # Each takes milliseconds, and would take ten minutes behind one of those.
        assert time.monotonic() - started < 30
        assert not any(task.done() for task in waiting)
        for task in waiting:
            task.cancel()
        await asyncio.gather(*waiting, return_exceptions=True)
