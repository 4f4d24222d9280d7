import GraphStore
import JSON
import Testing

@testable import Workloads

/// What each workload reads of a tenant's settings.
@Suite struct WorkloadSettingsTests {
  @Test func licensing() throws {
    let defaults = LicensingSettings([:])
    #expect(defaults.overCapacity == .service)
    #expect(defaults.processing == .instant)
    #expect(defaults.rules.isEmpty)
    #expect(defaults.planStatuses == [:])
    let settings = LicensingSettings(
      try Self.object(
        #"{"overCapacity":"reject","processing":"stepped","licenseRules":{"excludes":[["a","b"]]},"servicePlanStatus":{"P":"PendingInput"}}"#
      ))
    #expect(settings.overCapacity == .reject)
    #expect(settings.isStepped)
    #expect(!settings.rules.isEmpty)
    #expect(settings.planStatuses == ["p": "PendingInput"])
  }

  @Test func intune() throws {
    let defaults = IntuneSettings([:])
    #expect(defaults.targetedUsersAndDevices == [:])
    #expect(defaults.iosAvailableUpdateVersions == [])
    #expect(defaults.isLicensed)
    #expect(!defaults.plainTextNeedsReadWrite)
    #expect(!defaults.encryptsOmaSettings)
    let settings = IntuneSettings(
      try Self.object(
        #"""
        {"intune":{"targetedUsersAndDevices":{"p":[{"userId":"u"}]},"iosAvailableUpdateVersions":[{"productVersion":"17"}],"licensed":false,
          "plainTextNeedsReadWrite":true,"encryptOmaSettings":true}}
        """#))
    #expect(!settings.isLicensed)
    #expect(settings.plainTextNeedsReadWrite)
    #expect(settings.encryptsOmaSettings)
    #expect(settings.targetedUsersAndDevices == ["p": [["userId": "u"]]])
    #expect(settings.iosAvailableUpdateVersions == [["productVersion": "17"]])
  }

  @Test func entitlementManagement() throws {
    let defaults = EntitlementSettings([:])
    #expect(!defaults.isLive)
    #expect(defaults.approvesWithoutIdentity)
    #expect(!defaults.requiresResourceOwner)
    let settings = EntitlementSettings(
      try Self.object(
        #"{"entitlement":{"live":true,"approveWithoutIdentity":false,"requireResourceOwner":true}}"#))
    #expect(settings.isLive)
    #expect(!settings.approvesWithoutIdentity)
    #expect(settings.requiresResourceOwner)
  }

  /// Those of the engine, then each workload's own.
  @Test func keys() {
    let parts = WorkloadList.all(products: ProductCatalog([])).all.compactMap(\.settings)
    #expect(
      (EngineSettings.keys + parts.flatMap { $0.keys }).map(\.name) == [
        "strict", "pageSize", "randomSeed", "signIn", "throttling", "consistency", "capabilities",
        "operations",
        "batch", "groupNaming", "overCapacity", "licenseRules", "processing", "servicePlanStatus", "intune",
        "entitlement",
      ])
  }

  private static func object(_ text: String) throws -> JSONObject {
    try #require(try JSONValue.parse(text).objectValue)
  }
}
