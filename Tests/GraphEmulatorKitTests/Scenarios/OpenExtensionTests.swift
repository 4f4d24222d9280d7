import HTTPMessages
import JSON
import Seeding
import Testing

/// Open extensions of objects of the directory, without published metadata.
@Suite struct OpenExtensionTests {
  private static let type = ##""@odata.type":"#microsoft.graph.openTypeExtension""##
  private static let name = "com.contoso.roaming"
  private static let shown =
    #"\#(type),"id":"\#(name)","extensionName":"\#(name)","color":"purple","theme":"dark""#
  private static let unit = "77777777-0000-4000-8000-000000000001"
  private static let organization = "66666666-0000-4000-8000-000000000001"

  /// People and their company, and a unit of administration.
  private static let seed =
    String(People.seed.dropLast()) + """
      ,"organization":[{"id":"\(organization)","displayName":"Contoso",
        "verifiedDomains":[{"name":"contoso.example","isInitial":true,"isDefault":true}]}],
       "directory":{"administrativeUnits":[{"id":"\(unit)","displayName":"Seattle"}]}}
      """

  static let owners: [(path: String, set: String, id: String)] = [
    ("/me", "users", People.adele), ("/users/\(People.adele)", "users", People.adele),
    ("/groups/\(People.sales)", "groups", People.sales),
    ("/devices/\(People.kiosk)", "devices", People.kiosk),
    ("/organization/\(organization)", "organization", organization),
    ("/directory/administrativeUnits/\(unit)", "directory/administrativeUnits", unit),
  ]

  @Test(arguments: owners, ["beta", "v1.0"])
  func areMadeReadChangedAndDeleted(_ owner: (path: String, set: String, id: String), _ version: String)
    throws
  {
    let emulator = try TestEmulator.frozen(Self.seed)
    let root = version == "beta" ? "B" : "V"
    let path = "\(owner.path)/extensions"
    func send(_ method: String, _ path: String, _ body: String? = nil) -> WholeAnswer {
      emulator.send(method, path, body, version: version).whole
    }
    let context = "\(root)/$metadata#\(owner.set)('\(owner.id)')/extensions"
    let one = #"{"@odata.context":"\#(context)/$entity",\#(Self.shown)}"#
    let body = #"{\#(Self.type),"extensionName":"\#(Self.name)","theme":"dark","color":"purple"}"#
    #expect(
      send("POST", path, body) == .created("\(root)/\(owner.set)/\(owner.id)/extensions/\(Self.name)", one))
    #expect(send("GET", "\(path)/\(Self.name)") == .ok(one))
    // The page takes the name of the type before it.
    #expect(send("GET", "\(path)/microsoft.graph.openTypeExtension.\(Self.name)") == .ok(one))
    #expect(send("GET", path) == .ok(#"{"@odata.context":"\#(context)","value":[{\#(Self.shown)}]}"#))
    let changed = WholeAnswer.ok(
      """
      {"@odata.context":"\(context)/$entity",\(Self.type),"id":"\(Self.name)","extensionName":"\(Self.name)",
       "color":"purple","days":[1,2],"theme":"light"}
      """)
    #expect(
      send("PATCH", "\(path)/\(Self.name)", #"{\#(Self.type),"theme":"light","days":[1,2]}"#) == changed)
    #expect(send("GET", "\(path)/\(Self.name)") == changed)
    #expect(send("DELETE", "\(path)/\(Self.name)") == .noContent)
    #expect(send("GET", "\(path)/\(Self.name)") == .missingObject(Self.name))
    #expect(send("GET", path) == .ok(#"{"@odata.context":"\#(context)","value":[]}"#))
  }

