import HTTPMessages
import JSON
import Testing

/// Which filters the directory serves as they are, which only with `$count=true` and the header, and which never
/// (graph-platform 1.7, 1.10).
@Suite struct AdvancedQueryTests {
  static let eventual = [HeaderField("ConsistencyLevel", "Eventual")]

  static let everybody = [People.adele, People.alex, People.diego]

  static func needs(_ name: String) -> WholeAnswer {
    .error(400, "Request_UnsupportedQuery", needsText(name))
  }

  static func needsText(_ name: String) -> String {
    "Operator '\(name)' is not supported because the required parameters might be missing. Try adding "
      + "$count=true query parameter and ConsistencyLevel:eventual header. Refer to "
      + "https://aka.ms/graph-docs/advanced-queries for more information"
  }

  static let unsupported = WholeAnswer.error(400, "Request_UnsupportedQuery", "Unsupported Query.")
  static let unsorted = WholeAnswer.error(
    400, "Request_UnsupportedQuery", "Sorting not supported for current query.")

  static func invalid(_ property: String, _ resource: String) -> WholeAnswer {
    .error(
      400, "Request_UnsupportedQuery",
      "Unsupported or invalid query filter clause specified for property '\(property)' of resource "
        + "'\(resource)'.")
  }

  static func target(_ path: String) -> String { path.replacing(" ", with: "%20") }

  /// Filters, the operator that needs an advanced query, and the ids that are found.
  static let advanced: [(String, String, String, [String])] = [
    ("/users", "displayName ne 'Adele Vance'", "ne", [People.alex, People.diego]),
    ("/users", "not(displayName eq 'Adele Vance')", "Not", [People.alex, People.diego]),
    ("/users", "not startswith(displayName,'a')", "Not", [People.diego]),
    ("/users", "endsWith(userPrincipalName,'EX@contoso.example')", "endsWith", [People.alex]),
    ("/users", "department eq null", "eq", [People.diego]),
    ("/users", "department ne null", "ne", [People.adele, People.alex]),
    ("/users", "companyName eq 'x'", "eq", []),
    ("/users", "companyName in ('x','y')", "in", []),
    ("/users", "startsWith(companyName,'x')", "startsWith", []),
    ("/users", "accountEnabled ge true", "ge", everybody),
    ("/users", "assignedLicenses/$count eq 0", "$count", [People.alex, People.diego]),
    ("/users", "assignedLicenses/$count ne 0", "$count", [People.adele]),
    (
      "/users", "assignedLicenses/$count eq 0 and userType eq 'Member'", "$count",
      [People.alex, People.diego]
    ),
    (
      "/users", "not(assignedLicenses/$count ne 0 or assignedLicenses/$count eq 1)", "Not",
      [People.alex, People.diego]
    ),
    ("/users", "businessPhones/any(p:startswith(p,'1'))", "startsWith", []),
    ("/users", "employeeOrgData/costCenter eq 'x'", "eq", []),
    ("/users", "onPremisesExtensionAttributes/extensionAttribute1 eq 'x'", "eq", []),
    ("/groups", "description eq 'x'", "eq", []),
    ("/groups", "groupTypes/$count eq 0", "$count", [People.sales]),
    ("/devices", "manufacturer eq 'x'", "eq", []),
    ("/devices", "startswith(deviceId,'3')", "startsWith", [People.kiosk]),
    ("/groups/\(People.sales)/members", "startswith(displayName,'a')", "startsWith", [People.adele]),
    ("/groups/\(People.sales)/members/microsoft.graph.user", "department eq 'Sales'", "eq", [People.adele]),
    ("/groups/\(People.sales)/transitiveMembers/microsoft.graph.user", "displayName eq 'x'", "eq", []),
    ("/users/\(People.adele)/memberOf", "displayName eq 'Sales'", "eq", [People.sales]),
    (
      "/groups/\(People.sales)/members", "id ne '\(People.adele)'", "ne", [People.diego]
    ),
    (
      "/groups/\(People.sales)/members", "id eq '\(People.adele)' and displayName eq 'Adele Vance'", "eq",
      [People.adele]
    ),
    ("/groups/\(People.sales)/transitiveMembers", "id eq '\(People.adele)'", "eq", [People.adele]),
    ("/users/\(People.adele)/transitiveMemberOf", "id in ('\(People.sales)')", "in", [People.sales]),
    ("/users/\(People.adele)/directReports", "displayName eq 'Alex Wilber'", "eq", [People.alex]),
  ]

