import JSON
import Testing

/// What `overCapacity` makes of an assignment to a pool that is full.
@Suite("overCapacity") struct OverCapacityTests {
  private static let licenses = #"{"addLicenses":[{"skuId":"\#(People.exchange)"}],"removeLicenses":[]}"#
  private static let assignment = """
    {"allotment@odata.bind":"admin/cloudLicensing/allotments/exchange","assignedTo@odata.bind":"users/\(People.diego)",
     "disabledServicePlanIds":[]}
    """
  private static let waitingMembers =
    "/admin/cloudLicensing/allotments/exchange/waitingMembers?$expand=assignedTo"

  /// The pool has one unit, which Adele holds; Alex waits.
  private static func emulator(_ settings: String) throws -> TestEmulator {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(#"{"settings": \#(settings)}"#)
    #expect(emulator.send("PATCH", "/users/\(People.diego)", #"{"usageLocation":"DE"}"#).whole == .noContent)
    return emulator
  }

  private static func waiting(_ emulator: TestEmulator) -> [String?] {
    emulator.get(waitingMembers).items.map { $0["assignedTo"]?.objectValue?["id"]?.stringValue }
  }

  private static func assignLicense(_ emulator: TestEmulator) -> Reply {
    emulator.send("POST", "/users/\(People.diego)/assignLicense?$select=id,assignedLicenses", licenses)
  }

  private static func assign(_ emulator: TestEmulator) -> Reply {
    emulator.send("POST", "/admin/cloudLicensing/assignments", assignment)
  }

  @Test(arguments: ["{}", #"{"overCapacity":"service"}"#, #"{"overCapacity":"reject"}"#])
  func assignLicenseRefuses(settings: String) throws {
    let emulator = try Self.emulator(settings)
    #expect(
      Self.assignLicense(emulator).whole
        == .error(
          400, "Request_BadRequest",
          "Subscription with SKU \(People.exchange) does not have any available licenses."))
    #expect(Self.waiting(emulator) == [People.alex])
  }

  @Test func assignLicenseWaits() throws {
    let emulator = try Self.emulator(#"{"overCapacity":"wait"}"#)
    #expect(
      Self.assignLicense(emulator).whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(id,assignedLicenses)/$entity","id":"\(People.diego)",
           "assignedLicenses":[]}
          """))
    #expect(Self.waiting(emulator) == [People.alex, People.diego])
  }

  @Test(arguments: ["{}", #"{"overCapacity":"service"}"#, #"{"overCapacity":"wait"}"#])
  func cloudLicensingWaits(settings: String) throws {
    let emulator = try Self.emulator(settings)
    let reply = Self.assign(emulator)
    let id = try #require(reply["id"]?.stringValue)
    #expect(
      reply.whole
        == .created(
          "B/admin/cloudLicensing/assignments/\(id)",
          """
          {"@odata.context":"B/$metadata#admin/cloudLicensing/assignments/$entity",
           "@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"\(id)","disabledServicePlanIds":[]}
          """))
    #expect(Self.waiting(emulator) == [People.alex, People.diego])
  }

  @Test func cloudLicensingRefuses() throws {
    let emulator = try Self.emulator(#"{"overCapacity":"reject"}"#)
    #expect(
      Self.assign(emulator).whole
        == .licensing(
          400, "badRequest", "noAvailableLicenses", "There are no available licenses in the allotment."))
    #expect(Self.waiting(emulator) == [People.alex])
  }
}
