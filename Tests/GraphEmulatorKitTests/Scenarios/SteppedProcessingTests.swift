import JSON
import Testing

/// With `processing: stepped` a client sees how a group's licenses are processed (cloud-licensing 1.5,
/// entitlement-management 1.3).
@Suite struct SteppedProcessingTests {
  private static let group = "/groups/\(People.sales)"
  private static let selected = group + "?$select=licenseProcessingState"
  private static let states = ["QueuedForProcessing", "ProcessingInProgress", "ProcessingComplete"]

  /// Sales was just given Power BI.
  private static func emulator(_ processing: String = "stepped") throws -> TestEmulator {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(#"{"settings": {"processing": "\#(processing)"}}"#)
    let reply = emulator.send(
      "POST", group + "/assignLicense",
      #"{"addLicenses":[{"skuId":"\#(People.powerBI)"}],"removeLicenses":[]}"#)
    try #require(reply.status == 202, "\(reply.text)")
    return emulator
  }

  private static func whole(_ state: String) -> WholeAnswer {
    .ok(
      #"{"@odata.context":"B/$metadata#groups(licenseProcessingState)/$entity","licenseProcessingState":{"state":"\#(state)"}}"#
    )
  }

  /// The state as lists show it, which moves nothing.
  private static func listed(_ emulator: TestEmulator) -> JSONValue? {
    emulator.get("/groups?$select=licenseProcessingState").items.first?["licenseProcessingState"]?
      .objectValue?[
        "state"]
  }

  @Test func eachGetShowsTheNextState() throws {
    let emulator = try Self.emulator()
    for state in Self.states + ["ProcessingComplete"] {
      #expect(emulator.get(Self.selected).whole == Self.whole(state))
    }
    emulator.send("DELETE", Self.group + "/members/\(People.diego)/$ref")
    for state in Self.states { #expect(emulator.get(Self.selected).whole == Self.whole(state)) }
  }

  @Test func atOnceOtherwise() throws {
    let emulator = try Self.emulator("instant")
    #expect(emulator.get(Self.selected).whole == Self.whole("ProcessingComplete"))
  }

  @Test func unitsAreThereAtOnce() throws {
    let emulator = try Self.emulator()
    let licenses = emulator.get("/users/\(People.diego)?$select=assignedLicenses")
    #expect(licenses["assignedLicenses"] == [["disabledPlans": [], "skuId": .string(People.powerBI)]])
    #expect(Self.listed(emulator) == "QueuedForProcessing")
  }

  @Test(arguments: [
    ("GET", "/groups"), ("GET", "/groups/$count"), ("GET", "/users/\(People.adele)"),
    ("GET", group + "/members"), ("GET", group + "/members/\(People.adele)/$ref"), ("HEAD", group),
    ("GET", group + "?$expand=nothing"), ("PATCH", group),
  ])
  func nothingElseMovesIt(method: String, path: String) throws {
    let emulator = try Self.emulator()
    emulator.send(method, path, method == "PATCH" ? #"{"description":"Sells"}"# : nil)
    #expect(Self.listed(emulator) == "QueuedForProcessing")
  }

  @Test(arguments: [
    "", "/licenseProcessingState", "/displayName", "/displayName/$value", "?$expand=members", "?$select=id",
  ])
  func aGetOfTheGroupMovesIt(suffix: String) throws {
    let emulator = try Self.emulator()
    let reply = emulator.get(Self.group + suffix)
    #expect(reply.status == 200, "\(reply.text)")
    #expect(Self.listed(emulator) == "ProcessingInProgress")
  }

  @Test func anItemOfABatchMovesIt() throws {
    let emulator = try Self.emulator()
    emulator.send(
      "POST", "/$batch", #"{"requests":[{"id":"1","method":"GET","url":"/groups/\#(People.sales)"}]}"#)
    #expect(Self.listed(emulator) == "ProcessingInProgress")
  }

  @Test func settingTheClockMovesEveryGroup() throws {
    let emulator = try Self.emulator()
    for state in Self.states {
      #expect(Self.listed(emulator) == .string(state))
      try emulator.load(#"{"clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"}}"#)
    }
    try emulator.load(#"{"users": [{"id": "\#(People.adele)", "department": "IT"}]}"#)
    #expect(Self.listed(emulator) == "ProcessingComplete")
  }

  @Test func aStepIsAChange() throws {
    let emulator = try Self.emulator()
    var path = try emulator.latest("/groups/delta?$select=licenseProcessingState")
    for state in Self.states.dropFirst() {
      _ = emulator.get(Self.group)
      let reply = emulator.get(path)
      #expect(reply.items.map { $0["licenseProcessingState"] } == [["state": .string(state)]])
      path = try #require(reply.deltaPath)
    }
    _ = emulator.get(Self.group)
    #expect(emulator.get(path).items.isEmpty)
  }

  /// What was begun ends when nothing is stepped any more.
  @Test func backToInstant() throws {
    let emulator = try Self.emulator()
    try emulator.load(#"{"settings": {"processing": "instant"}}"#)
    _ = emulator.get(Self.group)
    #expect(Self.listed(emulator) == "ProcessingComplete")
  }
}
