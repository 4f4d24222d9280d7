import HTTPMessages
import JSON
import Testing

/// What `Prefer` changes, and what the answer says of it.
@Suite struct PreferTests {
  static func prefer(_ text: String) -> [HeaderField] { [HeaderField("Prefer", text)] }

  static func applied(_ text: String) -> String { "Preference-Applied: \(text)" }

  // MARK: Page size

  static let pages: [(path: String, prefer: String, applied: String?, counts: [Int])] = [
    ("/users?$select=id", "odata.maxpagesize=2", "odata.maxpagesize=2", [2, 1]),
    ("/users?$select=id", "odata.maxpagesize=1", "odata.maxpagesize=1", [1, 1, 1]),
    ("/users?$select=id", "maxpagesize=3", "odata.maxpagesize=3", [3]),
    ("/users?$select=id", "odata.maxpagesize=5000", "odata.maxpagesize=999", [3]),
    ("/users?$select=id", "odata.maxpagesize=0", nil, [3]),
    ("/users?$select=id", "odata.maxpagesize=many", nil, [3]),
    ("/users?$select=id&$top=2", "odata.maxpagesize=1", "odata.maxpagesize=1", [1, 1, 1]),
    ("/users?$select=id&$top=1", "odata.maxpagesize=2", "odata.maxpagesize=1", [1, 1, 1]),
    ("/groups/\(People.sales)/members/$ref", "odata.maxpagesize=1", "odata.maxpagesize=1", [1, 1]),
    ("/deviceManagement/deviceConfigurations", "odata.maxpagesize=1", "odata.maxpagesize=1", [1, 1]),
    ("/deviceManagement/deviceConfigurations", "odata.maxpagesize=1001", "odata.maxpagesize=1000", [2]),
    // There `$top` is the number of all rows.
    ("/deviceManagement/deviceConfigurations?$top=1", "odata.maxpagesize=1", "odata.maxpagesize=1", [1]),
    ("/deviceManagement/deviceConfigurations?$top=2", "odata.maxpagesize=1", "odata.maxpagesize=1", [1, 1]),
    ("/admin/cloudLicensing/allotments", "odata.maxpagesize=1", "odata.maxpagesize=1", [1, 1]),
  ]

  @Test(arguments: pages) func pagesAreOfThePreferredSize(
    path: String, prefer: String, applied: String?, counts: [Int]
  ) throws {
    let emulator = try TestEmulator.everyWorkload.get()
    var next: String? = path
    var sizes: [Int] = []
    while let path = next, sizes.count < 5 {
      let reply = emulator.send("GET", path, headers: Self.prefer(prefer))
      #expect(reply.header("Preference-Applied") == applied)
      sizes.append(reply.items.count)
      next = reply.nextPath
    }
    #expect(sizes == counts)
  }

  @Test func pagesOfChangesToo() throws {
    let emulator = try TestEmulator.people.get()
    let first = emulator.send("GET", "/users/delta?$select=id", headers: Self.prefer("odata.maxpagesize=2"))
    #expect(first.values("id") == [People.adele, People.alex])
    #expect(first.header("Preference-Applied") == "odata.maxpagesize=2")
    // A first round has no use for the other.
    let second = emulator.send(
      "GET", try #require(first.nextPath), headers: Self.prefer("return=minimal, odata.maxpagesize=2"))
    #expect(second.values("id") == [People.diego])
    #expect(second.header("Preference-Applied") == "odata.maxpagesize=2")
    #expect(second["@odata.deltaLink"] != nil)
  }

  /// A page is asked for by its link; the preference is each request's own.
  @Test func aPageCanBeAskedForWithoutThePreference() throws {
    let emulator = try TestEmulator.people.get()
    let first = emulator.send("GET", "/users?$select=id", headers: Self.prefer("odata.maxpagesize=1"))
    let next = try #require(first.nextPath)
    #expect(emulator.get(next).values("id") == [People.alex, People.diego])
    #expect(emulator.get(next).header("Preference-Applied") == nil)
    #expect(
      emulator.send("GET", next, headers: Self.prefer("odata.maxpagesize=1")).values("id") == [People.alex])
  }

