import HTTPMessages
import JSON
import Testing

/// Pages and their links.
@Suite struct PagingTests {
  static func user(_ number: Int) -> String {
    let digits = String(number)
    return "11111111-0000-4000-8000-" + String(repeating: "0", count: 12 - digits.count) + digits
  }

  static func seed(_ count: Int) -> String {
    let users = (0..<count).map { #"{"id":"\#(user($0))","userPrincipalName":"u\#($0)@contoso.example"}"# }
    return "{\"users\":[\(users.joined(separator: ","))]}"
  }

  @Test func followsLinksToTheLastPage() throws {
    let emulator = try TestEmulator.frozen(Self.seed(250))
    var path: String? = "/users?$top=100&$select=id"
    var sizes: [Int] = []
    var ids: [String] = []
    var links: Set<String> = []
    while let page = path {
      let reply = emulator.get(page)
      #expect(reply["@odata.context"] == "http://localhost:8585/beta/$metadata#users(id)")
      sizes.append(reply.items.count)
      ids += reply.values("id")
      path = reply.nextPath
      if let path { #expect(links.insert(path).inserted && !path.contains { "{}".contains($0) }) }
    }
    #expect(sizes == [100, 100, 50])
    #expect(ids == (0..<250).map(Self.user))
  }

  @Test func aFullLastPageHasNoLink() throws {
    let emulator = try TestEmulator.frozen(Self.seed(4))
    let second = try #require(emulator.get("/users?$top=2&$select=id").nextPath)
    #expect(
      emulator.get(second).whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(id)","value":[{"id":"\(Self.user(2))"},{"id":"\(Self.user(3))"}]}
          """))
  }

  /// Who stays is seen once, whatever comes and goes between two pages.
  @Test(arguments: ["", "&$orderby=displayName desc"]) func isStableWhileRowsComeAndGo(order: String) throws {
    let emulator = try TestEmulator.frozen(Self.seed(30))
    var path: String? = "/users?$top=7&$select=id\(order.replacing(" ", with: "%20"))"
    var ids: [String] = []
    var doomed = [0, 5, 12, 29, 20]
    while let page = path {
      let reply = emulator.get(page)
      ids += reply.values("id")
      path = reply.nextPath
      if let next = doomed.popLast() {
        emulator.send("DELETE", "/users/\(Self.user(next))")
        emulator.send(
          "POST", "/users",
          """
          {"accountEnabled":true,"displayName":"u\(next)x","mailNickname":"x\(next)",
           "userPrincipalName":"x\(next)@contoso.example","passwordProfile":{"password":"xWwvJ]6NMw+bWH-d"}}
          """)
      }
    }
    let staying = Set((0..<30).map(Self.user)).subtracting([0, 5, 12, 29, 20].map(Self.user))
    #expect(Set(ids).isSuperset(of: staying))
    #expect(Set(ids).count == ids.count)
  }

  static let expired =
    "The specified page token value has expired and can no longer be included in your request."

  static let forged: [(String, WholeAnswer)] = [
    ("/users", .error(400, "Directory_ExpiredPageToken", expired)),
    ("/groups/\(People.sales)/members", .error(400, "Directory_ExpiredPageToken", expired)),
    (
      "/admin/cloudLicensing/allotments",
      .licensing(
        400, "badRequest", "invalidQuery", "The page token is not valid or has expired.", target: "query")
    ),
    ("/deviceManagement/deviceConfigurations", .error(400, "BadRequest", expired)),
    ("/identityGovernance/entitlementManagement/accessPackages", .error(400, "BadRequest", expired)),
  ]

  @Test(arguments: forged) func refusesAForgedToken(path: String, expected: WholeAnswer) throws {
    let emulator = try TestEmulator.people.get()
    #expect(emulator.get("\(path)?$skiptoken=Zm9yZ2Vk").whole == expected)
  }

  /// Also when the plan of the list was made before.
  @Test func refusesTwoTokens() throws {
    let emulator = try TestEmulator.people.get()
    let link = try #require(emulator.get("/users?$top=1&$select=id").nextPath)
    #expect(emulator.get(link).status == 200)
    let token = try #require(link.split(separator: "$skiptoken=").last)
    #expect(
      emulator.get("\(link)&$skiptoken=\(token)").whole
        == .error(
          400, "BadRequest",
          "Query option '$skiptoken' was specified more than once, but it must be specified at most once."))
  }

  @Test func refusesATokenOfAnotherListQueryOrTenant() throws {
    let emulator = try TestEmulator.people.get()
    let link = try #require(emulator.get("/users?$top=1&$select=id").nextPath)
    let token = try #require(link.split(separator: "$skiptoken=").last)
    let expected = WholeAnswer.error(400, "Directory_ExpiredPageToken", Self.expired)
    for path in ["/groups?$top=1&$select=id", "/users?$top=1&$select=id&$filter=accountEnabled%20eq%20true"] {
      #expect(emulator.get("\(path)&$skiptoken=\(token)").whole == expected)
    }
    #expect(try TestEmulator.frozen(People.seed).get(link).whole == expected)
  }

  @Test func countsAreInTheFirstPageOnly() throws {
    let emulator = try TestEmulator.people.get()
    let first = emulator.get("/admin/cloudLicensing/allotments?$top=1&$count=true&$select=id")
    #expect(first.json.objectValue?.names == ["@odata.context", "@odata.count", "@odata.nextLink", "value"])
    #expect(first["@odata.count"] == .number(2))
    #expect(
      emulator.get(try #require(first.nextPath)).whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(id)",
           "value":[{"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"powerBI"}]}
          """))
  }

