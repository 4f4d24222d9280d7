import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

/// What lists, counts and searches show of writes that are to be seen late, and what is seen at once.
@Suite struct EventualReadTests {
  /// - Parameter consistency: `"reads":2`
  private static func emulator(_ consistency: String? = nil) throws -> TestEmulator {
    let emulator = try TestEmulator.frozen(People.seed)
    if let consistency {
      try emulator.load(#"{"settings":{"consistency":{"mode":"eventual",\#(consistency)}}}"#)
    }
    return emulator
  }

  private static let eventual = [HeaderField("ConsistencyLevel", "eventual")]

  private static func read(_ path: String, _ emulator: TestEmulator) -> WholeAnswer {
    let isAdvanced = path.contains("$count") || path.contains("$search")
    return emulator.send("GET", path, headers: isAdvanced ? eventual : []).whole
  }

  private static let adele = "/users/\(People.adele)"

  private static func rename(_ emulator: TestEmulator) {
    #expect(emulator.send("PATCH", adele, #"{"displayName":"Ann"}"#).status == 204)
  }

  static let lists = [
    "/users?$select=displayName",
    "/users?$filter=startswith(displayName,'Ann')&$select=displayName",
    "/users?$filter=displayName eq 'Adele Vance'&$select=displayName&$count=true",
    "/users?$search=\"displayName:Ann\"&$select=displayName",
    "/users?$orderby=displayName desc&$select=displayName&$count=true",
    "/users/$count?$filter=startswith(displayName,'Ann')",
    "/users?$select=id&$expand=manager",
    "/groups?$select=id&$expand=members", "/groups/\(People.sales)/members",
  ]

  static let objects = [
    "\(adele)?$select=displayName", "\(adele)/displayName", "\(adele)/displayName/$value",
    "/me?$select=displayName", "/users/\(People.alex)/manager",
    "/groups/\(People.sales)?$select=id&$expand=members",
  ]

  // MARK: How late

  /// As an emulator shows it that is not told to be late.
  private static func states(_ path: String) throws -> (old: WholeAnswer, new: WholeAnswer) {
    let strong = try emulator()
    let old = read(path, strong)
    rename(strong)
    let new = read(path, strong)
    #expect(old.status == 200, "\(path): \(old.body)")
    #expect(old != new, "\(path)")
    return (old, new)
  }

  @Test(arguments: lists) func listsAreLate(_ path: String) throws {
    let (old, new) = try Self.states(path)
    let emulator = try Self.emulator(#""reads":2"#)
    #expect(Self.read(path, emulator) == old)
    Self.rename(emulator)
    #expect((0..<4).map { _ in Self.read(path, emulator) } == [old, old, new, new])
  }

  @Test(arguments: objects) func singleObjectsAreNot(_ path: String) throws {
    let (old, new) = try Self.states(path)
    let emulator = try Self.emulator(#""reads":1"#)
    #expect(Self.read(path, emulator) == old)
    Self.rename(emulator)
    #expect((0..<3).map { _ in Self.read(path, emulator) } == [new, new, new])
    // None of them is a read that makes a list see more.
    let list = try Self.states(Self.lists[0])
    #expect((0..<2).map { _ in Self.read(Self.lists[0], emulator) } == [list.old, list.new])
  }

  @Test(arguments: objects + lists) func singleObjectsCanBeLateToo(_ path: String) throws {
    let (old, new) = try Self.states(path)
    let emulator = try Self.emulator(#""reads":2,"byId":true"#)
    Self.rename(emulator)
    #expect((0..<4).map { _ in Self.read(path, emulator) } == [old, old, new, new])
  }

  @Test(arguments: lists) func theClockMakesThemSeeMore(_ path: String) throws {
    let (old, new) = try Self.states(path)
    let emulator = try Self.emulator(#""delay":"PT2S""#)
    Self.rename(emulator)
    #expect((0..<3).map { _ in Self.read(path, emulator) } == [old, old, old])
    try emulator.advance(milliseconds: 1999)
    #expect(Self.read(path, emulator) == old)
    try emulator.advance(milliseconds: 1)
    #expect(Self.read(path, emulator) == new)
  }

  // MARK: Clients

  private static let user = """
    {"accountEnabled":true,"displayName":"Megan Bowen","mailNickname":"megan",
     "userPrincipalName":"megan@contoso.example","passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}
    """
  private static let megan = "/users?$filter=userPrincipalName eq 'megan@contoso.example'&$select=displayName"

  @Test func aClientThatAsksAgainFindsWhatItMade() throws {
    let emulator = try Self.emulator(#""reads":3"#)
    #expect(emulator.send("POST", "/users", Self.user).status == 201)
    var asked = 1
    while emulator.get(Self.megan).items.isEmpty { asked += 1 }
    #expect(asked == 4)
    #expect(emulator.get(Self.megan).values("displayName") == ["Megan Bowen"])
  }

  /// It does not find the user, and makes another.
  @Test func aClientThatAsksOnceFailsOverIt() throws {
    let emulator = try Self.emulator(#""reads":3"#)
    #expect(emulator.send("POST", "/users", Self.user).status == 201)
    #expect(
      emulator.get(Self.megan).whole
        == .ok(#"{"@odata.context":"B/$metadata#users(displayName)","value":[]}"#))
    #expect(emulator.send("POST", "/users", Self.user).whole == BodyTests.taken)
  }

  // MARK: Places

  @Test func whatIsDeletedIsListedForAWhile() throws {
    let emulator = try Self.emulator(#""reads":1"#)
    #expect(emulator.send("DELETE", Self.adele).whole == .noContent)
    #expect(emulator.get(Self.adele).whole == .missingObject(People.adele))
    let users = "/users?$select=id"
    #expect(emulator.get(users).values("id") == [People.adele, People.alex, People.diego])
    #expect(emulator.get(users).values("id") == [People.alex, People.diego])
  }

  @Test func linksAreListedLate() throws {
    let emulator = try Self.emulator(#""reads":2"#)
    let members = "/groups/\(People.sales)/members"
    let alex = #"{"@odata.id":"https://graph.microsoft.com/v1.0/directoryObjects/\#(People.alex)"}"#
    #expect(emulator.send("POST", "\(members)/$ref", alex).whole == .noContent)
    // Questions are answered by what there is.
    let groups = emulator.send(
      "POST", "/users/\(People.alex)/checkMemberGroups", #"{"groupIds":["\#(People.sales)"]}"#)
    #expect(groups["value"] == [.string(People.sales)])
    let references = emulator.get("\(members)/$ref").items.count
    let items = emulator.get("\(members)?$select=id").values("id")
    #expect(references == 2)
    #expect(items == [People.adele, People.diego])
    #expect(emulator.get("\(members)/$ref").items.count == 3)
  }

  /// The group that they belong to is not seen either.
  @Test func membersOfWhatIsNotSeenAreMissing() throws {
    let emulator = try Self.emulator(#""reads":1"#)
    let made = emulator.send(
      "POST", "/groups",
      #"{"displayName":"Board","mailEnabled":false,"mailNickname":"board","securityEnabled":true}"#)
    let id = try #require(made["id"]?.stringValue)
    #expect(emulator.get("/groups/\(id)").status == 200)
    #expect(emulator.get("/groups/\(id)/members").whole == .missingObject(id))
    #expect(
      emulator.get("/groups/\(id)/members").whole
        == .ok(#"{"@odata.context":"B/$metadata#directoryObjects","value":[]}"#))
  }

  @Test func partsOfABatch() throws {
    let emulator = try Self.emulator(#""reads":1"#)
    let json = #""headers":{"content-type":"application/json"}"#
    let list = #""method":"GET","url":"/groups/\#(People.sales)/members"}"#
    let reply = emulator.batch(
      """
      {"id":"1","method":"PATCH","url":"\(Self.adele)",\(json),"body":{"displayName":"Ann"}},
      {"id":"2",\(list),{"id":"3","method":"GET","url":"\(Self.adele)?$select=displayName"},{"id":"4",\(list)
      """)
    #expect(reply.outcomes == ["1 204", "2 200", "3 200", "4 200"])
    let names = reply.json.objectValue?["responses"]?.arrayValue?.map { part in
      part.objectValue?["body"]?.text.contains("Ann") ?? false
    }
    #expect(names == [false, false, true, true])
  }

  @Test func changesAreToldLate() throws {
    let emulator = try Self.emulator(#""reads":1"#)
    let latest = try emulator.latest("/users/delta?$select=displayName")
    Self.rename(emulator)
    let first = emulator.get(latest)
    #expect(first.wholeDelta == .delta("users(displayName)", "users/delta"))
    let second = emulator.get(try #require(first.deltaPath))
    #expect(
      second.wholeDelta
        == .delta(
          "users(displayName)", "users/delta", #"{"id":"\#(People.adele)","displayName":"Ann"}"#))
    #expect(
      emulator.get(try #require(second.deltaPath)).wholeDelta
        == .delta("users(displayName)", "users/delta"))
  }

  // MARK: What ends it

  @Test func theSettingTakenBack() throws {
    let (old, new) = try Self.states(Self.lists[0])
    let emulator = try Self.emulator(#""delay":"P1D""#)
    Self.rename(emulator)
    #expect(Self.read(Self.lists[0], emulator) == old)
    let strong = #"{"consistency":null}"#
    #expect(emulator.send("PATCH", "/tenants/default/settings", strong, version: "_emulator").status == 200)
    #expect(Self.read(Self.lists[0], emulator) == new)
  }

  @Test func aResetAndASnapshot() throws {
    let emulator = try Self.emulator(#""delay":"P1D""#)
    let saved = emulator.send("PUT", "/tenants/default/snapshots/before", version: "_emulator")
    #expect(saved.status == 201)
    Self.rename(emulator)
    let path = "/tenants/default/snapshots/before/restore"
    #expect(emulator.send("POST", path, version: "_emulator").status == 204)
    #expect(emulator.get("/users?$select=displayName").values("displayName").first == "Adele Vance")
    #expect(try emulator.export().contains("Ann") == false)
    Self.rename(emulator)
    #expect(emulator.send("POST", "/tenants/default/reset", version: "_emulator").status == 200)
    #expect(emulator.get("/users").items.isEmpty)
  }

  /// Whoever tests sees what there is.
  @Test func exportsAreNotLate() throws {
    let emulator = try Self.emulator(#""delay":"P1D""#)
    Self.rename(emulator)
    #expect(try emulator.export().contains(#""displayName": "Ann""#))
  }
}
