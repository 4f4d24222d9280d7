import JSON
import Testing

/// Objects that an operation or a write returns are shown as its query options say: those of their type.
@Suite struct ReturnedObjectTests {
  static let ids = #"{"ids":["\#(People.diego)","\#(People.sales)","\#(People.nobody)","\#(People.adele)"]}"#

  static let lists: [(String, String)] = [
    (
      "?$select=id,displayName",
      """
      {"@odata.context":"B/$metadata#directoryObjects(id,displayName)","value":[
       {"@odata.type":"#microsoft.graph.user","id":"\(People.diego)","displayName":"Diego Siciliani"},
       {"@odata.type":"#microsoft.graph.group","id":"\(People.sales)","displayName":"Sales"},
       {"@odata.type":"#microsoft.graph.user","id":"\(People.adele)","displayName":"Adele Vance"}]}
      """
    ),
    (
      "?$select=displayName,userPrincipalName,mailNickname&$filter=startswith(displayName,'s')",
      """
      {"@odata.context":"B/$metadata#directoryObjects(displayName,userPrincipalName,mailNickname)","value":[
       {"@odata.type":"#microsoft.graph.group","displayName":"Sales","mailNickname":"Sales"}]}
      """
    ),
    (
      "?select=id&$orderby=displayName&$top=2",
      """
      {"@odata.context":"B/$metadata#directoryObjects(id)","value":[
       {"@odata.type":"#microsoft.graph.user","id":"\(People.adele)"},
       {"@odata.type":"#microsoft.graph.user","id":"\(People.diego)"}]}
      """
    ),
  ]

  @Test(arguments: lists) func aList(query: String, expected: String) throws {
    let emulator = try TestEmulator.people.get()
    #expect(emulator.send("POST", "/directoryObjects/getByIds\(query)", Self.ids).whole == .ok(expected))
  }

