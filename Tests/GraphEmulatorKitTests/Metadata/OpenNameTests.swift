import JSON
import TestSupport
import Testing

/// Members of open types by names that are no words: ids of users and encoded addresses were 400.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct OpenNameTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try .ofAda()
  }

  private static let ada = PublishedTenant.ada
  private static let ben = "10000000-0000-4000-8000-000000000002"
  private static let assignment = ##"{"@odata.type":"#microsoft.graph.plannerAssignment","orderHint":" !"}"##

  @Test func areIdsOfUsers() throws {
    let path = try makeTask(#""assignments":{"\#(Self.ada)":\#(Self.assignment)}"#)
    #expect(assignments(of: path) == #"{"\#(Self.ada)":\#(Self.assignment)}"#)
    #expect(send("GET", "/planner/tasks?$select=assignments").items.count == 1)

    let changed = send("PATCH", path, #"{"assignments":{"\#(Self.ben)":\#(Self.assignment)}}"#)
    #expect(changed.status < 300, "\(changed.text)")
    #expect(
      assignments(of: path)
        == #"{"\#(Self.ada)":\#(Self.assignment),"\#(Self.ben)":\#(Self.assignment)}"#)
  }

  /// Page "plannerAssignments resource type": what a change did not name was gone.
  @Test func aChangeNamesThoseThatChange() throws {
    let path = try makeTask(
      #""assignments":{"\#(Self.ada)":{"orderHint":"1"},"\#(Self.ben)":{"orderHint":"2"}}"#)
    let moment = #""assignedDateTime":"2026-01-01T00:00:00Z""#
    for (change, left) in [
      (#"{"assignments":{"\#(Self.ben)":null}}"#, #"{"\#(Self.ada)":{"orderHint":"1"}}"#),
      (#"{"title":"b"}"#, #"{"\#(Self.ada)":{"orderHint":"1"}}"#),
      (#"{"assignments":{}}"#, #"{"\#(Self.ada)":{"orderHint":"1"}}"#),
      (
        #"{"assignments":{"\#(Self.ada)":{\#(moment)}}}"#, #"{"\#(Self.ada)":{"orderHint":"1",\#(moment)}}"#
      ),
    ] {
      #expect(send("PATCH", path, change).whole == .noContent)
      #expect(assignments(of: path) == left)
    }
  }

  /// Page "Update plannertaskdetails".
  @Test func listsByNameAreMergedToo() throws {
    let details = try makeTask() + "/details"
    let checklist = #"{"1":{"title":"one","isChecked":false},"2":{"title":"two"},"3":{"title":"three"}}"#
    #expect(send("PATCH", details, #"{"checklist":\#(checklist)}"#).whole == .noContent)
    let change = #"{"1":{"isChecked":true},"2":null,"4":{"title":"four"}}"#
    #expect(send("PATCH", details, #"{"checklist":\#(change)}"#).whole == .noContent)
    #expect(
      send("GET", details)["checklist"]?.text
        == #"{"1":{"title":"one","isChecked":true},"3":{"title":"three"},"4":{"title":"four"}}"#)
  }

  /// A value that declares members is replaced, and of the open ones that of an external item (page "Update externalItem").
  @Test func othersAreReplaced() throws {
    let connection = try made(in: "/external/connections", #"{"id":"contosohr","name":"HR"}"#)
    let item = try made(
      in: connection + "/items", #"{"id":"a","properties":{"title":"a","priority":1}}"#)
    #expect(send("PATCH", item, #"{"properties":{"title":"b"}}"#).status < 300)
    #expect(send("GET", item)["properties"]?.text == #"{"title":"b"}"#)
    let message = try made(
      in: "/users/\(Self.ada)/messages", #"{"body":{"contentType":"html","content":"a"}}"#)
    #expect(send("PATCH", message, #"{"body":{"content":"b"}}"#).status < 300)
    #expect(send("GET", message)["body"]?.text == #"{"content":"b","contentType":null}"#)
  }

  @Test("a change of a complex value that made the object too deep was 500") func levels() throws {
    let connection = try made(in: "/external/connections", #"{"id":"contosohr","name":"HR"}"#)
    let item = try made(in: connection + "/items", #"{"id":"a","properties":{"title":"a"}}"#)
    let nested = { (levels: Int) in
      String(repeating: #"{"a":"#, count: levels) + "1" + String(repeating: "}", count: levels)
    }
    #expect(send("PATCH", item + "/properties", nested(100)).status == 400)
    #expect(send("GET", item)["properties"]?.text == #"{"title":"a"}"#)
    let changed = send("PATCH", item + "/properties", nested(99))
    #expect(changed.status < 300, "\(changed.text)")
    #expect(send("GET", item)["properties"]?.objectValue?["a"]?.text == nested(98))
  }

  private func assignments(of path: String) -> String? { send("GET", path)["assignments"]?.text }

  @Test func areEncodedAddresses() throws {
    let task = try makeTask()
    let references = #"{"https%3A//contoso%2Eexample/a-b":{"alias":"Plan"}}"#
    let changed = send("PATCH", task + "/details", #"{"references":\#(references)}"#)
    #expect(changed.status < 300, "\(changed.text)")
    #expect(send("GET", task + "/details")["references"]?.text == references)
  }

  @Test(arguments: ["a.b", "a:b", "a#b", #"a\"b"#, #"a\\b"#, ""]) func othersAreRefused(name: String) {
    let reply = send("POST", "/planner/tasks", #"{"title":"a","assignments":{"\#(name)":{}}}"#)
    #expect(reply.status == 400, "\(reply.text)")
    #expect(send("GET", "/planner/tasks").items.isEmpty)
  }

  @Test func areOfObjectsToo() throws {
    let body =
      ##"{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"com.contoso.a","dark-theme":"on"}"##
    let path = try made(in: "/users/\(Self.ada)/extensions", body)
    #expect(send("GET", path)["dark-theme"] == "on")
  }

  /// Columns of a list: numbers come before texts, whose case does not count, and what has none is first.
  @Test func orderLists() throws {
    let site = try made(in: "/sites", #"{"displayName":"Contoso"}"#)
    let list = try made(in: "\(site)/lists", #"{"displayName":"Tasks"}"#)
    for title in [#""beta""#, #""Alpha""#, "2", #""Gamma""#, "10"] {
      _ = try make("\(list)/items", #"{"fields":{"Title":\#(title)}}"#)
    }
    _ = try make("\(list)/items", #"{"fields":{"Color":"red"}}"#)
    let ascending = send("GET", "\(list)/items?$expand=fields&$orderby=fields/Title")
    #expect(titles(ascending) == ["nil", "2", "10", #""Alpha""#, #""beta""#, #""Gamma""#])
    let page = send("GET", "\(list)/items?$expand=fields&$orderby=fields/Title desc&$top=2")
    #expect(titles(page) == [#""Gamma""#, #""beta""#])
    let next = try #require(page["@odata.nextLink"]?.stringValue?.split(separator: "/v1.0").last)
    #expect(titles(send("GET", String(next))) == [#""Alpha""#, "10"])
  }

  private func titles(_ reply: Reply) -> [String] {
    #expect(reply.status == 200, "\(reply.text)")
    return reply.items.map { $0["fields"]?.objectValue?["Title"]?.text ?? "nil" }
  }
}