  @Test(arguments: advanced)
  func needsAnAdvancedQuery(path: String, filter: String, name: String, ids: [String]) throws {
    let emulator = try TestEmulator.people.get()
    let target = Self.target("\(path)?$select=id&$filter=\(filter)")
    #expect(emulator.get(target).whole == Self.needs(name))
    #expect(emulator.get(target + "&$count=true").whole == Self.needs(name))
    #expect(emulator.send("GET", target, headers: Self.eventual).whole == Self.needs(name))
    let reply = emulator.send("GET", target + "&$count=true", headers: Self.eventual)
    #expect(reply.values("id") == ids)
    #expect(reply["@odata.count"] == .number(ids.count))
    let count = Self.target("\(path)/$count?$filter=\(filter)")
    #expect(emulator.send("GET", count, headers: Self.eventual).whole == .count(ids.count))
  }

  private static let licensed =
    "assignedLicenses/any(x:x/skuId eq \(People.exchange) and (x/skuId eq \(People.exchange)))"

  static let served: [(String, String, [String])] = [
    ("/users", "accountEnabled eq true", everybody), ("/users", "userType eq 'Member'", everybody),
    ("/users", "startswith(displayName,'a')", [People.adele, People.alex]),
    ("/users", "department ge 'J' and department le 'T'", [People.adele]),
    ("/users", "department in ('IT','HR')", [People.alex]),
    ("/users", "userPrincipalName le 'alex@contoso.example'", [People.adele, People.alex]),
    ("/users", "createdDateTime ge 2025-01-02T00:00:00Z", [People.alex, People.diego]),
    ("/users", "createdDateTime lt 2025-01-02T00:00:00Z", [People.adele]),
    ("/users", "assignedLicenses/any(x:x/skuId eq \(People.exchange))", [People.adele]),
    (
      "/users", "accountEnabled eq true and assignedLicenses/any(x:x/skuId eq \(People.exchange))",
      [People.adele]
    ),
    ("/users", "((((\(licensed)) and (\(licensed))) or ((\(licensed)))) and (\(licensed)))", [People.adele]),
    ("/users", "assignedPlans/any(p:p/capabilityStatus eq 'Enabled') and (\(licensed))", [People.adele]),
    ("/groups", "resourceProvisioningOptions/any(x:x eq 'Team')", []),
    (
      "/groups", "groupTypes/any(c:c eq 'Unified') and resourceProvisioningOptions/any(x:x eq 'Team')", []
    ),
    ("/groups/\(People.sales)/members", "id eq '\(People.diego)'", [People.diego]),
    (
      "/groups/\(People.sales)/members",
      "id in ('\(People.diego)','\(People.alex)','\(People.adele.uppercased())')",
      [People.adele, People.diego]
    ),
    (
      "/groups/\(People.sales)/members/microsoft.graph.user",
      "id eq '\(People.alex)' or '\(People.adele)' eq id", [People.adele]
    ),
    ("/groups/\(People.sales)/owners", "id eq '\(People.diego)'", []),
    ("/users/\(People.adele)/memberOf", "id in ('\(People.sales)')", [People.sales]),
    ("/users/\(People.adele)/memberOf/microsoft.graph.group", "id eq '\(People.sales)'", [People.sales]),
    ("/users/\(People.adele)/directReports", "id eq '\(People.alex)'", [People.alex]),
    (
      "/groups", "hasMembersWithLicenseErrors eq true and (securityEnabled eq true and (displayName eq 'x'))",
      []
    ),
    ("/users", "otherMails/any(m:startswith(m,'a'))", []),
    ("/users", "identities/any(c:c/issuerAssignedId eq 'x' and c/issuer eq 'y')", []),
    ("/users", "isof('microsoft.graph.user')", everybody),
    ("/groups", "groupTypes/any(c:c eq 'Unified')", []), ("/groups", "securityEnabled eq false", []),
    ("/groups", "hasMembersWithLicenseErrors eq true", []),
    ("/groups", "membershipRule eq 'x'", []), ("/devices", "startswith(displayName,'k')", [People.kiosk]),
    ("/devices", "operatingSystem eq 'Windows'", [People.kiosk]),
  ]

  /// Also with the advanced parameters, which need nothing else.
  @Test(arguments: served) func isServedByDefault(path: String, filter: String, ids: [String]) throws {
    let emulator = try TestEmulator.people.get()
    let target = Self.target("\(path)?$select=id&$filter=\(filter)")
    let plain = emulator.get(target)
    #expect(plain.status == 200)
    #expect(plain.values("id") == ids)
    let advanced = emulator.send("GET", target + "&$count=true", headers: Self.eventual)
    #expect(advanced.values("id") == plain.values("id"))
  }

