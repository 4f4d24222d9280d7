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
}