  /// As the page says: all of them, or those that a filter inside the parentheses leaves.
  @Test(arguments: owners) func areShownWithTheirObject(_ owner: (path: String, set: String, id: String))
    throws
  {
    let emulator = try TestEmulator.frozen(Self.seed)
    for body in [
      #"{\#(Self.type),"extensionName":"com.contoso.a","n":1}"#,
      #"{\#(Self.type),"extensionName":"com.contoso.b","n":2}"#,
    ] { #expect(emulator.send("POST", "\(owner.path)/extensions", body).status == 201) }
    let (first, second) = (
      #"{\#(Self.type),"id":"com.contoso.a","extensionName":"com.contoso.a","n":1}"#,
      #"{\#(Self.type),"id":"com.contoso.b","extensionName":"com.contoso.b","n":2}"#
    )
    func shown(_ options: String, _ names: String, _ extensions: [String]) {
      let query = "?$select=id&$expand=extensions\(options)".replacing(" ", with: "%20")
      #expect(
        emulator.get(owner.path + query).whole
          == .ok(
            """
            {"@odata.context":"B/$metadata#\(owner.set)(id,extensions(\(names)))/$entity","id":"\(owner.id)",
             "extensions":[\(extensions.joined(separator: ","))]}
            """), "\(query)")
    }
    shown("", "", [first, second])
    shown("($filter=id eq 'com.contoso.b')", "", [second])
    shown("($filter=extensionName eq 'com.contoso.a')", "", [first])
    shown("($orderby=extensionName desc;$top=1)", "", [second])
    shown("($select=id)", "id", ["com.contoso.a", "com.contoso.b"].map { #"{\#(Self.type),"id":"\#($0)"}"# })
  }

  /// Of what a workload describes the parentheses hold what the directory takes, as before.
  @Test func otherExpansionsTakeNoFilter() throws {
    let emulator = try TestEmulator.people.get()
    #expect(
      emulator.get("/groups/\(People.sales)?$expand=members($filter=id%20eq%20'x')").whole
        == .error(
          400, "BadRequest",
          "Parsing OData Select and Expand failed: The query option '$filter' is not supported in the expansion of "
            + "'members'."))
  }

  static let refusals: [(body: String, answer: WholeAnswer)] = [
    (
      #"{"extensionName":"a"}"#,
      .error(
        400, "BadRequest",
        "An '@odata.type' is needed: the type 'microsoft.graph.extension' is abstract and cannot be created.")
    ),
    (#"{\#(type),"theme":"dark"}"#, BodyTests.required("extensionName", "OpenTypeExtension")),
    (#"{\#(type),"extensionName":null}"#, BodyTests.required("extensionName", "OpenTypeExtension")),
    (
      #"{\#(type),"extensionName":"a/b"}"#,
      .error(400, "BadRequest", "The value 'a/b' of property 'extensionName' is out of range.")
    ),
  ]

  @Test(arguments: refusals) func needATypeAndAName(body: String, answer: WholeAnswer) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    #expect(emulator.send("POST", "/me/extensions", body).whole == answer)
    #expect(emulator.get("/me/extensions").items.isEmpty)
  }

  @Test func haveOneNameEach() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let body = #"{\#(Self.type),"extensionName":"\#(Self.name)"}"#
    #expect(emulator.send("POST", "/me/extensions", body).status == 201)
    let again = emulator.send("POST", "/me/extensions", body)
    #expect(again.status == 400)
    #expect(again.message == "Another object with the same value for property id already exists.")
    // Another user has one of the same name.
    #expect(emulator.send("POST", "/users/\(People.alex)/extensions", body).status == 201)
    let unnamed = emulator.send("POST", "/me/extensions", #"{\#(Self.type),"extensionName":""}"#)
    #expect(unnamed.status == 400)
    #expect(
      unnamed.message
        == "Invalid value specified for property 'extensionName' of resource 'OpenTypeExtension'.")
    // The name is the id, and stays.
    let renamed = emulator.send(
      "PATCH", "/me/extensions/\(Self.name)", #"{"extensionName":"b","theme":"dark"}"#)
    #expect(renamed.status == 200 && renamed["extensionName"] == .string(Self.name), "\(renamed.text)")
    let read = emulator.get("/me/extensions/\(Self.name)")
    #expect(read["extensionName"] == .string(Self.name))
    #expect(read["theme"] == "dark")
  }

  @Test("two were made whose names differ in case alone") func areTheSameInWhateverCase() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    func body(_ name: String) -> String { #"{\#(Self.type),"extensionName":"\#(name)"}"# }
    #expect(emulator.send("POST", "/me/extensions", body("com.x")).status == 201)
    let again = emulator.send("POST", "/me/extensions", body("com.X"))
    #expect(again.status == 400)
    #expect(again.message == "Another object with the same value for property id already exists.")
    #expect(emulator.get("/me/extensions").values("id") == ["com.x"])
    #expect(emulator.get("/me/extensions/COM.X")["id"] == "com.x")
    #expect(emulator.send("DELETE", "/me/extensions/Com.X").whole == .noContent)
    #expect(emulator.get("/me/extensions").values("id") == [])
  }

  @Test func areSeededAndExported() throws {
    let user = """
      {"id":"\(People.adele)","userPrincipalName":"adele@contoso.example",
       "extensions":[{\(Self.type),"extensionName":"\(Self.name)","theme":"dark","color":"purple"}]}
      """
    let emulator = try TestEmulator.frozen(#"{"users":[\#(user)]}"#)
    let again = try TestEmulator.frozen(try emulator.export())
    for tenant in [emulator, again] {
      #expect(
        tenant.get("/users/\(People.adele)/extensions").whole
          == .ok(
            """
            {"@odata.context":"B/$metadata#users('\(People.adele)')/extensions","value":[{\(Self.shown)}]}
            """))
    }
  }

  @Test func goWithTheirUserAndComeBack() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let path = "/users/\(People.alex)"
    let body = #"{\#(Self.type),"extensionName":"\#(Self.name)"}"#
    #expect(emulator.send("POST", "\(path)/extensions", body).status == 201)
    #expect(emulator.send("DELETE", path).whole == .noContent)
    #expect(emulator.get("\(path)/extensions").whole == .missingObject(People.alex))
    #expect(
      emulator.send("POST", "/directory/deletedItems/\(People.alex)/restore", "{}").status == 200)
    #expect(emulator.get("\(path)/extensions").values("id") == [Self.name])
  }

