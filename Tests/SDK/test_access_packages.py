"""Access package assignments: what giving one does to a group, and the three paths that delete one."""

import pytest
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError

from corner import ENTITLEMENT, Package
from licensing import assign, state


async def members(client, package: Package) -> list[str]:
    return [member.id for member in (await client.groups.by_group_id(package.group).members.get()).value]


def item(client, assignment: str):
    assignments = client.identity_governance.entitlement_management.access_package_assignments
    return assignments.by_access_package_assignment_id(assignment)


async def missing(client, assignment: str) -> bool:
    with pytest.raises(ODataError) as error:
        await item(client, assignment).get()
    return (error.value.response_status_code, error.value.error.code) == (404, "ResourceNotFound")


async def test_an_administrator_adds_somebody(client, corner):
    package, (user,) = corner.package(), corner.users(1)
    requests = client.identity_governance.entitlement_management.access_package_assignment_requests
    asked = await requests.post(package.added(user))
    assert (asked.request_state, asked.request_status) == ("Submitted", "Accepted")
    done = await requests.by_access_package_assignment_request_id(asked.id).get()
    assert (done.request_state, done.request_status) == ("Delivered", "Fulfilled")
    assert await members(client, package) == [user]


async def test_delete_by_the_assignment(client, corner):
    package, (user,) = corner.package(), corner.users(1)
    assignment = package.assign(package.subject(user))
    assert await members(client, package) == [user]
    await item(client, assignment).delete()
    assert await missing(client, assignment)
    assert await members(client, package) == []


async def test_delete_through_the_request(client, emulator, corner):
    package, (user,) = corner.package(), corner.users(1)
    assignment = package.assign(package.subject(user))
    request = package.request(assignment)
    url = (f"{emulator.graph}/{ENTITLEMENT}/accessPackageAssignments/{assignment}"
           f"/accessPackageAssignmentRequests/{request}/accessPackageAssignment")
    await item(client, assignment).with_url(url).delete()
    assert await missing(client, assignment)
    assert await members(client, package) == []
    requests = client.identity_governance.entitlement_management.access_package_assignment_requests
    kept = await requests.by_access_package_assignment_request_id(request).get()
    assert kept.request_state == "Delivered"


async def test_delete_through_the_resource_role(client, emulator, corner):
    package, (user,) = corner.package(), corner.users(1)
    subject = package.subject(user)
    first, second = package.assign(subject), package.assign(subject, package.sibling())
    (role,) = (await item(client, first).access_package_assignment_resource_roles.get()).value
    url = (f"{emulator.graph}/{ENTITLEMENT}/accessPackageAssignments/{first}"
           f"/accessPackageAssignmentResourceRoles/{role.id}/accessPackageAssignments/{second}")
    await item(client, second).with_url(url).delete()
    assert await missing(client, second)
    assert (await item(client, first).get()).assignment_state == "Delivered"
    assert await members(client, package) == [user], "the first assignment still gives the role"
    await item(client, first).delete()
    assert await members(client, package) == []


async def test_a_delivered_package_takes_a_license_and_returns_it(client, corner):
    package, (user, waiter) = corner.package(), corner.users(2)
    pool = corner.pool(1)
    await assign(client, pool, f"groups/{package.group}")
    assignment = package.assign(package.subject(user))
    await assign(client, pool, f"users/{waiter}")
    assert await state(client, pool) == (1, 1, [waiter])
    await item(client, assignment).delete()
    assert await state(client, pool) == (1, 1, [])