  static let refused: [(String, String, WholeAnswer)] = [
    ("/users", "contains(displayName,'a')", unsupported),
    ("/users", "tolower(displayName) eq 'a'", unsupported),
    ("/users", "length(displayName) gt 3", unsupported),
    ("/users", "createdDateTime ge now()", unsupported),
    ("/users", "assignedLicenses/$count add 1 eq 2", unsupported),
    ("/users", "assignedLicenses/$count gt 0", unsupported),
    ("/users", "assignedLicenses/$count eq 2", unsupported),
    ("/users", "assignedLicenses/all(x:x/skuId eq \(People.exchange))", unsupported),
    ("/users", "'a' in otherMails", unsupported), ("/users", "displayName eq mailNickname", unsupported),
    ("/users", "not contains(displayName,'a')", unsupported),
    ("/subscribedSkus", "skuPartNumber eq 'x'", unsupported),
    ("/users/\(People.adele)/licenseDetails", "skuPartNumber eq 'x'", unsupported),
    ("/users", "endsWith(displayName,'a')", invalid("displayName", "User")),
    ("/users", "securityIdentifier eq 'x'", invalid("securityIdentifier", "User")),
    ("/users", "accountEnabled eq null", invalid("accountEnabled", "User")),
    ("/users", "startswith(userType,'M')", invalid("userType", "User")),
    ("/users", "userPrincipalName ge 'a'", invalid("userPrincipalName", "User")),
    ("/users", "manager/id eq '\(People.adele)'", invalid("manager/id", "User")),
    ("/users", "employeeOrgData eq null", invalid("employeeOrgData", "User")),
    ("/users", "imAddresses/any(a:a in ('x'))", invalid("imAddresses", "User")),
    ("/groups", "createdDateTime ge 2025-01-01T00:00:00Z", invalid("createdDateTime", "Group")),
    ("/groups", "visibility eq 'Private'", invalid("visibility", "Group")),
    ("/groups", "owners/$count eq 0", invalid("owners", "Group")),
    ("/groups/\(People.sales)/members", "securityIdentifier eq 'x'", invalid("securityIdentifier", "User")),
  ]

  /// With and without the advanced parameters.
  @Test(arguments: refused) func isNeverServed(path: String, filter: String, expected: WholeAnswer) throws {
    let emulator = try TestEmulator.people.get()
    let target = Self.target("\(path)?$filter=\(filter)")
    #expect(emulator.get(target).whole == expected)
    #expect(emulator.send("GET", target + "&$count=true", headers: Self.eventual).whole == expected)
  }

