import OData
import Planning
import Testing

/// The documented routes of a path: found when the plan is made, and kept with it.
@Suite("Routes of paths") struct RouteTests {
  private static let paths: [(String, [String])] = [
    ("/people", ["GET /people", "POST /people"]),
    ("/people/17", ["GET /people/{personId}"]),
    ("/PEOPLE('17')", ["GET /people/{personId}"]),
    ("/people(id='17')", ["GET /people/{personId}"]),
    ("/people(mail='a')", ["GET /people(mail='{mail}')"]),
    // What is asked of a place has the route of the place, unless the table has one of its own.
    ("/people/17/name", ["GET /people/{personId}"]),
    ("/people/$count", ["GET /people", "POST /people"]),
    ("/people/17/boss/$ref", ["GET /people/{personId}/boss/$ref"]),
    ("/people/17/boss", []),
    ("/teams/3/members", ["GET /teams/{teamId}/members"]),
    ("/teams/3/members/$count", ["GET /teams/{teamId}/members/$count"]),
    ("/teams/3/members/test.person", ["GET /teams/{teamId}/members"]),
    ("/teams/3/members/test.person/$count", ["GET /teams/{teamId}/members/$count"]),
    // A route of another version.
    ("/teams/3", []),
    ("/shop", []),
  ]

  @Test(arguments: Self.paths)
  func ofPath(_ url: String, _ templates: [String]) throws {
    let request = try PlannedRequest(url)
    let routes = request.plan.routes(of: request.path)
    #expect(routes.values.map { "\($0.method) \($0.template)" }.sorted() == templates)
    #expect(routes.allSatisfy { $0.key == $0.value.method })
  }

  @Test func permissionsOfARoute() throws {
    let request = try PlannedRequest("/people")
    let route = try #require(request.plan.routes(of: request.path)["GET"])
    #expect(route.versions == ["beta", "v1.0"])
    #expect(route.leastDelegated == "People.Read")
    #expect(route.leastApplication == "People.Read.All")
    #expect(route.accepted == "People.Read,People.Read.All")
  }

  /// A header, and lines without six columns, are no routes.
  @Test func linesOfTheTable() {
    let table = RouteTable(Array("header\nGET\t/a\tbeta\tA\tB\tC\nGET\t/b\n\n".utf8))
    #expect(table.routes.map(\.template) == ["/a"])
    #expect(RouteTable.empty.routes.isEmpty)
  }
}
