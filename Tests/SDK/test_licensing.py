"""A full pool, its waiting room, and every documented way out of it."""

import pytest
from kiota_abstractions.base_request_configuration import RequestConfiguration
from msgraph_beta.generated.admin.cloud_licensing.assignment_errors.assignment_errors_request_builder import (
    AssignmentErrorsRequestBuilder,
)
from msgraph_beta.generated.models.cloud_licensing.assignment import Assignment
from msgraph_beta.generated.models.reference_create import ReferenceCreate
from msgraph_beta.generated.models.user import User

from corner import EXCHANGE_TODO_PLAN, WORKPLACE_ANALYTICS
from licensing import SERVICE, assign, skus, state, waiting


async def delete(client, emulator, path: str) -> None:
    """DELETE on a path that the SDK has no builder for, through the SDK all the same."""
    anywhere = client.admin.cloud_licensing.assignments.by_assignment_id("-")
    await anywhere.with_url(f"{emulator.graph}/{path}").delete()


async def test_the_third_of_two_waits(client, corner, raw):
    pool, (first, second, third) = corner.pool(2), corner.users(3)
    for user in (first, second, third):
        made = await assign(client, pool, f"users/{user}")
        assert made.id and made.disabled_service_plan_ids == []
    assert await state(client, pool) == (2, 2, [third])
    (member,) = await waiting(client, pool)
    assert isinstance(member.assigned_to, User)
    assert member.waiting_since_date_time.tzinfo is not None
    assert [skus(raw, user) for user in (first, second, third)] == [["EXCHANGESTANDARD"]] * 2 + [[]]


FORMS = [
    "admin/cloudLicensing/allotments/{pool}/assignments/{assignment}",
    "groups/{group}/cloudLicensing/assignments/{assignment}",
    "users/{user}/cloudLicensing/assignments/{assignment}",
]


@pytest.mark.parametrize("form", FORMS)
async def test_a_deleted_assignment_serves_the_first_who_waits(client, emulator, corner, raw, form):
    pool, (holder, other, early, late) = corner.pool(2), corner.users(4)
    group = corner.group([holder])
    source = f"groups/{group}" if "{group}" in form else f"users/{holder}"
    made = await assign(client, pool, source)
    for user in (other, early, late):
        await assign(client, pool, f"users/{user}")
    assert await state(client, pool) == (2, 2, [early, late])
    since = (await waiting(client, pool))[1].waiting_since_date_time

    await delete(client, emulator, form.format(pool=pool, group=group, user=holder, assignment=made.id))

    assert await state(client, pool) == (2, 2, [late])
    assert (await waiting(client, pool))[0].waiting_since_date_time == since
    assert (skus(raw, holder), skus(raw, early), skus(raw, late)) == ([], ["EXCHANGESTANDARD"], [])


async def test_the_central_collection_deletes_too(client, corner):
    pool, (holder, waiter) = corner.pool(1), corner.users(2)
    made = await assign(client, pool, f"users/{holder}")
    await assign(client, pool, f"users/{waiter}")
    await client.admin.cloud_licensing.assignments.by_assignment_id(made.id).delete()
    assert await state(client, pool) == (1, 1, [])


async def test_a_group_gives_units_to_its_members_as_they_come_and_go(client, corner, raw):
    pool, (first, second, third) = corner.pool(2), corner.users(3)
    group = corner.group([first])
    await assign(client, pool, f"groups/{group}")
    assert await state(client, pool) == (2, 1, [])

    members = client.groups.by_group_id(group).members
    for user in (second, third):
        await members.ref.post(ReferenceCreate(odata_id=f"{SERVICE}/directoryObjects/{user}"))
    assert await state(client, pool) == (2, 2, [third])

    await members.by_directory_object_id(first).ref.delete()
    assert await state(client, pool) == (2, 2, [])
    assert [skus(raw, user) for user in (first, second, third)] == [[], ["EXCHANGESTANDARD"], ["EXCHANGESTANDARD"]]

    await members.by_directory_object_id(third).ref.delete()
    assert await state(client, pool) == (2, 1, [])


