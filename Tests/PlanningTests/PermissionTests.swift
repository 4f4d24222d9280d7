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
    // What no place above says anything of is as one of its objects.
    ("POST", "/people", "PATCH /people/{personId}"),
    ("GET", "/teams", "GET /teams/{teamId}"),
    ("GET", "/teams/$count", "GET /teams/{teamId}"),
    // For everybody to be refused is no permission.
    ("GET", "/shop/shelves", nil),
    ("GET", "/shop/shelves/1", nil),
    ("GET", "/shop/notes", nil),
  ]

  @Test(arguments: covered) func nearestRoute(_ method: String, _ url: String, _ expected: String?) throws {
    let request = try PlannedRequest(url, in: version)
    let route = request.plan.route(covering: method, request.path)
    #expect(route.map { "\($0.method) \($0.template)" } == expected)
  }

  /// A set that has no route takes what the set of more kinds takes whose objects are its own too.
  @Test func moreGeneralRoute() throws {
    let table = RouteTable(
      Array(
        "h\nGET\t/beings/{beingId}\tbeta\tA\tA\tA\nDELETE\t/beings/{beingId}\tbeta\tB\tB\tB".utf8))
    let version = try Club.version(routes: table)
    for (method, url, expected) in [
      ("GET", "/people", "A"), ("GET", "/people/17", "A"), ("GET", "/people/17/boss/name", "A"),
      ("PATCH", "/people/17", "B"), ("GET", "/teams", nil),
    ] as [(String, String, String?)] {
      let request = try PlannedRequest(url, in: version)
      #expect(request.plan.route(covering: method, request.path)?.accepted == expected, "\(method) \(url)")
    }
  }

  /// Where the nearest place is only read, one further away whose changes take a permission that reads here too; else whoever may
  /// read may change: any token could.
  @Test(
    arguments: [
      (
        ["GET /people/{id} R", "PATCH /people/{id} A", "GET /people/{id}/boss A[delegated],B"], "A",
        "A[delegated],B"
      ),
      (["GET /people/{id} R", "PATCH /people/{id} A", "GET /people/{id}/boss B"], "B", "B"),
      (["PATCH /people/{id} A", "PUT /people/{id}/boss B"], "B", "B"),
      (["PATCH /people/{id} A", "PUT /people/{id}/boss B", "GET /people R"], "B", "R"),
      (["GET /people/{id} R"], "R", "R"), (["GET /people R"], "R", "R"),
      (["GET /people/{id} -", "GET /teams/{id} R"], nil, nil),
    ] as [([String], String?, String?)])
  func nearestChange(_ rows: [String], _ change: String?, _ read: String?) throws {
    let lines = rows.map { row in
      let words = row.split(separator: " ")
      return "\(words[0])\t\(words[1])\tbeta\tA\tA\t\(words[2])"
    }
    let version = try Club.version(
      routes: RouteTable(Array((["h"] + lines).joined(separator: "\n").utf8)))
    let request = try PlannedRequest("/people/17/boss/$ref", in: version)
    #expect(request.plan.route(covering: "DELETE", request.path)?.accepted == change)
    #expect(request.plan.route(covering: "GET", request.path)?.accepted == read)
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

  private func used(
    _ numbers: [Int], isAboutCaller: Bool = false, subjects: [String] = []
  ) -> [UsedRoute] {
    numbers.map {
      UsedRoute(
        Self.table.routes[$0], in: version, count: 1, isAboutCaller: isAboutCaller, subjects: subjects)
    }
  }

  private func least(_ used: [UsedRoute], _ kind: AcceptedPermissions.Kind) -> LeastPrivilege {
    LeastPrivilege(used, kind, version.permissions)
  }

  /// Of routes of a table of the test's own.
  private func least(
    _ rows: [String], isAboutCaller: Bool = false, subjects: [String] = [], using numbers: [Int]
  ) throws -> [String] {
    let table = RouteTable(Array((["h"] + rows).joined(separator: "\n").replacing(" ", with: "\t").utf8))
    let version = try Club.version(routes: table)
    let used = numbers.map {
      UsedRoute(table.routes[$0], in: version, count: 1, isAboutCaller: isAboutCaller, subjects: subjects)
    }
    return LeastPrivilege(used, .delegated, version.permissions).permissions
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
    #expect(least(used([4], subjects: ["robot"]), .delegated).permissions == ["Robots.Write"])
    #expect(least(used([4], subjects: ["person"]), .delegated).permissions == ["People.Write.All"])
    // Where nothing tells what it is, any will do.
    let either = used([4], subjects: ["person", "robot"])[0]
    for name in ["Robots.Write", "People.Write.All"] {
      #expect(either.isAllowed(.delegated, with: version.permissions.names.set([name])))
    }
  }

  /// What counts for some kinds of objects counts for none of others.
  @Test func aKindOfObjectThatNoneIsFor() {
    let used = used([4])
    for name in ["Robots.Write", "People.Write.All"] {
      #expect(!used[0].isAllowed(.delegated, with: version.permissions.names.set([name])))
    }
    #expect(least(used, .delegated).permissions == [])
    #expect(least(used, .delegated).impossible.map(\.route.template) == ["/beings/{beingId}"])
  }

  @Test func whatABodyChangesAloneTakesLess() throws {
    let rows = [
      "PATCH /teams/{teamId} beta Teams.Write Teams.Write Members.Write[members],Teams.Write",
      "GET /teams/{teamId}/members beta Members.Write Members.Write Members.Write",
      "DELETE /teams/{teamId} beta Teams.Write Teams.Write Teams.Write",
      "GET /teams beta Teams.Write Teams.Write Teams.Write",
    ]
    #expect(try least(rows, subjects: ["members"], using: [0]) == ["Members.Write"])
    #expect(try least(rows, using: [0]) == ["Teams.Write"])
    #expect(try least(rows, subjects: ["members"], using: [0, 2]) == ["Teams.Write"])
  }

  /// A short name is not a small permission, and one for objects of other owners is none for one's own.
  @Test func theTableSaysWhatIsLeast() throws {
    let rows = [
      "PATCH /people/{personId} beta People.Write.All People.Write.All People.Write.All,A.Write,People.Write.ParentedBy"
    ]
    let table = RouteTable(Array(("h\n" + rows[0].replacing(" ", with: "\t")).utf8))
    let permissions = try Club.version(routes: table).permissions
    let accepted = permissions.accepted(by: table.routes[0], .delegated)
    #expect(permissions.names.names(accepted.forOneself) == ["A.Write"])
    #expect(permissions.names.names(accepted.sufficient) == ["People.Write.All"])
    #expect(try least(rows, isAboutCaller: true, using: [0]) == ["People.Write.All"])
  }

  /// Where the table names none that is enough, it is the one that opens least.
  @Test func theNarrowestOfSeveral() throws {
    let rows = [
      "GET /people/{personId}/teams beta People.Read - All.Read.All,People.Read,Teams.ReadBasic.All",
      "GET /teams beta Teams.Read.All - All.Read.All,Teams.Read.All",
      "GET /people beta People.Read.All - All.Read.All,People.Read.All",
    ]
    #expect(try least(rows, using: [0]) == ["Teams.ReadBasic.All"])
    #expect(try least(rows, isAboutCaller: true, using: [0]) == ["People.Read"])
    // One permission would do, and open more.
    #expect(try least(rows, using: [0, 2]) == ["People.Read.All", "Teams.ReadBasic.All"])
    #expect(try least(rows, using: [0, 1, 2]).count == 1)
  }

  /// It lets everybody in, and asks for nothing.
  @Test func whatNoDocumentationCovers() {
    let unknown = UsedRoute(undocumented: "GET", below: "teams", in: version, count: 1)
    let used = used([0]) + [unknown]
    for kind in AcceptedPermissions.Kind.allCases {
      let least = least(used, kind)
      #expect(least.permissions == ["People.Read.All"])
      #expect(least.impossible.isEmpty)
      #expect(!unknown.isKnown && unknown.isAllowed(kind, with: PermissionSet()))
    }
  }
}
