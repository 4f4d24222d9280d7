"""All of Graph through the official SDK of v1.0, with the published metadata loaded: mail, calendars, teams, files.

Skipped where `GRAPH_METADATA` names no folder with `v1.0-Prod.csdl.gz`, or where `msgraph-sdk` is not installed, which
is large and which no other test needs: `.venv-sdk/bin/pip install msgraph-sdk`.
"""

import os
from pathlib import Path
from uuid import uuid4

import pytest

pytest.importorskip("msgraph", reason="msgraph-sdk is not installed")
FILE = Path(os.environ.get("GRAPH_METADATA", "")) / "v1.0-Prod.csdl.gz"
pytestmark = pytest.mark.skipif(
    not FILE.is_file(), reason="GRAPH_METADATA names no folder with v1.0-Prod.csdl.gz")

from kiota_abstractions.authentication import BaseBearerTokenAuthenticationProvider
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph import GraphRequestAdapter, GraphServiceClient
from msgraph.generated.applications.item.add_password.add_password_post_request_body import AddPasswordPostRequestBody
from msgraph.generated.applications.item.remove_password.remove_password_post_request_body import (
    RemovePasswordPostRequestBody,
)
from msgraph.generated.models.alert import Alert
from msgraph.generated.models.alert_severity import AlertSeverity
from msgraph.generated.models.application import Application
from msgraph.generated.models.body_type import BodyType
from msgraph.generated.models.calendar import Calendar
from msgraph.generated.models.channel import Channel
from msgraph.generated.models.chat import Chat
from msgraph.generated.models.chat_message import ChatMessage
from msgraph.generated.models.chat_type import ChatType
from msgraph.generated.models.conditional_access_applications import ConditionalAccessApplications
from msgraph.generated.models.conditional_access_client_app import ConditionalAccessClientApp
from msgraph.generated.models.conditional_access_condition_set import ConditionalAccessConditionSet
from msgraph.generated.models.conditional_access_grant_control import ConditionalAccessGrantControl
from msgraph.generated.models.conditional_access_grant_controls import ConditionalAccessGrantControls
from msgraph.generated.models.conditional_access_policy import ConditionalAccessPolicy
from msgraph.generated.models.conditional_access_policy_state import ConditionalAccessPolicyState
from msgraph.generated.models.conditional_access_users import ConditionalAccessUsers
from msgraph.generated.models.contact import Contact
from msgraph.generated.models.date_time_time_zone import DateTimeTimeZone
from msgraph.generated.models.device_compliance_action_item import DeviceComplianceActionItem
from msgraph.generated.models.device_compliance_action_type import DeviceComplianceActionType
from msgraph.generated.models.device_compliance_scheduled_action_for_rule import DeviceComplianceScheduledActionForRule
from msgraph.generated.models.drive import Drive
from msgraph.generated.models.drive_item import DriveItem
from msgraph.generated.models.email_address import EmailAddress
from msgraph.generated.models.event import Event
from msgraph.generated.models.file import File
from msgraph.generated.models.file_attachment import FileAttachment
from msgraph.generated.models.folder import Folder
from msgraph.generated.models.group import Group
from msgraph.generated.models.item_body import ItemBody
from msgraph.generated.models.mail_folder import MailFolder
from msgraph.generated.models.message import Message
from msgraph.generated.models.o_data_errors.o_data_error import ODataError
from msgraph.generated.models.password_credential import PasswordCredential
from msgraph.generated.models.planner_bucket import PlannerBucket
from msgraph.generated.models.planner_plan import PlannerPlan
from msgraph.generated.models.planner_plan_container import PlannerPlanContainer
from msgraph.generated.models.planner_task import PlannerTask
from msgraph.generated.models.recipient import Recipient
from msgraph.generated.models.security.alert import Alert as SecurityAlert
from msgraph.generated.models.team import Team
from msgraph.generated.models.todo_task import TodoTask
from msgraph.generated.models.todo_task_list import TodoTaskList
from msgraph.generated.models.windows10_compliance_policy import Windows10CompliancePolicy
from msgraph.generated.users.item.messages.messages_request_builder import MessagesRequestBuilder
from msgraph_core.tasks.page_iterator import PageIterator

from conftest import StaticToken
from emulator import Emulator

ADELE = "10000000-0000-4000-8000-000000000001"


@pytest.fixture(scope="module")
def completed():
    """A server with the published v1.0."""
    server = Emulator(options=["--metadata", f"v1.0={FILE}"])
    yield server
    assert server.stop() == 0, server.log()


