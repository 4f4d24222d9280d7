import Testing

/// What requests cost in a tenant of 20,000 users, in steps of SQLite's machine, beside one with a tenth of them.
@Suite struct RequestCostTests {
  private let small: BigTenant
  private let big: BigTenant

  // Made once: that takes longer than all requests.
  private static let tenants = Result { (try BigTenant(users: 2_000), try BigTenant(users: 20_000)) }

  init() throws { (small, big) = try Self.tenants.get() }

  /// Each row is looked at once: ten times the rows cost ten times as much.
  @Test func allUsers() throws {
    let costs = [
      ("/users?$search=\"displayName:nobody\"", 30),
      ("/users?$search=\"displayName:nobody\" OR \"mail:nobody\"", 45),
      ("/users/$count", 15),
      ("/users/$count?$filter=startswith(displayName,'user')", 30),
    ]
    for (path, perUser) in costs {
      let (few, all) = (
        try small.steps("GET", path, eventual: true), try big.steps("GET", path, eventual: true)
      )
      #expect(few.status == 200, "\(path)")
      #expect(all.status == 200, "\(path)")
      #expect(all.steps > big.users, "\(path): \(all.steps)")
      #expect(all.steps <= perUser * big.users, "\(path): \(all.steps)")
      #expect(all.steps <= 11 * few.steps, "\(path): \(all.steps), and \(few.steps) for a tenth")
    }
  }

  /// A page costs what its rows cost, however many there are.
  @Test(arguments: [
    "/users?$top=100", "/users?$top=100&$expand=manager", "/users?$top=100&$expand=memberOf",
    "/groups/\(BigTenant.group)/members?$top=100", "/groups/\(BigTenant.group)?$expand=members",
  ]) func aPage(_ path: String) throws {
    let (few, all) = (try small.steps("GET", path), try big.steps("GET", path))
    #expect(few.status == 200)
    #expect(all.status == 200)
    #expect(all.steps <= few.steps + few.steps / 10, "\(all.steps), and \(few.steps) for a tenth")
    #expect(all.steps <= 500_000, "\(all.steps)")
  }

  /// An item below a collection of links is found without a look at the others.
  @Test(arguments: [
    ("GET", "/groups/\(BigTenant.group)/members/\(BigTenant.user(1_990))", 200),
    ("GET", "/groups/\(BigTenant.group)/members/\(BigTenant.user(1_990))/$ref", 200),
    ("GET", "/users/\(BigTenant.user(1_990))/memberOf/\(BigTenant.group)", 200),
    ("GET", "/groups/\(BigTenant.group)/members/\(BigTenant.user(1_991))", 404),
    ("DELETE", "/groups/\(BigTenant.group)/members/\(BigTenant.user(1_980))/$ref", 204),
  ]) func anItem(_ method: String, _ path: String, _ status: Int) throws {
    let (few, all) = (try small.steps(method, path), try big.steps(method, path))
    #expect(few.status == status)
    #expect(all.status == status)
    #expect(all.steps > 0)
    #expect(all.steps <= few.steps + 20, "\(all.steps), and \(few.steps) for a tenth")
    #expect(all.steps <= 5_000, "\(all.steps)")
  }
}
