import GraphStore
import JSON
import Testing

@testable import Workloads

/// What each workload reads of a tenant's settings.
@Suite struct WorkloadSettingsTests {
  @Test func licensing() throws {
    let defaults = LicensingSettings([:])
    #expect(defaults.overCapacity == .wait)
    #expect(defaults.processing == .instant)
    #expect(defaults.rules.isEmpty)
    #expect(defaults.planStatuses == [:])
    let settings = LicensingSettings(
      try Self.object(
        #"{"overCapacity":"reject","processing":"stepped","licenseRules":{"excludes":[["a","b"]]},"servicePlanStatus":{"p":"PendingInput"}}"#
      ))
    #expect(settings.overCapacity == .reject)
    #expect(settings.isStepped)
    #expect(!settings.rules.isEmpty)
    #expect(settings.planStatuses == ["p": "PendingInput"])
  }

  @Test func intune() throws {
    let defaults = IntuneSettings([:])
    #expect(defaults.isLicensed)
    #expect(!defaults.encryptsOmaSettings)
    #expect(!defaults.plainTextNeedsReadWrite)
    #expect(defaults.targetedUsersAndDevices == [:])
    #expect(defaults.iosAvailableUpdateVersions == [])
    let settings = IntuneSettings(
      try Self.object(
        #"""
        {"intune":{"licensed":false,"encryptOmaSettings":true,"plainTextNeedsReadWrite":true,
         "targetedUsersAndDevices":{"p":[1]},"iosAvailableUpdateVersions":["17"]}}
        """#))
    #expect(!settings.isLicensed)
    #expect(settings.encryptsOmaSettings)
    #expect(settings.plainTextNeedsReadWrite)
    #expect(settings.targetedUsersAndDevices == ["p": [.number(1)]])
    #expect(settings.iosAvailableUpdateVersions == ["17"])
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

  /// Each key is one workload's, and stands in a row of its own.
  @Test func noTwoTakeTheSameKey() {
    let parts = WorkloadList.all(products: ProductCatalog([])).all.compactMap(\.settings)
    let keys = EngineSettings.keys + parts.flatMap { $0.keys }
    #expect(parts.count == 3)
    #expect(Set(keys.map(\.name)).count == keys.count)
    #expect(keys.map(\.row).sorted() == Array(0..<keys.count))
  }

  private static func object(_ text: String) throws -> JSONObject {
    try #require(try JSONValue.parse(text).objectValue)
  }
}
