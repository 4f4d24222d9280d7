import HTTPMessages
import JSON
import Testing

/// Members of groups and managers of users in delta queries.
@Suite struct DeltaLinkTests {
  static func link(_ id: String, isRemoved: Bool = false) -> String {
    ##"{"@odata.type":"#microsoft.graph.user","id":"\##(id)"\##(isRemoved ? #","@removed":{"reason":"deleted"}"# : "")}"##
  }

  static let members = "groups(displayName,members)"

  @Test func membersComeWithTheGroup() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let all = emulator.get("/groups/delta?$select=displayName,members")
    #expect(
      all.wholeDelta
        == .delta(
          Self.members, "groups/delta",
          """
          {"id":"\(People.sales)","displayName":"Sales",
           "members@delta":[\(Self.link(People.adele)),\(Self.link(People.diego))]}
          """))
    #expect(
      emulator.get("/groups/delta?$select=displayName").wholeDelta
        == .delta(
          "groups(displayName)", "groups/delta", #"{"id":"\#(People.sales)","displayName":"Sales"}"#))
    let item = try #require(emulator.get("/groups/delta").items.first)
    #expect(item["members@delta"]?.arrayValue?.count == 2 && item["displayName"] == "Sales")
  }

  @Test func joiningAndLeaving() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let latest = try emulator.latest("/groups/delta?$select=displayName,members")
    let reference = ##"{"@odata.id":"https://graph.microsoft.com/beta/users/\##(People.alex)"}"##
    emulator.send("POST", "/groups/\(People.sales)/members/$ref", reference)
    emulator.send("DELETE", "/groups/\(People.sales)/members/\(People.adele)/$ref")
    let both = """
      "members@delta":[\(Self.link(People.alex)),\(Self.link(People.adele, isRemoved: true))]
      """
    #expect(
      emulator.get(latest).wholeDelta
        == .delta(Self.members, "groups/delta", #"{"id":"\#(People.sales)","displayName":"Sales",\#(both)}"#))
    let minimal = emulator.send("GET", latest, headers: DeltaRoundTests.minimal)
    #expect(
      minimal.wholeDelta
        == .delta(Self.members, "groups/delta", #"{"id":"\#(People.sales)",\#(both)}"#, isMinimal: true))

    // Who comes and goes, or goes and comes, is told once, as it ended.
    emulator.send("DELETE", "/groups/\(People.sales)/members/\(People.alex)/$ref")
    emulator.send("DELETE", "/groups/\(People.sales)/members/\(People.diego)/$ref")
    emulator.send(
      "POST", "/groups/\(People.sales)/members/$ref", reference.replacing(People.alex, with: People.diego))
    let ended = """
      "members@delta":[\(Self.link(People.alex, isRemoved: true)),\(Self.link(People.adele, isRemoved: true)),
        \(Self.link(People.diego))]
      """
    #expect(
      emulator.send("GET", latest, headers: DeltaRoundTests.minimal).wholeDelta
        == .delta(Self.members, "groups/delta", #"{"id":"\#(People.sales)",\#(ended)}"#, isMinimal: true))
  }

  /// Membership is no change for who asks for other properties alone.
  @Test func onlyWhatIsSelectedCounts() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let names = try emulator.latest("/groups/delta?$select=displayName")
    let users = try emulator.latest("/users/delta")
    let managers = try emulator.latest("/users/delta?$select=manager")
    emulator.send("DELETE", "/groups/\(People.sales)/members/\(People.adele)/$ref")
    emulator.send("DELETE", "/users/\(People.alex)/manager/$ref")
    #expect(emulator.get(names).wholeDelta == .delta("groups(displayName)", "groups/delta"))
    #expect(emulator.get(users).wholeDelta == .delta("users", "users/delta"))
    #expect(
      emulator.get(managers).wholeDelta
        == .delta(
          "users(manager)", "users/delta",
          #"{"id":"\#(People.alex)","manager@delta":[\#(Self.link(People.adele, isRemoved: true))]}"#))
  }

  @Test func managers() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let all = emulator.get("/users/delta?$select=displayName,Manager")
    #expect(
      all.wholeDelta
        == .delta(
          "users(displayName,manager)", "users/delta",
          #"{"id":"\#(People.adele)","displayName":"Adele Vance"}"#,
          #"{"id":"\#(People.alex)","displayName":"Alex Wilber","manager@delta":[\#(Self.link(People.adele))]}"#,
          #"{"id":"\#(People.diego)","displayName":"Diego Siciliani","manager@delta":[\#(Self.link(People.adele))]}"#
        ))
    emulator.send(
      "PUT", "/users/\(People.diego)/manager/$ref",
      ##"{"@odata.id":"https://graph.microsoft.com/beta/users/\##(People.alex)"}"##)
    let changed = emulator.send(
      "GET", try #require(all.deltaPath), headers: DeltaRoundTests.minimal)
    #expect(
      changed.wholeDelta
        == .delta(
          "users(displayName,manager)", "users/delta",
          """
          {"id":"\(People.diego)","manager@delta":[\(Self.link(People.adele, isRemoved: true)),\(Self.link(People.alex))]}
          """, isMinimal: true))
  }

  /// A deleted user leaves its groups and its reports, and comes back to them.
  @Test func deletionAndRestore() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    var groups = try emulator.latest("/groups/delta?$select=members")
    var users = try emulator.latest("/users/delta?$select=manager")
    emulator.send("DELETE", "/users/\(People.adele)")
    let left = emulator.get(groups)
    #expect(
      left.wholeDelta
        == .delta(
          "groups(members)", "groups/delta",
          #"{"id":"\#(People.sales)","members@delta":[\#(Self.link(People.adele, isRemoved: true))]}"#))
    let orphaned = emulator.get(users)
    #expect(
      orphaned.wholeDelta
        == .delta(
          "users(manager)", "users/delta",
          #"{"id":"\#(People.alex)","manager@delta":[\#(Self.link(People.adele, isRemoved: true))]}"#,
          #"{"id":"\#(People.diego)","manager@delta":[\#(Self.link(People.adele, isRemoved: true))]}"#,
          #"{"id":"\#(People.adele)","@removed":{"reason":"changed"}}"#))

    (groups, users) = (try #require(left.deltaPath), try #require(orphaned.deltaPath))
    emulator.send("POST", "/directory/deletedItems/\(People.adele)/restore")
    #expect(
      emulator.get(groups).wholeDelta
        == .delta(
          "groups(members)", "groups/delta",
          #"{"id":"\#(People.sales)","members@delta":[\#(Self.link(People.adele))]}"#))
    #expect(
      emulator.get(users).wholeDelta
        == .delta(
          "users(manager)", "users/delta", #"{"id":"\#(People.adele)"}"#,
          #"{"id":"\#(People.alex)","manager@delta":[\#(Self.link(People.adele))]}"#,
          #"{"id":"\#(People.diego)","manager@delta":[\#(Self.link(People.adele))]}"#))
  }

  /// A group that has more members than a page holds goes over several pages.
  @Test func aLargeGroupGoesOverSeveralPages() throws {
    let emulator = try TestEmulator.frozen(PagingTests.seed(25))
    let members = (0..<25).map { "users/\(PagingTests.user($0))" }
    try emulator.load(
      """
      {"settings": {"pageSize": 1},
       "groups": [{"id": "\(People.sales)", "displayName": "Everybody",
         "members@odata.bind": \(JSONValue.array(members.map(JSONValue.string)).text)},
        {"id": "22222222-0000-4000-8000-000000000002", "displayName": "Nobody"}]}
      """)
    var path: String? = "/groups/delta?$select=displayName,members"
    var pages: [[String]] = []
    while let next = path {
      let reply = emulator.get(next)
      #expect((reply.nextPath == nil) != (reply.deltaPath == nil))
      pages.append(reply.items.flatMap(Self.summary))
      path = reply.nextPath
    }
    let ids = (0..<25).map(PagingTests.user)
    #expect(
      pages == [
        ["1", "Everybody"] + ids[0..<10], ["1", "-"] + ids[10..<20], ["1", "-"] + ids[20...],
        ["2", "Nobody"],
      ])
  }

  /// A page that ends between the links of a deletion and the deletion itself: what it read is not lost when the group
  /// is back, with other members, before the next page.
  @Test func aGroupComesBackBetweenTwoPages() throws {
    let emulator = try TestEmulator.frozen(PagingTests.seed(12))
    let members = (0..<12).map { "users/\(PagingTests.user($0))" }
    try emulator.load(
      """
      {"settings": {"pageSize": 1}, "groups": [{"id": "\(People.sales)", "displayName": "Everybody",
         "members@odata.bind": \(JSONValue.array(members.map(JSONValue.string)).text)}]}
      """)
    let copy = DeltaCopy("/groups/delta?$select=members", isMinimal: true)
    repeat { try copy.read(emulator) } while !copy.isUpToDate
    #expect(copy.links[People.sales]?["members@delta"]?.count == 12)
    emulator.send("DELETE", "/groups/\(People.sales)")
    try copy.read(emulator)
    emulator.send("DELETE", "/users/\(PagingTests.user(3))")
    emulator.send("POST", "/directory/deletedItems/\(People.sales)/restore")
    repeat { try copy.read(emulator) } while !copy.isUpToDate
    #expect(
      copy.links[People.sales]?["members@delta"] == Set((0..<12).filter { $0 != 3 }.map(PagingTests.user)))
  }

  /// The last digit of the id, the name, and the ids of the members.
  private static func summary(_ item: JSONObject) -> [String] {
    let members = (item["members@delta"]?.arrayValue ?? []).compactMap(\.objectValue)
    let id = item["id"]?.stringValue ?? ""
    return [String(id.suffix(1)), item["displayName"]?.stringValue ?? "-"]
      + members.compactMap { $0["id"]?.stringValue }
  }
}
