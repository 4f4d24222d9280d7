import JSON
import TestSupport
import Testing

/// Members of open types by names that are no words: ids of users and encoded addresses were 400.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct OpenNameTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.ada)","userPrincipalName":"ada@contoso.example"}]}"#, .publishedV1)
  }

  private static let ada = "10000000-0000-4000-8000-000000000001"
  private static let ben = "10000000-0000-4000-8000-000000000002"
  private static let assignment = ##"{"@odata.type":"#microsoft.graph.plannerAssignment","orderHint":" !"}"##

  @Test func areIdsOfUsers() throws {
    let path = try made(
      in: "/planner/tasks", #"{"title":"a","assignments":{"\#(Self.ada)":\#(Self.assignment)}}"#)
    #expect(assignments(of: path) == #"{"\#(Self.ada)":\#(Self.assignment)}"#)
    #expect(send("GET", "/planner/tasks?$select=assignments").items.count == 1)

    let changed = send("PATCH", path, #"{"assignments":{"\#(Self.ben)":\#(Self.assignment)}}"#)
    #expect(changed.status < 300, "\(changed.text)")
    #expect(assignments(of: path) == #"{"\#(Self.ben)":\#(Self.assignment)}"#)
  }

  private func assignments(of path: String) -> String? { send("GET", path)["assignments"]?.text }

  @Test func areEncodedAddresses() throws {
    let task = try made(in: "/planner/tasks", #"{"title":"a"}"#)
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
}