  /// Our own limits are no mistakes of the client's, and are told by what they are.
  @Test(arguments: [
    (
      String(repeating: "(", count: 101) + "accountEnabled eq true" + String(repeating: ")", count: 101),
      "it has more than 100 levels."
    ),
    (
      String(repeating: "not(", count: 40) + "accountEnabled eq true" + String(repeating: ")", count: 40),
      "its conditions nest deeper than the database of this emulator reads."
    ),
  ]) func limitsAreTold(filter: String, limit: String) throws {
    let emulator = try TestEmulator.people.get()
    let target = Self.target("/users?$count=true&$filter=\(filter)")
    #expect(
      emulator.send("GET", target, headers: Self.eventual).whole
        == .error(501, "NotImplemented", "The query is past a limit of this emulator: \(limit)"))
  }

  /// Fifteen clauses are served, one more is not.
  @Test func clausesAreCounted() throws {
    let emulator = try TestEmulator.people.get()
    func filter(_ count: Int, _ word: String) -> String {
      (0..<count).map { "city eq '\($0)'" }.joined(separator: " \(word) ")
    }
    func list(_ count: Int) -> String { "city in (\((0..<count).map { "'\($0)'" }.joined(separator: ",")))" }
    func refused(_ name: String) -> WholeAnswer {
      .error(
        400, "Request_UnsupportedQuery",
        "Too many child clauses specified in search filter expression containing '\(name)' operators: 16. "
          + "Max allowed: 15.")
    }
    for text in [filter(15, "or"), filter(15, "and"), list(15)] {
      #expect(emulator.get(Self.target("/users?$filter=\(text)")).status == 200)
    }
    #expect(emulator.get(Self.target("/users?$filter=\(filter(16, "or"))")).whole == refused("OR"))
    #expect(emulator.get(Self.target("/users?$filter=\(filter(16, "and"))")).whole == refused("AND"))
    #expect(emulator.get(Self.target("/users?$filter=\(list(16))")).whole == refused("OR"))
  }

  /// Each clause names a property that can be searched (graph-platform 1.12).
  @Test(arguments: [
    ("%22ad%22", "Unsupported Query."), ("%22:x%22", "Unsupported Query."),
    ("%22displayName:ad%22%20OR%20%22ad%22", "Unsupported Query."),
    ("%22createdDateTime:2020%22", "Unsupported Query."), ("%22nothing:x%22", "Invalid property: nothing"),
  ]) func searchesOfAnotherFormAreRefused(search: String, message: String) throws {
    let emulator = try TestEmulator.people.get()
    #expect(
      emulator.send("GET", "/users?$search=\(search)", headers: Self.eventual).whole
        == .error(400, "Request_UnsupportedQuery", message))
  }

  /// Only the header, not `$count=true`, is what `$search` and `/$count` need; a count without it is left out.
  @Test func theHeaderAlone() throws {
    let emulator = try TestEmulator.people.get()
    let search = "/users?$select=displayName&$search=%22displayName:alex%22"
    #expect(
      emulator.send("GET", search, headers: Self.eventual).whole
        == .ok(
          #"{"@odata.context":"B/$metadata#users(displayName)","value":[{"displayName":"Alex Wilber"}]}"#))
    #expect(
      emulator.get("/users/$count").whole
        == .error(400, "Request_BadRequest", "$count is not currently supported."))
    #expect(emulator.send("GET", "/users/$count", headers: Self.eventual).whole == .count(3))
    let other = [HeaderField("ConsistencyLevel", "strong")]
    #expect(
      emulator.send("GET", "/devices?$select=id&$count=true", headers: other).whole
        == .ok(#"{"@odata.context":"B/$metadata#devices(id)","value":[{"id":"\#(People.kiosk)"}]}"#))
  }

  @Test(arguments: [
    "/users?$orderby=createdDateTime", "/users?$orderby=displayName&$filter=department eq 'IT'",
    "/groups/\(People.sales)/members?$orderby=displayName",
  ]) func ordersThatNeedAnAdvancedQuery(path: String) throws {
    let emulator = try TestEmulator.people.get()
    #expect(emulator.get(Self.target(path)).whole == Self.unsorted)
    let reply = emulator.send("GET", Self.target(path + "&$count=true"), headers: Self.eventual)
    #expect(reply.status == 200)
  }

  /// Licensing serves `eq`, `ne`, `in`, `and`, `or` and `not` on few properties (cloud-licensing ED-31).
  @Test(arguments: [
    ("skuPartNumber ne 'EXCHANGESTANDARD'", ["powerBI"]), ("not(skuId eq \(People.exchange))", ["powerBI"]),
    ("skuId in (\(People.exchange),\(People.powerBI)) and id ne 'powerBI'", ["exchange"]),
  ]) func licensingServes(filter: String, ids: [String]) throws {
    let path = Self.target("/admin/cloudLicensing/allotments?$select=id&$filter=\(filter)")
    #expect(try TestEmulator.people.get().get(path).values("id") == ids)
  }

  /// By `id` everywhere, and through references.
  @Test(arguments: [
    ("assignments", "allotment/skuId eq \(People.exchange)", 2),
    ("assignments", "allotment/id eq 'powerBI'", 0),
    ("assignments", "assignedTo/id eq '\(People.alex)'", 1), ("assignments", "id in ('first')", 1),
    ("assignments", "disabledServicePlanIds/any(d:d eq \(People.exchange))", 0),
    ("allotments/exchange/waitingMembers", "id ne 'x'", 1),
  ]) func licensingFindsBy(path: String, filter: String, count: Int) throws {
    let path = Self.target("/admin/cloudLicensing/\(path)/$count?$filter=\(filter)")
    #expect(try TestEmulator.people.get().get(path).whole == .count(count))
  }

  @Test(
    arguments: [
      ("startswith(skuPartNumber,'E')", "skuPartNumber"), ("skuPartNumber gt 'E'", "skuPartNumber"),
      ("tolower(skuPartNumber) eq 'x'", nil), ("assignments/any()", "assignments"),
    ] as [(String, String?)]) func licensingRefuses(filter: String, property: String?) throws
  {
    let path = Self.target("/admin/cloudLicensing/allotments?$filter=\(filter)")
    let message = property.map { "The property '\($0)' cannot be filtered by." }
    #expect(
      try TestEmulator.people.get().get(path).whole
        == .licensing(
          400, "badRequest", "invalidFilter", message ?? "The filter is not of a form that is served here.",
          property: property, target: "query"))
  }
}