@pytest.fixture
async def graph(completed):
    adapter = GraphRequestAdapter(BaseBearerTokenAuthenticationProvider(StaticToken()))
    adapter.base_url = completed.url + "/v1.0"
    yield GraphServiceClient(request_adapter=adapter)
    await adapter._http_client.aclose()


@pytest.fixture
def adele(graph):
    return graph.users.by_user_id(ADELE)


@pytest.fixture
async def group(graph):
    """A group that only this test knows."""
    name = f"metadata-{uuid4().hex[:8]}"
    made = await graph.groups.post(Group(
        display_name=name, mail_nickname=name, mail_enabled=True, security_enabled=False, group_types=["Unified"]))
    yield made
    await graph.groups.by_group_id(made.id).delete()


async def gone(item):
    with pytest.raises(ODataError) as missing:
        await item.get()
    assert missing.value.response_status_code == 404


def if_match(tag):
    configuration = RequestConfiguration()
    configuration.headers.add("If-Match", tag)
    return configuration


async def one_life(collection, item, body, change, name, after=None, tagged=False):
    """Makes an object, finds it by its key and in the list, changes it, deletes it; where it is tagged, by its etag."""
    async def condition():
        return if_match((await builder.get()).additional_data["@odata.etag"]) if tagged else None

    before = getattr(body, name)
    made = await collection.post(body)
    assert made.id
    assert getattr(made, name) == before
    builder = item(made.id)
    assert getattr(await builder.get(), name) == before
    assert made.id in [entry.id for entry in (await collection.get()).value]
    await builder.patch(change, await condition())
    assert getattr(await builder.get(), name) == getattr(change, name)
    if after:
        await after(builder)
    await builder.delete(await condition())
    await gone(builder)
    assert made.id not in [entry.id for entry in (await collection.get()).value]


# Mail


async def test_pages_hold_every_message_once(graph, adele):
    made = [(await adele.messages.post(message(f"page {number}"))).id for number in range(5)]
    parameters = MessagesRequestBuilder.MessagesRequestBuilderGetQueryParameters(
        top=2, select=["id"], filter="startswith(subject,'page ')")
    first = await adele.messages.get(RequestConfiguration(query_parameters=parameters))
    assert [entry.id for entry in first.value] == made[:2]
    seen = []
    await PageIterator(first, graph.request_adapter).iterate(lambda entry: seen.append(entry.id) or True)
    assert seen == made


def message(subject):
    return Message(
        subject=subject,
        body=ItemBody(content="Hello", content_type=BodyType.Text),
        to_recipients=[Recipient(
            email_address=EmailAddress(address="diego@contoso.example"))])


async def test_a_message_with_an_attachment(adele):
    async def attach(builder):
        text = FileAttachment(
            odata_type="#microsoft.graph.fileAttachment", name="a.txt", content_type="text/plain",
            content_bytes=b"some text")
        made = await builder.attachments.post(text)
        assert isinstance(made, FileAttachment)
        one = builder.attachments.by_attachment_id(made.id)
        read = await one.get()
        assert (read.name, read.content_type) == ("a.txt", "text/plain")
        assert bytes(read.content_bytes) == b"some text"
        assert [entry.id for entry in (await builder.attachments.get()).value] == [made.id]
        await one.delete()
        assert (await builder.attachments.get()).value == []

    await one_life(
        adele.messages, adele.messages.by_message_id, message("one"), Message(subject="two"),
        "subject", attach)


async def test_a_message_keeps_what_is_inside_it(adele):
    made = await adele.messages.post(message("inside"))
    one = adele.messages.by_message_id(made.id)
    read = await one.get()
    assert read.body.content == "Hello"
    assert read.body.content_type == BodyType.Text
    assert [each.email_address.address for each in read.to_recipients] == ["diego@contoso.example"]
    await one.delete()


async def test_a_folder_of_mail_and_its_messages(adele):

    async def fill(builder):
        child = await builder.child_folders.post(MailFolder(display_name="child"))
        assert [entry.id for entry in (await builder.child_folders.get()).value] == [child.id]
        kept = await builder.messages.post(message("kept"))
        assert [entry.id for entry in (await builder.messages.get()).value] == [kept.id]
        assert (await adele.messages.by_message_id(kept.id).get()).subject == "kept"
        await adele.messages.by_message_id(kept.id).delete()

    await one_life(
        adele.mail_folders, adele.mail_folders.by_mail_folder_id, MailFolder(display_name="one"),
        MailFolder(display_name="two"), "display_name", fill)