  // MARK: Return

  static let group = #"{"displayName":"G","mailEnabled":false,"mailNickname":"g","securityEnabled":true}"#
  static let profile =
    #"{"@odata.type":"microsoft.graph.iosUpdateConfiguration","displayName":"P"}"#
  static let profiles = "/deviceManagement/deviceConfigurations"
  static let catalogs = "/identityGovernance/entitlementManagement/accessPackageCatalogs"

  @Test(arguments: [
    ("/groups", group), (profiles, profile), (catalogs, #"{"displayName":"C"}"#),
    (
      "/admin/cloudLicensing/assignments",
      #"{"allotment@odata.bind":"admin/cloudLicensing/allotments/powerBI","assignedTo@odata.bind":"users/\#(People.diego)","disabledServicePlanIds":[]}"#
    ),
  ])
  func creationsAnswerAsPreferred(path: String, body: String) throws {
    let emulator = try TestEmulator.frozen(People.everyWorkload)
    let minimal = emulator.send("POST", path, body, headers: Self.prefer("return=minimal"))
    let location = try #require(minimal.header("Location"))
    #expect(
      minimal.whole
        == WholeAnswer(
          204,
          [
            "Location: \(location)", "OData-EntityId: \(location)", Self.applied("return=minimal"),
          ].map { $0.replacing("http://localhost:8585/beta", with: "B") }))
    #expect(emulator.get(location.replacing("http://localhost:8585/beta", with: "")).status == 200)
    let whole = try TestEmulator.frozen(People.everyWorkload)
      .send("POST", path, body, headers: Self.prefer("return=representation"))
    #expect(whole.status == 201)
    #expect(whole.header("Preference-Applied") == "return=representation")
    #expect(whole.header("OData-EntityId") == nil)
    #expect(whole["id"] != nil)
  }

  static let updates: [(path: String, plain: Int, minimal: (Int, String?), representation: (Int, String?))] =
    [
      ("/users/\(People.diego)", 204, (204, "return=minimal"), (204, nil)),
      ("\(profiles)/\(People.profile)", 204, (204, "return=minimal"), (200, "return=representation")),
      ("\(catalogs)/\(People.catalog)", 204, (204, "return=minimal"), (200, "return=representation")),
    ]

  @Test func updatesAnswerAsPreferred() throws {
    for (path, plain, minimal, representation) in Self.updates {
      let emulator = try TestEmulator.frozen(People.everyWorkload)
      let body = #"{"displayName":"New"}"#
      #expect(emulator.send("PATCH", path, body).status == plain)
      let less = emulator.send("PATCH", path, body, headers: Self.prefer("return=minimal"))
      #expect(less.whole == WholeAnswer(minimal.0, minimal.1.map { [Self.applied($0)] } ?? []))
      let more = emulator.send("PATCH", path, body, headers: Self.prefer("return=representation"))
      #expect(more.status == representation.0)
      #expect(more.header("Preference-Applied") == representation.1)
      #expect(more.text.isEmpty == (representation.0 == 204))
      if representation.0 == 200 { #expect(more["displayName"] == "New") }
    }
  }

  @Test func whatIsNotKnownIsIgnored() throws {
    let emulator = try TestEmulator.people.get()
    for prefer in [
      "respond-async", #"IdType="ImmutableId", outlook.timezone="UTC""#, "return=nothing", ",;=",
    ] {
      let reply = emulator.send("GET", "/users/\(People.adele)?$select=id", headers: Self.prefer(prefer))
      #expect(reply.whole == emulator.get("/users/\(People.adele)?$select=id").whole)
    }
  }

  @Test func itemsOfABatchHaveTheirOwn() throws {
    let reply = try TestEmulator.people.get().batch(
      #"{"id":"1","method":"GET","url":"/users?$select=id","headers":{"prefer":"odata.maxpagesize=2"}},"#
        + #"{"id":"2","method":"GET","url":"/users?$select=id"}"#, headers: Self.prefer("odata.maxpagesize=1")
    )
    let responses = reply["responses"]?.arrayValue?.compactMap(\.objectValue) ?? []
    #expect(responses.map { $0["body"]?.objectValue?["value"]?.arrayValue?.count } == [2, 3])
    #expect(
      responses.map { $0["headers"]?.objectValue?["Preference-Applied"]?.stringValue }
        == ["odata.maxpagesize=2", nil])
  }

