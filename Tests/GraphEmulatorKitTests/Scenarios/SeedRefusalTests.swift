import GraphService
import JSON
import Seeding
import Testing

/// Seeds that the model and the rules refuse, each with its file and the place in it.
@Suite struct SeedRefusalTests {
  static func pool(_ units: Int) -> String {
    """
    {"admin": {"cloudLicensing": {"allotments": [
      {"id": "a", "allottedUnits": 0}, {"id": "b", "allottedUnits": \(units), "skuId": "\(People.exchange)"}]}}}
    """
  }

  private static let roleOfNobody = """
    {"identityGovernance": {"entitlementManagement": {
      "accessPackageCatalogs": [{"id": "c", "displayName": "C"}],
      "accessPackages": [{"id": "p", "displayName": "P", "catalogId": "c", "accessPackageResourceRoleScopes": [
        {"accessPackageResourceRole": {"originSystem": "AadGroup", "originId": "Member_1"}}]}]}}}
    """

  static func mistake(_ seed: String, in emulator: TestEmulator) throws -> String? {
    do {
      try emulator.load(seed)
      return nil
    } catch let mistake as SeedMistake { return mistake.description }
  }

  @Test(arguments: [
    (
      pool(-1),
      "test.json: $.admin.cloudLicensing.allotments[1].allottedUnits: -1 units: a pool has none or more"
    ),
    (
      #"{"users": [{"displayName": "A", "DisplayName": "B", "userPrincipalName": "a@contoso.example"}]}"#,
      "test.json: $.users[0].DisplayName: 'DisplayName' occurs twice, in different case"
    ),
    (
      #"{"users": [{"displayName": "A\u0000B", "userPrincipalName": "a@contoso.example"}]}"#,
      "test.json: $.users[0].displayName: 'A\0B' is no Edm.String"
    ),
    (
      roleOfNobody,
      "test.json: $.identityGovernance.entitlementManagement.accessPackages[0].accessPackageResourceRoleScopes[0]"
        + ".accessPackageResourceRole: no resource has an accessPackageResourceRole 'Member_1'"
    ),
  ]) func tellsThePlace(seed: String, sentence: String) throws {
    #expect(try Self.mistake(seed, in: TestEmulator.frozen()) == sentence)
  }

  /// A load that shrinks a pool below nothing changes nothing.
  @Test func aPoolCannotShrinkBelowNothing() throws {
    let emulator = try TestEmulator.frozen(Self.pool(5))
    #expect(
      try Self.mistake(Self.pool(-5), in: emulator)
        == "test.json: $.admin.cloudLicensing.allotments[1].allottedUnits: -5 units: a pool has none or more")
    #expect(emulator.get("/admin/cloudLicensing/allotments/b")["allottedUnits"] == .number(5))
  }
}
