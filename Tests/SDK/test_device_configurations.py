"""The ten documented paths that delete an assignment of a device configuration."""

import pytest
from msgraph_beta.generated.models.device_configuration_assignment import DeviceConfigurationAssignment
from msgraph_beta.generated.models.group_assignment_target import GroupAssignmentTarget
from msgraph_beta.generated.models.o_data_errors.o_data_error import ODataError
from msgraph_beta.generated.models.oma_setting_integer import OmaSettingInteger
from msgraph_beta.generated.models.windows10_custom_configuration import Windows10CustomConfiguration


def profile(number: int) -> str:
    return f"40000000-0000-4000-8000-{number:012d}"


def group(number: int) -> str:
    return f"20000000-0000-4000-8000-{number:012d}"


# The pseudo group that stands in the id of an assignment to all licensed users.
ALL_LICENSED_USERS = "acacacac-9df4-4c7d-9d50-4ef0226f57a9"
WIRED = "/microsoft.graph.macOSWiredNetworkConfiguration"
WIFI = "/microsoft.graph.windowsWifiEnterpriseEAPConfiguration"

# The profile that the path starts at, the rest of the path, the profile it leads to, whom the assignment targets.
PATHS = [
    (1, "", 1, group(17)),
    (4, "/rootCertificate", 2, group(6)),
    (15, "/identityCertificate", 14, group(2)),
    (15, "/identityCertificate/rootCertificate", 13, group(2)),
    (14, "/microsoft.graph.iosScepCertificateProfile/rootCertificate", 13, ALL_LICENSED_USERS),
    (8, "/microsoft.graph.windowsPhone81VpnConfiguration/identityCertificate", 7, group(13)),
    (12, WIRED + "/rootCertificateForServerValidation", 9, group(17)),
    (12, WIRED + "/identityCertificateForClientAuthentication", 10, group(17)),
    (5, WIFI + "/identityCertificateForClientAuthentication", 4, group(6)),
    (5, WIFI + "/rootCertificatesForServerValidation/" + profile(3), 3, group(17)),
]


async def assignments(client, configuration: str) -> list[str]:
    item = client.device_management.device_configurations.by_device_configuration_id(configuration)
    return [assignment.id for assignment in (await item.assignments.get()).value]


@pytest.mark.parametrize("start, path, end, target", PATHS, ids=[row[1] or "/" for row in PATHS])
async def test_deletes_the_assignment_of_the_profile_reached(client, emulator, start, path, end, target):
    gone = f"{profile(end)}_{target}"
    before = await assignments(client, profile(end))
    own = await assignments(client, profile(start))
    assert gone in before
    url = f"{emulator.graph}/deviceManagement/deviceConfigurations/{profile(start)}{path}/assignments/{gone}"
    configurations = client.device_management.device_configurations
    item = configurations.by_device_configuration_id(profile(start)) \
        .assignments.by_device_configuration_assignment_id(gone).with_url(url)

    assert await item.delete() is None

    assert await assignments(client, profile(end)) == [id for id in before if id != gone]
    assert await assignments(client, profile(start)) == [id for id in own if id != gone]
    with pytest.raises(ODataError) as again:
        await item.delete()
    assert (again.value.response_status_code, again.value.error.code) == (404, "ResourceNotFound")


async def test_create_assign_unassign_remove(client):
    configurations = client.device_management.device_configurations
    made = await configurations.post(Windows10CustomConfiguration(
        odata_type="#microsoft.graph.windows10CustomConfiguration", display_name="Made by a test",
        oma_settings=[OmaSettingInteger(
            odata_type="#microsoft.graph.omaSettingInteger", display_name="Allow camera", value=1,
            oma_uri="./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera")]))
    assert isinstance(made, Windows10CustomConfiguration)
    assert (made.version, made.oma_settings[0].value) == (1, 1)

    item = configurations.by_device_configuration_id(made.id)
    assignment = await item.assignments.post(DeviceConfigurationAssignment(target=GroupAssignmentTarget(
        odata_type="#microsoft.graph.groupAssignmentTarget", group_id=group(6))))
    assert assignment.id == f"{made.id}_{group(6)}"
    assert isinstance(assignment.target, GroupAssignmentTarget)

    await item.assignments.by_device_configuration_assignment_id(assignment.id).delete()
    assert await assignments(client, made.id) == []
    await item.delete()
    with pytest.raises(ODataError) as gone:
        await item.get()
    assert gone.value.response_status_code == 404
