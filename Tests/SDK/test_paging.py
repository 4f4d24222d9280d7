"""The page iterator of msgraph-core over more users than one page holds."""

import json
from collections import Counter

import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from kiota_abstractions.serialization import Parsable
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.users.users_request_builder import UsersRequestBuilder
from msgraph_core.tasks.page_iterator import PageIterator

from conftest import connected
from emulator import Emulator

COUNT = 2500
ERRORS = {"4XX": ODataError, "5XX": ODataError}


def person(number: int) -> dict:
    return {
        "id": f"50000000-0000-4000-8000-{number:012d}", "displayName": f"Person {COUNT - number:04d}",
        "userPrincipalName": f"person{number}@contoso.example", "department": ["Odd", "Even"][number % 2 == 0]}


EVERYBODY = [person(number) for number in range(COUNT)]
IDS = [user["id"] for user in EVERYBODY]
EVEN = [user["id"] for user in EVERYBODY if user["department"] == "Even"]


@pytest.fixture(scope="module")
def crowd(tmp_path_factory):
    seed = tmp_path_factory.mktemp("crowd") / "users.json"
    seed.write_text(json.dumps({"users": EVERYBODY}))
    server = Emulator(seed)
    yield server
    assert server.stop() == 0, server.log()


@pytest.fixture
async def client(crowd):
    async with connected(crowd) as client:
        yield client


class Person(Parsable):
    """The id alone: the SDK's own user takes 10 ms each to make."""

    id = None

    @staticmethod
    def create_from_discriminator_value(parse_node=None):
        return Person()

    def get_field_deserializers(self):
        return {"id": lambda node: setattr(self, "id", node.get_str_value())}

    def serialize(self, writer):
        writer.write_str_value("id", self.id)


class Page(Parsable):
    def __init__(self) -> None:
        self.value, self.odata_next_link, self.odata_count = [], None, None

    @staticmethod
    def create_from_discriminator_value(parse_node=None):
        return Page()

    def get_field_deserializers(self):
        return {
            "value": lambda node: setattr(self, "value", node.get_collection_of_object_values(Person)),
            "@odata.nextLink": lambda node: setattr(self, "odata_next_link", node.get_str_value()),
            "@odata.count": lambda node: setattr(self, "odata_count", node.get_int_value()),
        }

    def serialize(self, writer):
        writer.write_collection_of_object_values("value", self.value)


class Walk:
    """All pages of a list: the ids in order of arrival, and how many each page had."""

    def __init__(self, client, first: Page, advanced: bool) -> None:
        self.first, self.ids, self._sizes = first, [], Counter()
        self._iterator = PageIterator(first, client.request_adapter, error_mapping=ERRORS)
        if advanced:
            # No link carries it: clients send it with each page.
            self._iterator.headers.add("ConsistencyLevel", "eventual")

    async def all(self) -> "Walk":
        await self._iterator.iterate(self._see)
        return self

    async def until(self, count: int) -> None:
        """Stops once so many were seen."""
        await self._iterator.iterate(lambda user: self._see(user) and len(self.ids) < count)

    @property
    def sizes(self) -> list[int]:
        return list(self._sizes.values())

    def _see(self, user) -> bool:
        self.ids.append(user.id)
        # Every page but the last has a link of its own.
        self._sizes[self._iterator.current_page.odata_next_link] += 1
        return True


async def walk(client, advanced: bool = False, **options) -> Walk:
    parameters = UsersRequestBuilder.UsersRequestBuilderGetQueryParameters(**options)
    configuration = RequestConfiguration(query_parameters=parameters)
    if advanced:
        configuration.headers.add("ConsistencyLevel", "eventual")
    request = client.users.to_get_request_information(configuration)
    return Walk(client, await client.request_adapter.send_async(request, Page, ERRORS), advanced)


async def test_every_user_once_in_pages_of_the_default_size(client):
    seen = await (await walk(client, select=["id"])).all()
    assert seen.ids == IDS
    assert seen.sizes == [100] * 25


async def test_every_user_once_in_the_largest_pages(client):
    seen = await (await walk(client, top=999)).all()
    assert seen.ids == IDS
    assert seen.sizes == [999, 999, 502]


async def test_a_page_that_is_exactly_full_is_the_last(client):
    seen = await (await walk(client, top=500, select=["id"])).all()
    assert seen.ids == IDS
    assert seen.sizes == [500] * 5


async def test_a_filter(client):
    seen = await (await walk(client, filter="department eq 'Even'", select=["id"])).all()
    assert seen.ids == EVEN
    assert seen.sizes == [100] * 12 + [50]


async def test_an_advanced_query_with_order_and_count(client):
    """`displayName` falls as the number rises."""
    seen = await (await walk(
        client, advanced=True, filter="department eq 'Even'", orderby=["displayName"], count=True, top=999)).all()
    assert seen.first.odata_count == len(EVEN)
    assert seen.ids == EVEN[::-1]
    assert seen.sizes == [999, 251]


async def test_a_page_without_the_header_of_the_first_is_refused(client):
    seen = await walk(client, filter="department ne 'Odd'", advanced=True, count=True, select=["id"])
    seen._iterator.headers.clear()
    with pytest.raises(ODataError) as refused:
        await seen.all()
    assert (refused.value.response_status_code, refused.value.error.code) == (400, "Request_UnsupportedQuery")
    assert seen.ids == EVEN[:100]


async def test_an_order_downward(client):
    seen = await (await walk(client, orderby=["displayName desc"], select=["id"])).all()
    assert seen.ids == IDS


async def test_a_search(client):
    seen = await (await walk(client, advanced=True, search='"displayName:12"', select=["id"])).all()
    assert seen.ids == [user["id"] for user in EVERYBODY if user["displayName"].startswith("Person 12")]
    assert seen.sizes == [100]


async def test_stopping_and_going_on(client):
    seen = await walk(client, select=["id"])
    await seen.until(250)
    assert seen.ids == IDS[:250]
    await seen.all()
    assert seen.ids == IDS


async def test_users_who_come_and_go_move_nobody(client):
    """A cursor is a place in the order, not a number of rows."""
    seen = await walk(client, top=100, filter="startswith(displayName,'Person 1')", select=["id"])
    expected = [user["id"] for user in EVERYBODY if user["displayName"].startswith("Person 1")]
    await seen.until(150)
    gone, later = expected[20], expected[600]
    await client.users.by_user_id(gone).delete()
    await client.users.by_user_id(later).delete()
    await seen.all()
    assert seen.ids == [id for id in expected if id != later]
    for id in (gone, later):
        await client.directory.deleted_items.by_directory_object_id(id).restore.post()
