import OData
import Planning
import Testing

/// What routes accept, and with how little a program gets along.
@Suite("Permissions of routes") struct PermissionTests {
  private static let table = RouteTable(
    Array(
      """
      method\tpath\tversions\tdelegated\tapplication\taccepted
      GET\t/people\tbeta\tPeople.Read.All\tPeople.Read.All\tPeople.Read.All,People.Write.All,All.Read[application]
      GET\t/people/{personId}\tbeta\tPeople.Read\tnot supported\tPeople.Read,People.Read.All,Notes.Read.Organization
      PATCH\t/people/{personId}\tbeta\tPeople.Write.All\tPeople.Write.All\tPeople.Write.All
      GET\t/teams/{teamId}\tbeta\tTeams.Read\tTeams.Read\tTeams.Read
      DELETE\t/beings/{beingId}\tbeta\tPeople.Write.All[person],Robots.Write[robot]\t-\tPeople.Write.All[person],Robots.Write[delegated;robot]
      GET\t/shop\tbeta\t-\t-\t-
      """.utf8))

  private let version: ServiceVersion

  init() throws { version = try Club.version(routes: Self.table) }

  private func accepted(_ number: Int, _ kind: AcceptedPermissions.Kind) -> AcceptedPermissions {
    version.permissions.accepted(by: Self.table.routes[number], kind)
  }

  private func names(_ set: PermissionSet) -> [String] { version.permissions.names.names(set) }

  @Test func namesAreFoundInAnyCase() {
    let names = version.permissions.names
    #expect(
      names.all == [
        "All.Read", "Notes.Read.Organization", "People.Read", "People.Read.All", "People.Write.All",
        "Robots.Write", "Teams.Read",
      ])
    #expect(names.number(of: "PEOPLE.read") == 2)
    #expect(names.number(of: "People") == nil)
    #expect(names.set(["teams.read", "Unknown", "All.Read"]) == PermissionSet([0, 6]))
  }

  @Test func bracketsSayForWhom() {
    #expect(names(accepted(0, .delegated).sufficient) == ["People.Read.All", "People.Write.All"])
    #expect(
      names(accepted(0, .application).sufficient) == ["All.Read", "People.Read.All", "People.Write.All"])
    #expect(accepted(0, .application).names == ["People.Read.All", "People.Write.All", "All.Read"])
    #expect(accepted(0, .application).least == "People.Read.All")
  }

  /// `me` stands for one of the people.
  @Test func permissionsForOneself() {
    let one = accepted(1, .delegated)
    #expect(names(one.sufficient) == ["Notes.Read.Organization", "People.Read.All"])
    #expect(names(one.forOneself) == ["People.Read"])
    #expect(names(accepted(3, .delegated).forOneself) == [])
    #expect(names(accepted(3, .delegated).sufficient) == ["Teams.Read"])
  }

  @Test func whatIsNotSupportedAcceptsNothing() {
    let none = accepted(1, .application)
    #expect(names(none.sufficient) == [] && none.names == [] && none.least == nil)
    #expect(accepted(5, .delegated).names == [] && !Self.table.routes[5].isServed)
  }

  @Test func conditions() {
    let delegated = accepted(4, .delegated).conditional.map {
      "\(names(PermissionSet([$0.permission]))) \($0.subject)"
    }
    #expect(delegated == ["[\"People.Write.All\"] person", "[\"Robots.Write\"] robot"])
    #expect(names(accepted(4, .delegated).sufficient) == [])
    #expect(accepted(4, .application).conditional.isEmpty)
  }

  @Test func setsOfManyNumbers() {
    let set = PermissionSet([0, 63, 64, 700])
    #expect(set.numbers == [0, 63, 64, 700])
    #expect(set.contains(700) && !set.contains(699) && !set.contains(5000))
    #expect(set.intersects(PermissionSet([1, 700])) && !set.intersects(PermissionSet([1, 65])))
    #expect(!set.intersects(PermissionSet()) && !PermissionSet().intersects(set))
  }

  // MARK: Paths without a route

  static let covered: [(String, String, String?)] = [
    ("GET", "/people/17", "GET /people/{personId}"),
    ("GET", "/people/17/name", "GET /people/{personId}"),
    ("GET", "/people/17/boss/teams", "GET /people/{personId}"),
    ("DELETE", "/people/17/boss/$ref", "PATCH /people/{personId}"),
    ("POST", "/people", nil),
    ("GET", "/shop/shelves", "GET /shop"),
    ("GET", "/teams", nil),
  ]

  @Test(arguments: covered) func nearestRoute(_ method: String, _ url: String, _ expected: String?) throws {
    let request = try PlannedRequest(url, in: version)
    let route = request.plan.route(covering: method, request.path)
    #expect(route.map { "\($0.method) \($0.template)" } == expected)
  }

  /// A plan is for all paths of its shape; what is asked of the place has routes of its own.
  @Test func routesOfOneShape() throws {
    let table = RouteTable(
      Array(
        "h\nGET\t/teams/{teamId}/members\tbeta\tA\tA\tA\nGET\t/teams/{teamId}/members/$count\tbeta\tB\tB\tB"
          .utf8))
    let version = try Club.version(routes: table)
    let plan = try PlannedRequest("/teams/3/members", in: version).plan
    for (url, expected) in [
      ("/teams/3/members", "A"), ("/teams/3/members/$count", "B"), ("/teams/3/members/$ref", "A"),
    ] {
      let path = try PlannedRequest(url, in: version).path
      #expect(plan.routes(of: path)["GET"]?.accepted == expected, "\(url)")
    }
  }

  // MARK: The fewest

  private func used(_ numbers: [Int], isAboutCaller: Bool = false, subject: String? = nil) -> [UsedRoute] {
    numbers.map {
      UsedRoute(Self.table.routes[$0], in: version, count: 1, isAboutCaller: isAboutCaller, subject: subject)
    }
  }

  private func least(_ used: [UsedRoute], _ kind: AcceptedPermissions.Kind) -> LeastPrivilege {
    LeastPrivilege(used, kind, version.permissions.names)
  }

  @Test func fewestPermissions() {
    #expect(least([], .delegated).permissions == [])
    #expect(least(used([0]), .delegated).permissions == ["People.Read.All"])
    // What may write may read.
    #expect(least(used([0, 2]), .delegated).permissions == ["People.Write.All"])
    #expect(least(used([0, 2, 3]), .application).permissions == ["People.Write.All", "Teams.Read"])
  }

  @Test func whatNoTokenOfAKindCanDo() {
    let least = least(used([0, 1]), .application)
    #expect(least.permissions == ["People.Read.All"])
    #expect(least.impossible.map(\.route.template) == ["/people/{personId}"])
  }

  @Test func onesOwnAndOthers() {
    #expect(least(used([1], isAboutCaller: true), .delegated).permissions == ["People.Read"])
    let held = version.permissions.names.set(["People.Read"])
    #expect(used([1], isAboutCaller: true)[0].isAllowed(.delegated, with: held))
    #expect(!used([1])[0].isAllowed(.delegated, with: held))
    #expect(least(used([1]), .delegated).permissions == ["People.Read.All"])
  }

  @Test func fewestForAKindOfObject() {
    #expect(least(used([4], subject: "robot"), .delegated).permissions == ["Robots.Write"])
    #expect(least(used([4], subject: "person"), .delegated).permissions == ["People.Write.All"])
  }
}
