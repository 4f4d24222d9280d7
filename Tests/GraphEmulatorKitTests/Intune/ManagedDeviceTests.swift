import JSON
import Testing

/// Devices that are managed.
@Suite struct ManagedDeviceTests {
  static let path = "/deviceManagement/managedDevices"
  static let device = "66666666-0000-4000-8000-000000000001"
  static let user = "10000000-0000-4000-8000-000000000001"
  static let seed = """
    {"users":[{"id":"\(user)","userPrincipalName":"adele@contoso.example","displayName":"Adele"}],
     "deviceManagement":{"managedDevices":[
      {"id":"\(device)","userId":"\(user)","deviceName":"LT-ADELE","operatingSystem":"Windows",
       "complianceState":"compliant","users@odata.bind":["users/\(user)"]}]}}
    """

  @Test func v1() throws {
    #expect(
      try TestEmulator.frozen(Self.seed).send("GET", "\(Self.path)/\(Self.device)", version: "v1.0").whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#deviceManagement/managedDevices/$entity","id":"\(Self.device)",
           "userId":"\(Self.user)","deviceName":"LT-ADELE","managedDeviceOwnerType":"unknown",
           "deviceActionResults":[],"managementState":"managed","enrolledDateTime":"0001-01-01T00:00:00Z",
           "lastSyncDateTime":"0001-01-01T00:00:00Z","operatingSystem":"Windows","complianceState":"compliant",
           "jailBroken":null,"managementAgent":"eas","osVersion":null,"easActivated":false,"easDeviceId":null,
           "easActivationDateTime":"0001-01-01T00:00:00Z","azureADRegistered":null,
           "deviceEnrollmentType":"unknown","activationLockBypassCode":null,"emailAddress":null,
           "azureADDeviceId":null,"deviceRegistrationState":"notRegistered","deviceCategoryDisplayName":null,
           "isSupervised":false,"exchangeLastSuccessfulSyncDateTime":"0001-01-01T00:00:00Z",
           "exchangeAccessState":"none","exchangeAccessStateReason":"none","remoteAssistanceSessionUrl":null,
           "remoteAssistanceSessionErrorDetails":null,"isEncrypted":false,"userPrincipalName":null,"model":null,
           "manufacturer":null,"imei":null,"complianceGracePeriodExpirationDateTime":"0001-01-01T00:00:00Z",
           "serialNumber":null,"phoneNumber":null,"androidSecurityPatchLevel":null,"userDisplayName":null,
           "configurationManagerClientEnabledFeatures":null,"wiFiMacAddress":null,
           "deviceHealthAttestationState":null,"subscriberCarrier":null,"meid":null,
           "totalStorageSpaceInBytes":0,"freeStorageSpaceInBytes":0,"managedDeviceName":null,
           "partnerReportedThreatState":"unknown","requireUserEnrollmentApproval":null,
           "managementCertificateExpirationDate":"0001-01-01T00:00:00Z","iccid":null,"udid":null,"notes":null,
           "ethernetMacAddress":null,"physicalMemoryInBytes":0,"enrollmentProfileName":null}
          """))
  }

  @Test func lists() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    for (filter, names) in [
      ("complianceState eq 'compliant'", ["LT-ADELE"]), ("operatingSystem eq 'iOS'", []),
    ] {
      #expect(
        emulator.send("GET", "\(Self.path)?$filter=\(filter)", version: "v1.0").values("deviceName") == names)
    }
    #expect(
      emulator.get("\(Self.path)?$select=deviceName&$top=1").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#deviceManagement/managedDevices(deviceName)","value":[
           {"deviceName":"LT-ADELE"}]}
          """))
    #expect(
      emulator.get("\(Self.path)/\(Self.device)/users?$select=displayName").values("displayName") == ["Adele"]
    )
  }

  /// A user has those that say so, whichever way they were made.
  @Test(arguments: ["/users/\(user)/managedDevices", "/me/managedDevices"]) func areThoseOfAUser(path: String)
    throws
  {
    let emulator = try TestEmulator.frozen(Self.seed)
    func names(_ path: String) -> [String] { emulator.get("\(path)?$select=deviceName").values("deviceName") }
    #expect(names(path) == ["LT-ADELE"])
    #expect(emulator.get("\(path)/\(Self.device)")["deviceName"] == "LT-ADELE")
    let made = emulator.send("POST", path, #"{"deviceName":"LT-NEW"}"#)
    #expect(made.status == 201, "\(made.text)")
    #expect(made["userId"] == .string(Self.user))
    #expect(names(path) == ["LT-ADELE", "LT-NEW"])
    #expect(names(Self.path) == ["LT-ADELE", "LT-NEW"])
    let other = #"{"userId":"10000000-0000-4000-8000-000000000002"}"#
    #expect(emulator.send("PATCH", "\(path)/\(Self.device)", other).whole == .noContent)
    #expect(names(path) == ["LT-NEW"])
    #expect(emulator.get("\(path)/\(Self.device)").status == 404)
    let expanded = emulator.get("/users/\(Self.user)?$select=id&$expand=managedDevices($select=deviceName)")
    #expect(expanded["managedDevices"]?.text == #"[{"deviceName":"LT-NEW"}]"#)
    #expect(emulator.send("DELETE", "\(path)/\(made["id"]?.stringValue ?? "")").whole == .noContent)
    #expect(names(Self.path) == ["LT-ADELE"])
  }

  @Test func isChangedAndRemoved() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "\(Self.path)/\(Self.device)"
    #expect(
      emulator.send(
        "PATCH", path, #"{"managedDeviceOwnerType":"company","notes":"Spare"}"#, version: "v1.0"
      ).whole == .noContent)
    #expect(
      emulator.get("\(path)?$select=managedDeviceOwnerType,notes").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#deviceManagement/managedDevices(managedDeviceOwnerType,notes)/$entity",
           "managedDeviceOwnerType":"company","notes":"Spare"}
          """))
    #expect(emulator.send("DELETE", path).whole == .noContent)
    #expect(emulator.get(path).whole == .intune(404, "ResourceNotFound"))
  }

  @Test func misfits() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    #expect(
      emulator.send("PATCH", "\(Self.path)/\(Self.device)", #"{"complianceState":"broken"}"#).errorCodes == [
        "ModelValidationFailure"
      ])
    #expect(emulator.get("\(Self.path)/\(People.nobody)").whole == .intune(404, "ResourceNotFound"))
  }
}