  @Test func aListByTypes() throws {
    let emulator = try TestEmulator.people.get()
    let body = #"{"types":["group"],\#(Self.ids.dropFirst())"#
    #expect(
      emulator.send("POST", "/directoryObjects/getByIds?$select=displayName&$expand=owners", body).whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#directoryObjects(displayName,owners())","value":[
           {"@odata.type":"#microsoft.graph.group","displayName":"Sales","owners":[]}]}
          """))
  }

  /// An action has no further pages: its body would not come with them.
  @Test func aListIsWholeWhateverThePageSize() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    try emulator.load(#"{"settings":{"pageSize":1}}"#)
    let body = #"{"types":["user"],\#(Self.ids.dropFirst())"#
    #expect(
      emulator.send("POST", "/directoryObjects/getByIds?$select=id&$expand=manager($select=id)", body).whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#directoryObjects(id,manager(id))","value":[
           {"@odata.type":"#microsoft.graph.user","id":"\(People.diego)",
            "manager":{"@odata.type":"#microsoft.graph.user","id":"\(People.adele)"}},
           {"@odata.type":"#microsoft.graph.user","id":"\(People.adele)","manager":null}]}
          """))
  }

  static let refused: [(String, WholeAnswer)] = [
    (
      "/directoryObjects/getByIds?$top=1000",
      .error(
        400, "Request_UnsupportedQuery",
        "Invalid page size specified: '1000'. Must be between 1 and 999 inclusive.")
    ),
    (
      "/directoryObjects/getByIds?$expand=x",
      .error(
        400, "BadRequest",
        "Parsing OData Select and Expand failed: Could not find a property named 'x' on type "
          + "'microsoft.graph.directoryObject'.")
    ),
    (
      "/directoryObjects/getByIds?$select=id(",
      .error(
        400, "BadRequest",
        "Parsing OData Select and Expand failed: Term 'id(' is not valid in a $select or $expand expression.")
    ),
  ]

  @Test(arguments: refused) func isRefused(path: String, expected: WholeAnswer) throws {
    #expect(try TestEmulator.people.get().send("POST", path, Self.ids).whole == expected)
  }

  /// Texts and nothing have no members to select.
  @Test func valuesHaveNoOptions() throws {
    let emulator = try TestEmulator.people.get()
    let groups = #"{"groupIds":["\#(People.sales)"]}"#
    let strings = WholeAnswer.ok(
      #"{"@odata.context":"B/$metadata#Collection(Edm.String)","value":["\#(People.sales)"]}"#)
    let user = "/users/\(People.adele)"
    #expect(emulator.send("POST", "\(user)/checkMemberGroups?$select=id", groups).whole == strings)
    #expect(
      emulator.send("POST", "\(user)/getMemberObjects?$select=id", #"{"securityEnabledOnly":false}"#).whole
        == strings)
    #expect(
      emulator.send(
        "POST", "/directoryObjects/validateProperties?$select=id",
        #"{"entityType":"Group","displayName":"New"}"#
      ).whole == .noContent)
  }

  /// Diego can have licenses.
  private static func located() throws -> TestEmulator {
    let emulator = try TestEmulator.frozen(People.seed)
    #expect(emulator.send("PATCH", "/users/\(People.diego)", #"{"usageLocation":"DE"}"#).whole == .noContent)
    return emulator
  }

  @Test func anObject() throws {
    let emulator = try Self.located()
    let licenses = #"{"addLicenses":[{"skuId":"\#(People.powerBI)"}],"removeLicenses":[]}"#
    let path = "/users/\(People.diego)/assignLicense"
    #expect(
      emulator.send(
        "POST", "\(path)?$select=displayName,assignedLicenses&$expand=manager($select=id)", licenses
      )
      .whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(displayName,assignedLicenses,manager(id))/$entity",
           "assignedLicenses":[{"disabledPlans":[],"skuId":"\(People.powerBI)"}],"displayName":"Diego Siciliani",
           "manager":{"@odata.type":"#microsoft.graph.user","id":"\(People.adele)"}}
          """))
  }

  /// What is refused for its options has done nothing.
  @Test func anObjectThatCannotBeShown() throws {
    let emulator = try Self.located()
    let licenses = #"{"addLicenses":[{"skuId":"\#(People.powerBI)"}],"removeLicenses":[]}"#
    let refused = emulator.send("POST", "/users/\(People.diego)/assignLicense?$expand=x", licenses)
    #expect(
      refused.whole
        == .error(
          400, "BadRequest",
          "Parsing OData Select and Expand failed: Could not find a property named 'x' on type "
            + "'microsoft.graph.user'."))
    #expect(emulator.get("/users/\(People.diego)?$select=assignedLicenses")["assignedLicenses"] == [])
  }

  @Test func aNewObject() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let made = emulator.send(
      "POST", "/groups?$select=id,displayName",
      #"{"displayName":"Board","mailNickname":"board","mailEnabled":false,"securityEnabled":true}"#,
      version: "v1.0")
    let id = try #require(made["id"]?.stringValue)
    #expect(
      made.whole
        == .created(
          "V/groups/\(id)",
          #"{"@odata.context":"V/$metadata#groups(id,displayName)/$entity","id":"\#(id)","displayName":"Board"}"#
        ))
  }

  /// Deleted objects are shown as those that are there.
  @Test func deletedObjects() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let owner = #"{"@odata.id":"users/\#(People.alex)"}"#
    #expect(emulator.send("POST", "/groups/\(People.sales)/owners/$ref", owner).whole == .noContent)
    #expect(emulator.send("DELETE", "/groups/\(People.sales)").whole == .noContent)
    #expect(
      emulator.send(
        "POST", "/directory/deletedItems/getUserOwnedObjects?$select=id",
        #"{"userId":"\#(People.alex)","type":"Group"}"#
      ).whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#directoryObjects(id)","value":[
           {"@odata.type":"#microsoft.graph.group","id":"\(People.sales)"}]}
          """))
  }
}