  /// `$top` is the size of a page in the directory and in licensing, and a limit in Intune and entitlement.
  @Test(arguments: [
    ("/users", true), ("/admin/cloudLicensing/assignments", true),
    ("/deviceManagement/deviceConfigurations", false),
    ("/identityGovernance/entitlementManagement/accessPackages", false),
  ]) func topIsAPageOrALimit(path: String, isPage: Bool) throws {
    let emulator = try TestEmulator.demo.get()
    let reply = emulator.get("\(path)?$top=1")
    #expect(reply.items.count == 1)
    #expect((reply.nextPath != nil) == isPage)
  }

  static let sizes: [(String, String, WholeAnswer)] = [
    ("/users", "0", pageSize("0")), ("/users", "1000", pageSize("1000")), ("/users", "-1", pageSize("-1")),
    ("/groups/\(People.sales)/members", "1000", pageSize("1000")),
    ("/users", "x", notANumber), ("/deviceManagement/deviceConfigurations", "x", notANumber),
    ("/deviceManagement/deviceConfigurations", "-1", .error(400, "BadRequest", negative)),
    ("/identityGovernance/entitlementManagement/accessPackages", "x", notANumber),
  ]

  static func pageSize(_ size: String) -> WholeAnswer {
    .error(
      400, "Request_UnsupportedQuery",
      "Invalid page size specified: '\(size)'. Must be between 1 and 999 inclusive.")
  }

  static let negative =
    "Invalid value '-1' for $top query option found. The $top query option requires a non-negative integer value."
  static let notANumber = WholeAnswer.error(
    400, "BadRequest",
    "Invalid value 'x' for $top query option found. The $top query option requires a non-negative integer value."
  )

  @Test(arguments: sizes) func refusesASize(path: String, top: String, expected: WholeAnswer) throws {
    let reply = try TestEmulator.people.get().get("\(path)?$top=\(top)")
    #expect(reply.whole == expected)
  }

  @Test(arguments: ["0", "1000", "-1", "x"]) func licensingRefusesASize(top: String) throws {
    let reply = try TestEmulator.people.get().get("/admin/cloudLicensing/allotments?$top=\(top)")
    #expect(reply.status == 400)
    #expect(reply.errorCodes == ["badRequest", "invalidQuery"])
  }