  // MARK: Later members of enumerations

  static let seed = #"""
    {"clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"},
     "deviceManagement": {"deviceConfigurations": [
      {"@odata.type":"#microsoft.graph.windowsWifiConfiguration","id":"\#(People.profile)","displayName":"W",
       "wifiSecurityType":"wpa3Personal"},
      {"@odata.type":"#microsoft.graph.windowsWifiConfiguration","displayName":"V","wifiSecurityType":"open"}]}}
    """#
  static let all = prefer("include-unknown-enum-members")

  @Test func laterMembersAreHiddenUntilAskedFor() throws {
    let emulator = try TestEmulator(Self.seed)
    let item = "\(Self.profiles)/\(People.profile)"
    for path in [item, item + "?$select=wifiSecurityType", "\(Self.profiles)?$filter=displayName eq 'W'"] {
      for _ in 1...2 {
        let hidden = emulator.get(path)
        #expect((hidden.items.first ?? hidden.json.objectValue)?["wifiSecurityType"] == "unknownFutureValue")
        #expect(hidden.header("Preference-Applied") == nil)
        let shown = emulator.send("GET", path, headers: Self.all)
        #expect((shown.items.first ?? shown.json.objectValue)?["wifiSecurityType"] == "wpa3Personal")
        #expect(shown.header("Preference-Applied") == "include-unknown-enum-members")
      }
    }
    let list = emulator.get("\(Self.profiles)?$orderby=displayName&$select=wifiSecurityType")
    #expect(list.values("wifiSecurityType") == ["open", "unknownFutureValue"])
  }

  @Test func filtersNameThemWithoutThePreference() throws {
    let emulator = try TestEmulator(Self.seed)
    let cast = "\(Self.profiles)/microsoft.graph.windowsWifiConfiguration"
    let found = emulator.get("\(cast)?$filter=wifiSecurityType eq 'wpa3Personal'&$select=displayName")
    #expect(found.values("displayName") == ["W"])
  }

  @Test func propertiesAndWritesHideThemToo() throws {
    let emulator = try TestEmulator(Self.seed)
    let item = "\(Self.profiles)/\(People.profile)"
    let cast = "\(item)/microsoft.graph.windowsWifiConfiguration/wifiSecurityType"
    #expect(emulator.get(cast)["value"] == "unknownFutureValue")
    #expect(emulator.get(cast + "/$value").text == "unknownFutureValue")
    #expect(emulator.send("GET", cast, headers: Self.all)["value"] == "wpa3Personal")
    let body = #"{"@odata.type":"microsoft.graph.windowsWifiConfiguration","description":"x"}"#
    let hidden = emulator.send("PATCH", item, body, headers: Self.prefer("return=representation"))
    #expect(hidden["wifiSecurityType"] == "unknownFutureValue")
    let shown = emulator.send(
      "PATCH", item, body, headers: Self.prefer("return=representation, include-unknown-enum-members"))
    #expect(shown["wifiSecurityType"] == "wpa3Personal")
    #expect(shown.header("Preference-Applied") == "return=representation, include-unknown-enum-members")
    let made = emulator.send(
      "POST", Self.profiles,
      #"{"@odata.type":"microsoft.graph.windowsWifiConfiguration","displayName":"N","wifiSecurityType":"WPA3Personal"}"#
    )
    #expect(made["wifiSecurityType"] == "unknownFutureValue")
    #expect(
      emulator.send(
        "GET", "\(Self.profiles)?$filter=displayName eq 'N'",
        headers: Self.prefer("odata.maxpagesize=1, include-unknown-enum-members")
      ).header("Preference-Applied") == "odata.maxpagesize=1, include-unknown-enum-members")
  }
}
