import HTTPMessages
import JSON
import Testing

/// What an object is a member of: groups and directory roles (directory 8).
@Suite struct MembershipListTests {
  static let role = "77777777-0000-4000-8000-000000000001"

  static let emulator = Result {
    try TestEmulator.frozen(
      String(People.seed.dropLast()) + """
        , "directoryRoles": [{"id": "\(role)", "displayName": "Readers",
          "members@odata.bind": ["users/\(People.adele)", "groups/\(People.sales)"]}]}
        """)
  }

  static let inGroup = ##"{"@odata.type":"#microsoft.graph.group","id":"\##(People.sales)"}"##
  static let inRole = ##"{"@odata.type":"#microsoft.graph.directoryRole","id":"\##(role)"}"##

  @Test(arguments: [
    ("/users/\(People.adele)/memberOf?$select=id", [inGroup, inRole]),
    ("/me/memberOf?$select=id", [inGroup, inRole]),
    ("/users/\(People.diego)/memberOf?$select=id", [inGroup]),
    ("/users/\(People.alex)/memberOf?$select=id", []),
    ("/groups/\(People.sales)/memberOf?$select=id", [inRole]),
    ("/users/\(People.diego)/transitiveMemberOf?$select=id", [inGroup, inRole]),
  ]) func areListed(path: String, items: [String]) throws {
    #expect(
      try Self.emulator.get().get(path).whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#directoryObjects(id)","value":[\(items.joined(separator: ","))]}
          """))
  }

  @Test func castsAndCounts() throws {
    let emulator = try Self.emulator.get()
    #expect(
      emulator.get("/users/\(People.adele)/memberOf/microsoft.graph.directoryRole?$select=displayName").whole
        == .ok(
          #"{"@odata.context":"B/$metadata#directoryRoles(displayName)","value":[{"displayName":"Readers"}]}"#
        ))
    #expect(
      emulator.send(
        "GET", "/users/\(People.adele)/memberOf/$count",
        headers: [HeaderField("ConsistencyLevel", "eventual")]
      ).whole == .count(2))
    #expect(emulator.get("/users/\(People.adele)/memberOf/\(Self.role)?$select=displayName").status == 200)
  }

  @Test func areExpanded() throws {
    #expect(
      try Self.emulator.get().get("/users/\(People.adele)?$select=id&$expand=memberOf($select=id)").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(id,memberOf(id))/$entity","id":"\(People.adele)",
           "memberOf":[\(Self.inGroup),\(Self.inRole)]}
          """))
  }

  /// A role begins no page of its own twice, and none is left out between the two tables.
  @Test func pagesGoOnFromGroupsToRoles() throws {
    let emulator = try Self.emulator.get()
    let first = emulator.get("/users/\(People.adele)/memberOf?$select=id&$top=1")
    #expect(first["value"]?.arrayValue?.map { $0.objectValue?["id"]?.stringValue } == [People.sales])
    let second = emulator.get(try #require(first.nextPath))
    #expect(
      second.whole
        == .ok(#"{"@odata.context":"B/$metadata#directoryObjects(id)","value":[\#(Self.inRole)]}"#))
  }
}
