"""Errors arrive as the SDK's typed error, with the ids that support asks for."""

from uuid import UUID, uuid4

import pytest
from msgraph_beta.generated.models.cloud_licensing.assignment import Assignment
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.models.password_profile import PasswordProfile
from msgraph_beta.generated.models.user import User

from licensing import assign


async def refusal(call) -> ODataError:
    with pytest.raises(ODataError) as caught:
        await call
    error = caught.value
    assert error.error.message
    UUID(error.error.inner_error.request_id)
    UUID(error.error.inner_error.client_request_id)
    assert error.error.inner_error.date
    return error


def inner(error: ODataError) -> tuple[str | None, str | None]:
    details = error.error.inner_error.additional_data
    return details.get("code"), details.get("propertyName")


async def test_unknown_user(client):
    error = await refusal(client.users.by_user_id(str(uuid4())).get())
    assert (error.response_status_code, error.error.code) == (404, "Request_ResourceNotFound")


async def test_unknown_license_assignment(client):
    error = await refusal(client.admin.cloud_licensing.assignments.by_assignment_id("nobody").get())
    assert (error.response_status_code, error.error.code) == (404, "notFound")
    assert inner(error) == ("resourceNotFound", "assignmentId")


async def test_the_same_license_twice(client, corner):
    pool, (user,) = corner.pool(2), corner.users(1)
    await assign(client, pool, f"users/{user}")
    error = await refusal(assign(client, pool, f"users/{user}"))
    assert (error.response_status_code, error.error.code) == (409, "conflict")
    assert inner(error) == ("assignmentAlreadyExists", "assignedTo")


async def test_a_license_for_nobody(client, corner):
    bind = {"allotment@odata.bind": f"admin/cloudLicensing/allotments/{corner.pool(1)}"}
    body = Assignment(disabled_service_plan_ids=[], additional_data=bind)
    error = await refusal(client.admin.cloud_licensing.assignments.post(body))
    assert (error.response_status_code, error.error.code) == (400, "badRequest")
    assert inner(error) == ("requiredFieldOrParameterMissing", "assignedTo")


async def test_a_user_with_a_name_that_is_taken(client):
    body = User(account_enabled=True, display_name="Adele", mail_nickname="adele",
                user_principal_name="adele@contoso.example",
                password_profile=PasswordProfile(password="pass-Adele-2"))
    error = await refusal(client.users.post(body))
    assert (error.response_status_code, error.error.code) == (400, "Request_BadRequest")


async def test_a_group_that_gives_licenses_stays(client, corner):
    group = corner.group(corner.users(1))
    await assign(client, corner.pool(1), f"groups/{group}")
    error = await refusal(client.groups.by_group_id(group).delete())
    assert (error.response_status_code, error.error.code) == (400, "Request_BadRequest")


async def test_unknown_access_package_assignment(client):
    assignments = client.identity_governance.entitlement_management.access_package_assignments
    error = await refusal(assignments.by_access_package_assignment_id(str(uuid4())).delete())
    assert (error.response_status_code, error.error.code) == (404, "ResourceNotFound")


async def test_unknown_device_configuration(client):
    configurations = client.device_management.device_configurations
    error = await refusal(configurations.by_device_configuration_id(str(uuid4())).get())
    assert (error.response_status_code, error.error.code) == (404, "ResourceNotFound")


def test_no_token_is_refused(raw):
    answer = raw.get("/users", headers={"Authorization": ""})
    assert answer.status_code == 401
    assert answer.json()["error"]["code"] == "InvalidAuthenticationToken"