async def test_direct_and_group_assignees_wait_in_one_queue(client, corner):
    pool, (holder, member, direct) = corner.pool(1), corner.users(3)
    await assign(client, pool, f"users/{holder}")
    await assign(client, pool, f"groups/{corner.group([member])}")
    await assign(client, pool, f"users/{direct}")
    assert await state(client, pool) == (1, 1, [member, direct])


async def test_a_larger_pool_serves_who_waits(client, corner):
    pool, users = corner.pool(1), corner.users(3)
    for user in users:
        await assign(client, pool, f"users/{user}")
    corner.resize(pool, 2)
    assert await state(client, pool) == (2, 2, [users[2]])


async def test_a_deleted_user_leaves_its_unit(client, corner):
    pool, (holder, waiter) = corner.pool(1), corner.users(2)
    await assign(client, pool, f"users/{holder}")
    await assign(client, pool, f"users/{waiter}")
    await client.users.by_user_id(holder).delete()
    assert await state(client, pool) == (1, 1, [])


async def test_plans_are_switched_by_patch(client, corner, raw):
    pool, (user,) = corner.pool(1), corner.users(1)
    made = await assign(client, pool, f"users/{user}", [EXCHANGE_TODO_PLAN])
    assert [str(plan) for plan in made.disabled_service_plan_ids] == [EXCHANGE_TODO_PLAN]

    def plans():
        (right,) = raw.get(f"/users/{user}/cloudLicensing/usageRights").json()["value"]
        return {service["planName"] for service in right["services"]}

    assert "BPOS_S_TODO_1" not in plans()
    item = client.admin.cloud_licensing.assignments.by_assignment_id(made.id)
    await item.patch(Assignment(disabled_service_plan_ids=[]))
    assert "BPOS_S_TODO_1" in plans()


async def test_counts(client, corner):
    pool, users = corner.pool(1), corner.users(3)
    for user in users:
        await assign(client, pool, f"users/{user}")
    allotment = client.admin.cloud_licensing.allotments.by_allotment_id(pool)
    assert await allotment.assignments.count.get() == 3
    assert await allotment.waiting_members.count.get() == 2


async def errors_of(client, user: str) -> list[tuple[str, str]]:
    parameters = AssignmentErrorsRequestBuilder.AssignmentErrorsRequestBuilderGetQueryParameters(
        expand=["assignedTo"], filter=f"skuId eq {WORKPLACE_ANALYTICS}")
    page = await client.admin.cloud_licensing.assignment_errors.get(RequestConfiguration(query_parameters=parameters))
    return [(error.code, str(error.sku_id)) for error in page.value if error.assigned_to.id == user]


async def test_reprocess_clears_an_error_whose_cause_is_gone(client, corner, raw):
    (user,) = corner.users(1)
    insights = corner.pool(1, WORKPLACE_ANALYTICS)
    await assign(client, insights, f"groups/{corner.group([user])}")
    missing = [("MissingDependency", WORKPLACE_ANALYTICS)]
    assert await errors_of(client, user) == missing
    assert await state(client, insights) == (1, 0, [])

    await assign(client, corner.pool(1), f"users/{user}")
    assert await errors_of(client, user) == missing, "nothing is retried before it is asked for"

    everything = client.admin.cloud_licensing.assignments.microsoft_graph_cloud_licensing_reprocess_assignments
    assert await everything.post() is None
    assert await errors_of(client, user) == []
    assert await state(client, insights) == (1, 1, [])
    assert sorted(skus(raw, user)) == ["EXCHANGESTANDARD", "WORKPLACE_ANALYTICS"]


async def test_the_documented_delete_url_works_as_printed(client, emulator):
    """Allotment and assignment are the ones of the reference page; the demo tenant has them."""
    pool = "2fceab6d-6f06-486f-888c-f1d656b5c895"
    units, used, (first, *others) = await state(client, pool)
    assert units == used
    await delete(
        client, emulator,
        f"admin/cloudLicensing/allotments/{pool}/assignments/405ee855-dd74-f695-8d7e-be35a6788fe8")
    assert await state(client, pool) == (units, used, others)
