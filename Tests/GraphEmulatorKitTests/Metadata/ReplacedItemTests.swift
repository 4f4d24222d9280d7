import JSON
import TestSupport
import Testing

/// Where Microsoft's pages have PUT, or PATCH of what is not there.
@Suite(
  "What the pages replace",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct ReplacedItemTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = PublishedTenant.ada

  init() throws {
    tenant = try .ofAda()
  }

  /// Pages "Create externalItem" and "Update externalItem".
  @Test func externalItemsArePut() throws {
    let connection = try made(in: "/external/connections", #"{"id":"contosohr","name":"HR"}"#)
    let path = connection + "/items/TSP228082938"
    let acl = #"[{"type":"everyone","value":"everyone","accessType":"grant"}]"#
    let made = send("PUT", path, #"{"acl":\#(acl),"properties":{"title":"a","priority":1}}"#)
    #expect("\(made.status) \(made["id"]?.stringValue ?? "")" == "200 TSP228082938", "\(made.text)")
    #expect(send("GET", path)["properties"]?.text == #"{"title":"a","priority":1}"#)
    let replaced = send("PUT", path, #"{"acl":\#(acl),"properties":{"title":"b"}}"#)
    #expect(replaced.status == 200, "\(replaced.text)")
    let changed = send("PATCH", path, #"{"acl":[]}"#)
    #expect(changed.status == 200, "\(changed.text)")
    #expect(changed["properties"]?.text == #"{"title":"b"}"#)
    #expect(send("GET", "/connections/contosohr/items").values("id") == ["TSP228082938"])
  }

  /// Page "Update authenticationContextClassReference".
  @Test func authenticationContextsArePatched() {
    let path = "/identity/conditionalAccess/authenticationContextClassReferences"
    #expect(send("PATCH", path + "/c1", #"{"displayName":"Medium"}"#).whole == .noContent)
    #expect(send("PATCH", path + "/c1", #"{"isAvailable":true}"#).whole == .noContent)
    #expect(send("GET", path).values("displayName") == ["Medium"])
  }

  @Test(arguments: [
    ("/teams", "/schedule/shifts", #"{"userId":"a"}"#, "schedulingGroupId"),
    ("/teams", "/schedule/timeOffReasons", #"{"displayName":"a"}"#, "code"),
    ("/identityGovernance/accessReviews/definitions", "", #"{"displayName":"a"}"#, "descriptionForAdmins"),
    ("/users/\(ada)/settings/workHoursAndLocations/occurrences", "", #"{"placeId":"a"}"#, "recurrenceId"),
  ]) func itemsAreReplaced(place: String, below: String, body: String, other: String) throws {
    let collection = below.isEmpty ? place : "\(place)/\(try makeTeam())\(below)"
    let path = try made(in: collection, #"{"\#(other)":"before"}"#)
    let replaced = send("PUT", path, body)
    #expect(replaced.status == 200, "\(replaced.text)")
    #expect(send("GET", path)[other] == .null)
    #expect(send("PUT", collection + "/nobody", body).status == 404)
  }

  /// Page "Create or update schema".
  @Test func aSchemaIsAnOperation() throws {
    let connection = try made(in: "/external/connections", #"{"id":"contosohr","name":"HR"}"#)
    #expect(send("GET", connection)["state"] == "draft")
    let body =
      #"{"baseType":"microsoft.graph.externalItem","properties":[{"name":"ticketTitle","type":"String"}]}"#
    let base = "http://localhost:8585/v1.0"
    for count in 1...2 {
      let changed = send("PATCH", connection + "/schema", body)
      let operations = send("GET", connection + "/operations").values("id")
      #expect(operations.count == count)
      let url = try #require(operations.last.map { "\(base)\(connection)/operations/\($0)" })
      #expect(changed.whole == WholeAnswer(202, ["Location: V\(url.dropFirst(base.count))"]))
      let operation = send("GET", String(url.dropFirst(base.count)))
      #expect(operation["status"] == "completed", "\(operation.text)")
    }
    #expect(send("GET", connection)["state"] == "ready")
    #expect(send("GET", connection + "/schema")["baseType"] == "microsoft.graph.externalItem")
    #expect(send("PATCH", "/external/connections/none/schema", body).status == 404)
  }
}