  // MARK: Permissions

  static let permissions: [(path: String, read: String, write: String)] = [
    ("/me", "User.Read", "User.ReadWrite"), ("/users/\(People.adele)", "User.Read", "User.ReadWrite"),
    ("/users/\(People.alex)", "User.Read.All", "User.ReadWrite.All"),
    ("/groups/\(People.sales)", "Group.Read.All", "Group.ReadWrite.All"),
    ("/devices/\(People.kiosk)", "Directory.Read.All", "Directory.AccessAsUser.All"),
    ("/organization/\(organization)", "User.Read", "Organization.ReadWrite.All"),
    (
      "/directory/administrativeUnits/\(unit)", "AdministrativeUnit.Read.All",
      "AdministrativeUnit.ReadWrite.All"
    ),
  ]

  @Test(arguments: permissions)
  func takePermissions(_ row: (path: String, read: String, write: String)) throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    func status(_ method: String, _ path: String, _ body: String?, _ permission: String) -> Int {
      emulator.send(
        method, path, body, headers: [UnsignedToken.delegated(permission, user: People.adele)]
      ).status
    }
    let path = "\(row.path)/extensions"
    let body = #"{\#(Self.type),"extensionName":"\#(Self.name)"}"#
    #expect(status("POST", path, body, row.read) == 403)
    #expect(status("POST", path, body, row.write) == 201)
    #expect(status("GET", path, nil, "Mail.Read") == 403)
    #expect(status("GET", path, nil, row.read) == 200)
    #expect(status("GET", "\(path)/\(Self.name)", nil, row.read) == 200)
    #expect(status("PATCH", "\(path)/\(Self.name)", #"{"theme":"dark"}"#, row.read) == 403)
    #expect(status("PATCH", "\(path)/\(Self.name)", #"{"theme":"dark"}"#, row.write) == 200)
    #expect(status("DELETE", "\(path)/\(Self.name)", nil, row.read) == 403)
    #expect(status("DELETE", "\(path)/\(Self.name)", nil, row.write) == 204)
  }

  /// With both, each was kept; with the id alone the name was null.
  @Test func aSeedMaySayTheIdOrTheName() throws {
    func seed(_ members: String) -> String {
      #"{"users":[{"userPrincipalName":"ada@contoso.example","extensions":[{\#(Self.type),\#(members)}]}]}"#
    }
    for members in [
      #""id":"com.a""#, #""extensionName":"com.a""#, #""id":"com.a","extensionName":"com.a""#,
    ] {
      let emulator = try TestEmulator(seed(members))
      let read = emulator.get("/me/extensions/com.a")
      #expect(read["id"] == "com.a" && read["extensionName"] == "com.a", "\(read.text)")
    }
    let mistake = #expect(throws: SeedMistake.self) {
      try TestEmulator(seed(#""id":"com.a","extensionName":"com.b""#))
    }
    #expect(
      mistake?.description
        == "test.json: $.users[0].extensions[0].extensionName: 'com.b' is not its id, 'com.a'")
  }
}