  @Test(arguments: [
    "/deviceManagement/deviceConfigurations", "/identityGovernance/entitlementManagement/accessPackages",
  ])
  func zeroIsAnEmptyPage(path: String) throws {
    let reply = try TestEmulator.people.get().get("\(path)?$top=0")
    #expect(reply.whole == .ok(#"{"@odata.context":"B/$metadata#\#(path.dropFirst())","value":[]}"#))
  }

  @Test func skips() throws {
    let emulator = try TestEmulator.demo.get()
    #expect(
      emulator.get("/users?$skip=1").whole
        == .error(400, "Request_BadRequest", "'$skip' is not supported by the service."))
    for path in [
      "/admin/cloudLicensing/allotments", "/deviceManagement/deviceConfigurations",
      "/identityGovernance/entitlementManagement/accessPackageAssignments",
    ] {
      let all = emulator.get("\(path)?$select=id").values("id")
      #expect(emulator.get("\(path)?$select=id&$skip=2").values("id") == Array(all.dropFirst(2)))
    }
  }

  static let eventual = [HeaderField("ConsistencyLevel", "eventual")]

  /// A link does not carry the header that its first page needed: what the page is asked for is refused as there.
  @Test(arguments: [
    (
      "/users?$top=1&$select=id&$search=%22displayName:a%22",
      "Request with $search query parameter only works through MSGraph with a special request header: "
        + "'ConsistencyLevel: eventual'"
    ),
    (
      "/users?$top=1&$select=id&$count=true&$filter=displayName%20ne%20'x'",
      AdvancedQueryTests.needsText("ne")
    ),
    (
      "/users?$top=1&$select=id&$count=true&$filter=companyName%20eq%20null",
      AdvancedQueryTests.needsText("eq")
    ),
    (
      "/groups/\(People.sales)/members?$top=1&$select=id&$count=true&$orderby=displayName",
      "Sorting not supported for current query."
    ),
  ]) func aPageNeedsTheHeaderOfTheFirst(path: String, message: String) throws {
    let emulator = try TestEmulator.people.get()
    let next = try #require(emulator.send("GET", path, headers: Self.eventual).nextPath)
    #expect(emulator.get(next).whole == .error(400, "Request_UnsupportedQuery", message))
    #expect(emulator.send("GET", next, headers: Self.eventual).items.count == 1)
  }

  /// A link is what it asks for, however it is written.
  @Test(arguments: [
    "/users?$top=1&$select=id&$filter=startswith(displayName,'a')&$skiptoken=TOKEN",
    "/users?$skiptoken=TOKEN&$filter=startswith(displayName,'a')&$select=id&$top=1",
    "/users?%24filter=startswith%28displayName%2C%27a%27%29&%24select=id&%24top=1&%24skiptoken=TOKEN",
    "/users?filter=%73tartswith(displayName,%27%61')&SELECT=%69d&top=%31&skiptoken=TOKEN",
    "/Users/?$top=1&$select=id&$filter=startswith(displayName,'a')&$skiptoken=TOKEN&x=1",
    "/users?$top=1&$select=ID&$filter=StartsWith(DisplayName,'a')&$skiptoken=TOKEN",
  ]) func aLinkMayBeWrittenAnew(link: String) throws {
    let emulator = try TestEmulator.people.get()
    let first = emulator.get("/users?$top=1&$select=id&$filter=startswith(displayName,'a')")
    #expect(first.values("id") == [People.adele])
    let token = try #require(first.nextPath?.split(separator: "$skiptoken=").last)
    #expect(
      emulator.get(link.replacing("TOKEN", with: token)).whole
        == .ok(#"{"@odata.context":"B/$metadata#users(id)","value":[{"id":"\#(People.alex)"}]}"#))
  }

  /// What is compared with counts as it is written, and so does an alias.
  @Test(arguments: [
    ("$filter=startswith(displayName,'a')", "$filter=startswith(displayName,'A')"),
    ("$filter=startswith(displayName,@p)&@p='a'&@P='b'", "$filter=startswith(displayName,@P)&@p='a'&@P='b'"),
  ]) func aTextIsAnotherInAnotherCase(one: String, other: String) throws {
    let emulator = try TestEmulator.people.get()
    let token = try #require(
      emulator.get("/users?$top=1&$select=id&\(one)").nextPath?.split(separator: "$skiptoken=").last)
    #expect(
      emulator.get("/users?$top=1&$select=id&\(other)&$skiptoken=\(token)").whole
        == .error(400, "Directory_ExpiredPageToken", Self.expired))
  }

  @Test(arguments: ["/groups/\(People.sales.uppercased())/members", "/groups('\(People.sales)')/members"])
  func aKeyMayBeWrittenAnew(path: String) throws {
    let emulator = try TestEmulator.people.get()
    let next = try #require(emulator.get("/groups/\(People.sales)/members?$top=1&$select=id").nextPath)
    let query = try #require(next.split(separator: "?").last)
    #expect(emulator.get("\(path)?\(query)").values("id") == [People.diego])
  }

  /// Whatever the request was written with, its link is a URI (RFC 3986).
  @Test(arguments: [
    (
      "/users?$top=1&$select=id&$search=\"displayName:a\"",
      "/users?$top=1&$select=id&$search=%22displayName:a%22"
    ),
    (
      "/users?$top=1&$select=id&$filter=startswith(displayName, 'a')&a={b}|\\^`<ü>[]",
      "/users?$top=1&$select=id&$filter=startswith(displayName,%20'a')&a=%7Bb%7D%7C%5C%5E%60%3C%C3%BC%3E%5B%5D"
    ),
  ]) func linksAreURIs(path: String, link: String) throws {
    let emulator = try TestEmulator.people.get()
    let reply = emulator.send("GET", path, headers: Self.eventual)
    let next = try #require(reply.nextPath)
    #expect(next.hasPrefix(link + "&$skiptoken="))
    #expect(next.wholeMatch(of: #/[A-Za-z0-9\-._~!$&'()*+,;=:@\/?%]*/#) != nil)
    #expect(emulator.send("GET", next, headers: Self.eventual).values("id") == [People.alex])
  }

  /// A header that had no effect is not asked for again, nor is one that only counted.
  @Test func aHeaderWithoutEffectMayBeLost() throws {
    let emulator = try TestEmulator.people.get()
    let next = try #require(emulator.send("GET", "/users?$top=1&$select=id", headers: Self.eventual).nextPath)
    let expected = ["\(People.alex)"]
    #expect(emulator.get(next).values("id") == expected)
    let plain = try #require(emulator.get("/users?$top=1&$select=id&$count=true").nextPath)
    #expect(emulator.send("GET", plain, headers: Self.eventual).values("id") == expected)
    let counted = emulator.send("GET", "/users?$top=1&$select=id&$count=true", headers: Self.eventual)
    #expect(emulator.get(try #require(counted.nextPath)).values("id") == expected)
  }

  @Test(arguments: [
    ("/users", "Request_BadRequest"), ("/deviceManagement/deviceConfigurations", "BadRequest"),
    ("/identityGovernance/entitlementManagement/accessPackages", "BadRequest"),
  ]) func aDeltaTokenIsNoOptionOfAList(path: String, code: String) throws {
    #expect(
      try TestEmulator.people.get().get("\(path)?$deltatoken=latest").whole
        == .error(400, code, "Unrecognized query argument specified: '$deltatoken'."))
  }

  /// How many rows a page has at most, and what `$top` does (graph-platform 1.12).
  @Test(arguments: [
    ("/users", "", [100, 100, 100]), ("/users", "$top=250", [250, 250, 250]),
    ("/users", "$top=999", [999]), ("/users", "$top=999&$select=signInActivity", [500, 500]),
    ("/users", "$top=2000&$select=signInActivity", [500, 500]), ("/users", "$select=signInActivity", [100]),
    ("/groups/\(group)/members", "", [100, 100]), ("/groups/\(group)/members", "$top=999", [999]),
    ("/deviceManagement/deviceConfigurations", "", [1000, 2]),
    ("/deviceManagement/deviceConfigurations", "$top=5000", [1000, 2]),
    ("/deviceManagement/deviceConfigurations", "$top=1001", [1000, 1]),
    ("/deviceManagement/deviceConfigurations", "$top=3", [3]),
    ("/identityGovernance/entitlementManagement/accessPackageCatalogs", "", [100, 100]),
    ("/identityGovernance/entitlementManagement/accessPackageCatalogs", "$top=1000", [999, 1]),
    ("/identityGovernance/entitlementManagement/accessPackageCatalogs", "$top=5", [5]),
    ("/admin/cloudLicensing/allotments", "", [100, 2]),
    ("/admin/cloudLicensing/allotments", "$top=999", [102]),
    ("/subscribedSkus", "", [102]), ("/subscribedSkus", "$top=1", [102]), ("/domains", "$top=0", [2]),
    ("/organization", "$top=5000&$filter=x", [1]), ("/directoryRoles", "$top=1", [2]),
  ]) func pageSizes(path: String, query: String, sizes: [Int]) throws {
    var next: String? = "\(path)?\(query)"
    var found: [Int] = []
    while let page = next, found.count < sizes.count {
      let reply = try Self.large.get().get(page)
      found.append(reply.items.count)
      next = reply.nextPath
      #expect(!(reply.items.isEmpty && next != nil))
    }
    #expect(found == sizes)
  }

  static let group = "22222222-0000-4000-8000-000000000009"
  static let large = Result { try TestEmulator.frozen(largeSeed) }

  /// A group of so many users.
  static func crowd(_ count: Int) -> String {
    let members = (0..<count).map { "\"users/\(user($0))\"" }.joined(separator: ",")
    return seed(count).dropLast()
      + ",\"groups\":[{\"id\":\"\(group)\",\"displayName\":\"All\",\"members@odata.bind\":[\(members)]}]}"
  }

  /// More of everything than a page holds.
  static var largeSeed: String {
    func list(_ count: Int, _ item: (Int) -> String) -> String {
      "[" + (0..<count).map(item).joined(separator: ",") + "]"
    }
    let users = list(1100) { #"{"id":"\#(user($0))","userPrincipalName":"u\#($0)@contoso.example"}"# }
    let members = list(1100) { "\"users/\(user($0))\"" }
    let profiles = list(1002) {
      ##"{"@odata.type":"#microsoft.graph.windows10CustomConfiguration","displayName":"p\##($0)"}"##
    }
    let catalogs = list(1005) { #"{"displayName":"c\#($0)"}"# }
    let pools = list(102) { #"{"id":"pool\#($0)","allottedUnits":1,"skuId":"\#(user($0 + 5000))"}"# }
    let roles = list(2) { #"{"displayName":"r\#($0)","roleTemplateId":"\#(user($0))"}"# }
    return """
      {"users":\(users),"groups":[{"id":"\(group)","displayName":"All","members@odata.bind":\(members)}],
       "directoryRoles":\(roles),"deviceManagement":{"deviceConfigurations":\(profiles)},
       "identityGovernance":{"entitlementManagement":{"accessPackageCatalogs":\(catalogs)}},
       "admin":{"cloudLicensing":{"allotments":\(pools)}}}
      """
  }

  /// The setting replaces the defaults, never the maxima.
  @Test func aSettingReplacesTheDefault() throws {
    let emulator = try TestEmulator.frozen(Self.seed(12).dropLast() + #","settings":{"pageSize":5}}"#)
    #expect(emulator.get("/users").items.count == 5)
    #expect(emulator.get("/users?$top=9").items.count == 9)
    #expect(emulator.get("/domains").items.count == 2)
  }
}
