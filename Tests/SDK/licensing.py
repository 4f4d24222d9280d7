"""What the licensing tests do and see, in the words of the SDK."""

from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph_beta.generated.admin.cloud_licensing.allotments.item.waiting_members import (
    waiting_members_request_builder as builder,
)
from msgraph_beta.generated.models.cloud_licensing.assignment import Assignment
from msgraph_beta.generated.models.cloud_licensing.waiting_member import WaitingMember

# Clients keep naming the real service in references, wherever their requests go.
SERVICE = "https://graph.microsoft.com/beta"


async def assign(client, pool: str, assignee: str, disabled: list[str] = ()) -> Assignment:
    return await client.admin.cloud_licensing.assignments.post(Assignment(
        disabled_service_plan_ids=list(disabled),
        additional_data={
            "allotment@odata.bind": f"{SERVICE}/admin/cloudLicensing/allotments/{pool}",
            "assignedTo@odata.bind": f"{SERVICE}/{assignee}",
        }))


async def waiting(client, pool: str) -> list[WaitingMember]:
    parameters = builder.WaitingMembersRequestBuilder.WaitingMembersRequestBuilderGetQueryParameters(
        expand=["assignedTo"])
    members = client.admin.cloud_licensing.allotments.by_allotment_id(pool).waiting_members
    return (await members.get(RequestConfiguration(query_parameters=parameters))).value


async def state(client, pool: str) -> tuple[int, int, list[str]]:
    """Units, units in use, and who waits, first come first."""
    allotment = await client.admin.cloud_licensing.allotments.by_allotment_id(pool).get()
    queue = [member.assigned_to.id for member in await waiting(client, pool)]
    return allotment.allotted_units, allotment.consumed_units, queue


def skus(raw, user: str) -> list[str]:
    """What the user may use, as usage rights say it."""
    answer = raw.get(f"/users/{user}/cloudLicensing/usageRights")
    assert answer.status_code == 200, answer.text
    return [right["skuPartNumber"] for right in answer.json()["value"]]