# Calendars and contacts


def at(hour):
    return DateTimeTimeZone(date_time=f"2026-03-02T{hour:02}:00:00", time_zone="UTC")


async def test_an_event_and_the_calendar_that_has_it(adele):

    async def look(builder):
        read = await builder.get()
        assert (read.start.time_zone, read.end.date_time[:13]) == ("UTC", "2026-03-02T10")
        assert read.id in [entry.id for entry in (await adele.calendar.events.get()).value]

    await one_life(
        adele.events, adele.events.by_event_id, Event(subject="one", start=at(9), end=at(10)),
        Event(subject="two"), "subject", look)


async def test_a_calendar(adele):
    await one_life(
        adele.calendars, adele.calendars.by_calendar_id, Calendar(name="one"), Calendar(name="two"), "name")


async def test_a_contact(adele):
    await one_life(
        adele.contacts, adele.contacts.by_contact_id, Contact(given_name="One", business_phones=["1"]),
        Contact(given_name="Two"), "given_name")


# To-do


async def test_a_list_of_things_to_do_and_its_tasks(adele):

    async def fill(builder):
        await one_life(
            builder.tasks, builder.tasks.by_todo_task_id, TodoTask(title="one"), TodoTask(title="two"), "title")

    await one_life(
        adele.todo.lists, adele.todo.lists.by_todo_task_list_id, TodoTaskList(display_name="one"),
        TodoTaskList(display_name="two"), "display_name", fill)


# Teams


async def test_a_team_its_channels_and_their_messages(graph, group):
    await graph.groups.by_group_id(group.id).team.put(Team(description="one"))
    team = graph.teams.by_team_id(group.id)
    assert (await team.get()).id == group.id

    async def talk(builder):
        said = await builder.messages.post(ChatMessage(
            body=ItemBody(content="Hello")))
        assert [entry.id for entry in (await builder.messages.get()).value] == [said.id]

    await one_life(
        team.channels, team.channels.by_channel_id, Channel(display_name="one", description="a"),
        Channel(display_name="two"), "display_name", talk)


async def test_a_chat_and_its_messages(graph):

    async def talk(builder):
        said = await builder.messages.post(ChatMessage(
            body=ItemBody(content="Hello")))
        assert (await builder.messages.by_chat_message_id(said.id).get()).body.content == "Hello"

    await one_life(
        graph.chats, graph.chats.by_chat_id, Chat(topic="one", chat_type=ChatType.Group),
        Chat(topic="two"), "topic", talk)


# Applications


async def test_an_application_with_a_secret(graph):

    async def open_with(builder):
        made = await builder.add_password.post(AddPasswordPostRequestBody(
            password_credential=PasswordCredential(display_name="key")))
        assert made.secret_text
        [kept] = (await builder.get()).password_credentials
        assert (kept.key_id, kept.display_name, kept.secret_text) == (made.key_id, "key", None)
        await builder.remove_password.post(RemovePasswordPostRequestBody(key_id=made.key_id))
        assert (await builder.get()).password_credentials == []

    await one_life(
        graph.applications, graph.applications.by_application_id, Application(display_name="one"),
        Application(display_name="two"), "display_name", open_with)


# Policies


async def test_a_policy_of_conditional_access(graph):
    policies = graph.identity.conditional_access.policies
    conditions = ConditionalAccessConditionSet(
        client_app_types=[ConditionalAccessClientApp.All],
        applications=ConditionalAccessApplications(include_applications=["All"]),
        users=ConditionalAccessUsers(include_users=[ADELE]))
    grants = ConditionalAccessGrantControls(
        operator="OR",
        built_in_controls=[ConditionalAccessGrantControl.Mfa])

    async def look(builder):
        read = await builder.get()
        assert read.conditions.users.include_users == [ADELE]
        assert read.state == ConditionalAccessPolicyState.Disabled

    await one_life(
        policies, policies.by_conditional_access_policy_id,
        ConditionalAccessPolicy(
            display_name="one", state=ConditionalAccessPolicyState.Disabled, conditions=conditions,
            grant_controls=grants),
        ConditionalAccessPolicy(display_name="two"), "display_name", look)


async def test_a_policy_of_compliance(graph):
    policies = graph.device_management.device_compliance_policies
    kind = "#microsoft.graph.windows10CompliancePolicy"
    rule = DeviceComplianceScheduledActionForRule(
        rule_name="PasswordRequired",
        scheduled_action_configurations=[DeviceComplianceActionItem(
            action_type=DeviceComplianceActionType.Block,
            grace_period_hours=0, notification_template_id="")])

    async def look(builder):
        read = await builder.get()
        assert isinstance(read, Windows10CompliancePolicy)
        assert read.password_required is True

    await one_life(
        policies, policies.by_device_compliance_policy_id,
        Windows10CompliancePolicy(
            odata_type=kind, display_name="one", password_required=True, scheduled_actions_for_rule=[rule]),
        Windows10CompliancePolicy(odata_type=kind, display_name="two"), "display_name", look)


# Planner


async def test_a_plan_and_its_tasks(graph, group):
    container = PlannerPlanContainer(
        url=f"https://graph.microsoft.com/v1.0/groups/{group.id}")

    async def fill(builder):
        made = await builder.get()
        column = await graph.planner.buckets.post(PlannerBucket(name="column", plan_id=made.id))
        assert (await graph.planner.buckets.by_planner_bucket_id(column.id).get()).plan_id == made.id

        async def listed(one):
            read = await one.get()
            assert (read.plan_id, read.bucket_id) == (made.id, column.id)
            assert read.id in [entry.id for entry in (await builder.tasks.get()).value]

        await one_life(
            graph.planner.tasks, graph.planner.tasks.by_planner_task_id,
            PlannerTask(title="one", plan_id=made.id, bucket_id=column.id), PlannerTask(title="two"), "title", listed,
            tagged=True)

    await one_life(
        graph.planner.plans, graph.planner.plans.by_planner_plan_id, PlannerPlan(title="one", container=container),
        PlannerPlan(title="two"), "title", fill, tagged=True)


# Security


async def test_an_alert_of_the_older_kind(graph):
    """The SDK has no builder to delete one."""
    made = await graph.security.alerts.post(Alert(title="one", category="a", severity=AlertSeverity.High))
    one = graph.security.alerts.by_alert_id(made.id)
    read = await one.get()
    assert (read.title, read.severity) == ("one", AlertSeverity.High)
    await one.patch(Alert(title="two"))
    assert [entry.title for entry in (await graph.security.alerts.get()).value] == ["two"]


async def test_an_alert(graph):
    alerts = graph.security.alerts_v2
    await one_life(
        alerts, alerts.by_alert_id, SecurityAlert(title="one"), SecurityAlert(title="two"), "title")


# Files


@pytest.fixture
async def drive(graph):
    """A drive that only this test knows."""
    made = await graph.drives.post(Drive(name=f"drive-{uuid4().hex[:8]}"))
    one = graph.drives.by_drive_id(made.id)
    assert (await one.get()).name == made.name
    yield one
    await one.delete()
    await gone(one)


async def test_a_file_in_a_drive(drive):
    async def upload(one):
        await one.content.put(b"one")
        assert await one.content.get() == b"one"
        await one.content.put(b"another")
        assert await one.content.get() == b"another"
        assert [entry.name for entry in (await drive.items.get()).value] == ["two.txt"]

    await one_life(
        drive.items, drive.items.by_drive_item_id, DriveItem(name="one.txt", file=File()), DriveItem(name="two.txt"),
        "name", upload)


async def test_a_folder_in_a_drive(drive):
    made = await drive.items.post(DriveItem(name="folder", folder=Folder()))
    assert made.folder is not None
    children = drive.items.by_drive_item_id(made.id).children
    await one_life(
        children, drive.items.by_drive_item_id, DriveItem(name="one", folder=Folder()), DriveItem(name="two"), "name")
    await drive.items.by_drive_item_id(made.id).delete()


# The smallest PNG.
DOT = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489"
    "0000000d49444154789c6360000000020001e221bc330000000049454e44ae426082")


async def test_a_photo(adele):
    with pytest.raises(ODataError) as missing:
        await adele.photo.content.get()
    assert (missing.value.response_status_code, missing.value.error.code) == (404, "ImageNotFound")
    await adele.photo.content.put(DOT)
    assert await adele.photo.content.get() == DOT
    photo = await adele.photo.get()
    assert (photo.id, photo.width, photo.height) == ("1x1", 1, 1)
    await adele.photo.content.delete()
    await gone(adele.photo.content)
