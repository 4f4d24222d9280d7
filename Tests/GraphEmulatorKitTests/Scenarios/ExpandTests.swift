import HTTPMessages
import JSON
import Testing

/// What `$expand` shows, and what each workload refuses of it (graph-platform 1.9).
@Suite struct ExpandTests {
  static let (boss, middle, worker) = (SelectTests.boss, SelectTests.middle, SelectTests.worker)
  static let mixed = SelectTests.mixed
  static let profile = SelectTests.profile
  static let profiles = "B/$metadata#deviceManagement/deviceConfigurations"

  static let answers: [(String, String)] = [
    (
      "/users/\(worker)?$select=id&$expand=manager/$ref",
      """
      {"@odata.context":"B/$metadata#users(id,manager/$ref())/$entity","id":"\(worker)",
       "manager":{"@odata.id":"B/directoryObjects/\(middle)"}}
      """
    ),
    (
      "/groups/\(mixed)?$select=id&$expand=members/$ref",
      """
      {"@odata.context":"B/$metadata#groups(id,members/$ref())/$entity","id":"\(mixed)",
       "members":[{"@odata.id":"B/directoryObjects/\(worker)"},{"@odata.id":"B/directoryObjects/\(SelectTests.kiosk)"}]}
      """
    ),
    (
      "/groups/\(mixed)/members?$select=id&$expand=microsoft.graph.user/manager($select=displayName)",
      """
      {"@odata.context":"B/$metadata#directoryObjects(id,microsoft.graph.user/manager(displayName))","value":[
       {"@odata.type":"#microsoft.graph.user","id":"\(worker)",
        "manager":{"@odata.type":"#microsoft.graph.user","displayName":"Middle"}},
       {"@odata.type":"#microsoft.graph.device","id":"\(SelectTests.kiosk)"}]}
      """
    ),
    (
      "/deviceManagement/deviceConfigurations?$select=id&$expand=assignments($select=id;$count=true;$top=1)",
      """
      {"@odata.context":"\(profiles)(id,assignments(id))","value":[
       {"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"\(profile)",
        "assignments@odata.context":"\(profiles)('\(profile)')/assignments","assignments@odata.count":1,
        "assignments":[{"id":"\(profile)_\(mixed)"}]}]}
      """
    ),
    (
      "/deviceManagement/deviceConfigurations?$select=id&$expand=assignments/$count",
      """
      {"@odata.context":"\(profiles)(id,assignments/$count())","value":[
       {"@odata.type":"#microsoft.graph.windows10CustomConfiguration","id":"\(profile)","assignments@odata.count":1}]}
      """
    ),
  ]

  @Test(arguments: answers) func isShown(path: String, expected: String) throws {
    #expect(try SelectTests.emulator.get().get(path.replacing(" ", with: "%20")).whole == .ok(expected))
  }

  static let licensing: [(String, String)] = [
    (
      "/admin/cloudLicensing/allotments?$select=id&$expand=assignments/$count($filter=id eq 'first')",
      """
      {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(id,assignments/$count())","value":[
       {"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"exchange","assignments@odata.count":1},
       {"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"powerBI","assignments@odata.count":0}]}
      """
    ),
    (
      "/admin/cloudLicensing/allotments/exchange?$select=id&$expand=assignments($select=id;$count=true;$orderby=id desc;$top=1),waitingMembers/$count",
      """
      {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(id,assignments(id),waitingMembers/$count())/$entity",
       "@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"exchange","assignments@odata.count":2,
       "assignments":[{"@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"second"}],
       "waitingMembers@odata.count":1}
      """
    ),
    (
      "/users/\(People.alex)?$select=id&$expand=cloudLicensing/assignments($select=id;$count=true;$expand=allotment($select=id))",
      """
      {"@odata.context":"B/$metadata#users(id,cloudLicensing/assignments(id,allotment(id)))/$entity","id":"\(People.alex)",
       "cloudLicensing":{"@odata.type":"#microsoft.graph.cloudLicensing.userCloudLicensing","assignments@odata.count":1,
        "assignments":[{"@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"second",
         "allotment":{"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"exchange"}}]}}
      """
    ),
    (
      "/admin/cloudLicensing?$expand=allotments($select=id),assignments($select=id;$filter=id eq 'first')",
      """
      {"@odata.context":"B/$metadata#admin/cloudLicensing(allotments(id),assignments(id))/$entity",
       "id":"cloudLicensing",
       "allotments":[{"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"exchange"},
        {"@odata.type":"#microsoft.graph.cloudLicensing.allotment","id":"powerBI"}],
       "assignments":[{"@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"first"}]}
      """
    ),
    (
      "/identityGovernance/entitlementManagement/accessPackages/\(People.package)?$select=id&$expand=accessPackageCatalog($select=id;$expand=accessPackages($select=displayName;$orderby=displayName;$search=a))",
      """
      {"@odata.context":"B/$metadata#identityGovernance/entitlementManagement/accessPackages(id,accessPackageCatalog(id,accessPackages(displayName)))/$entity",
       "id":"\(People.package)","accessPackageCatalog":{"id":"\(People.catalog)",
        "accessPackages":[{"displayName":"Agency"},{"displayName":"Campaign"}]}}
      """
    ),
  ]

  @Test(arguments: licensing) func isShownElsewhere(path: String, expected: String) throws {
    let reply = try TestEmulator.everyWorkload.get().get(path.replacing(" ", with: "%20"))
    #expect(reply.whole == .ok(expected))
  }

  /// `*` is every navigation property once, below an object of entitlement management.
  @Test func everything() throws {
    let emulator = try TestEmulator.everyWorkload.get()
    let path = "/identityGovernance/entitlementManagement/accessPackages/\(People.package)"
    let reply = emulator.get("\(path)?$select=id&$expand=*")
    #expect(reply.status == 200)
    let catalog = reply["accessPackageCatalog"]?.objectValue
    #expect(catalog?["displayName"] == "Marketing")
    #expect(catalog?["accessPackages"] == nil)
    let plain = emulator.get("\(path)?$select=id&$expand=accessPackageCatalog")
    #expect(plain["accessPackageCatalog"] == reply["accessPackageCatalog"])
  }

  // MARK: Levels

  static let eventual = [HeaderField("ConsistencyLevel", "eventual")]

  static func chain(_ option: String, headers: [HeaderField] = eventual) throws -> Reply {
    try SelectTests.emulator.get().send(
      "GET", "/users/\(worker)?$select=id&$count=true&$expand=manager($levels=\(option);$select=displayName)",
      headers: headers)
  }

  static func shown(_ manager: String) -> WholeAnswer {
    .ok(
      """
      {"@odata.context":"B/$metadata#users(id,manager(displayName))/$entity","id":"\(worker)","manager":\(manager)}
      """)
  }

  static let user = ##""@odata.type":"#microsoft.graph.user""##

  @Test func levels() throws {
    let (middle, boss) = (#"\#(Self.user),"displayName":"Middle""#, #"\#(Self.user),"displayName":"Boss""#)
    #expect(try Self.chain("1").whole == Self.shown("{\(middle)}"))
    #expect(try Self.chain("2").whole == Self.shown("{\(middle),\"manager\":{\(boss)}}"))
    for option in ["max", "3", "1000"] {
      #expect(
        try Self.chain(option).whole == Self.shown("{\(middle),\"manager\":{\(boss),\"manager\":null}}"))
    }
  }

  /// Only `$count=true` asks for the header, for one object; without it lists show chains too.
  @Test func levelsNeedNoHeader() throws {
    let emulator = try TestEmulator.frozen(SelectTests.seed)
    let expand = "$select=id&$expand=manager($levels=max;$select=displayName)"
    let chain =
      #"{\#(Self.user),"displayName":"Middle","manager":{\#(Self.user),"displayName":"Boss","manager":null}}"#
    #expect(emulator.get("/users/\(Self.worker)?\(expand)").whole == Self.shown(chain))
    let list = emulator.get("/users?\(expand)")
    #expect(list.status == 200)
    let worker = list.items.first { $0["id"]?.stringValue == Self.worker }
    #expect(try worker?["manager"] == JSONValue.parse(chain))
  }

  /// A circle of managers ends where it began.
  @Test func circlesEnd() throws {
    let emulator = try TestEmulator.frozen(SelectTests.seed)
    emulator.send(
      "PUT", "/users/\(Self.boss)/manager/$ref", #"{"@odata.id":"http://x/beta/users/\#(Self.worker)"}"#)
    let reply = emulator.send(
      "GET", "/users/\(Self.worker)?$select=id&$count=true&$expand=manager($levels=max;$select=id)",
      headers: Self.eventual)
    func manager(_ id: String, _ next: String) -> String {
      "{\(Self.user),\"id\":\"\(id)\",\"manager\":\(next)}"
    }
    let chain = manager(Self.middle, manager(Self.boss, manager(Self.worker, "null")))
    #expect(
      reply.whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#users(id,manager(id))/$entity","id":"\(Self.worker)","manager":\(chain)}
          """))
  }

  // MARK: Refusals

  static let parsing = SelectTests.parsing

  static func inner(_ option: String, _ name: String) -> WholeAnswer {
    .error(
      400, "BadRequest",
      parsing + "The query option '\(option)' is not supported in the expansion of '\(name)'.")
  }

  static let oneOnly = WholeAnswer.error(
    400, "BadRequest", parsing + "Only one navigation property can be expanded in a request.")

  static func notAllowed(_ code: String = "ExpandNotSupported") -> WholeAnswer {
    .error(
      400, code, "Expand is not allowed for property 'displayName' according to the entity schema.")
  }

  static let needsHeader = WholeAnswer.error(
    400, "Request_UnsupportedQuery",
    "The query option '$levels' is not supported in the expansion of 'manager' because the required parameters "
      + "might be missing. Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to "
      + "https://aka.ms/graph-docs/advanced-queries for more information")

  static let refused: [(String, WholeAnswer)] = [
    ("/users?$expand=manager,directReports", oneOnly), ("/users?$expand=*", oneOnly),
    (
      "/users?$expand=manager($expand=manager)",
      .error(400, "BadRequest", parsing + "'manager.manager' is nested too deeply.")
    ),
    ("/users?$expand=directReports($top=1)", inner("$top", "directReports")),
    ("/users?$expand=directReports($filter=city eq 'a')", inner("$filter", "directReports")),
    ("/users?$expand=directReports($count=true)", inner("$count", "directReports")),
    ("/users?$expand=directReports($compute=a as b)", inner("$compute", "directReports")),
    ("/users/\(worker)?$expand=manager($levels=2)&$count=true", needsHeader),
    ("/users?$expand=manager($levels=max;$select=id)&$count=true", needsHeader),
    ("/users/\(worker)?$expand=directReports($levels=2)", inner("$levels", "directReports")),
    ("/users?$expand=displayName", notAllowed()),
    ("/users?$expand=manager/displayName", SelectTests.noProperty("manager/displayName", "user")),
    ("/users?$expand=microsoft.graph.group/members", SelectTests.noProperty("microsoft.graph.group", "user")),
    ("/users/\(worker)?$expand=manager/$count", SelectTests.noProperty("manager/$count", "user")),
    ("/deviceManagement/deviceConfigurations?$expand=displayName", notAllowed("BadRequest")),
    (
      "/deviceManagement/deviceConfigurations?$expand=assignments($compute=a as b)",
      inner("$compute", "assignments")
    ),
    (
      "/deviceManagement/deviceConfigurations?$expand=assignments($levels=2)", inner("$levels", "assignments")
    ),
    ("/users?$expand=manager($nothing=1)", SelectTests.term("manager($nothing=1)")),
  ]

  @Test(arguments: refused) func isRefused(path: String, expected: WholeAnswer) throws {
    #expect(try SelectTests.emulator.get().get(path.replacing(" ", with: "%20")).whole == expected)
  }

  /// Neither with `$count=true` nor with `$search`; the header alone does no harm.
  @Test func notInAnAdvancedQuery() throws {
    let emulator = try SelectTests.emulator.get()
    for query in ["$count=true", "$search=%22displayName:a%22"] {
      let reply = emulator.send("GET", "/users?$expand=manager&\(query)", headers: Self.eventual)
      #expect(reply.whole == AdvancedQueryTests.unsupported)
    }
    let levels = "/users?$expand=manager($levels=max)&$count=true"
    #expect(emulator.send("GET", levels, headers: Self.eventual).whole == AdvancedQueryTests.unsupported)
    #expect(emulator.send("GET", "/users?$expand=manager", headers: Self.eventual).status == 200)
    #expect(try Self.chain("max", headers: []).whole == Self.needsHeader)
    #expect(
      try Self.chain("1001").whole
        == .error(400, "BadRequest", Self.parsing + "'manager' is nested too deeply."))
  }

  /// Twenty items and no link.
  @Test func theDirectoryCutsAtTwenty() throws {
    let emulator = try TestEmulator.frozen(PagingTests.crowd(25))
    let reply = emulator.get("/groups/\(PagingTests.group)?$select=id&$expand=members($select=id)")
    let users = (0..<20).map { #"{\#(Self.user),"id":"\#(PagingTests.user($0))"}"# }.joined(separator: ",")
    #expect(
      reply.whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#groups(id,members(id))/$entity","id":"\(PagingTests.group)","members":[\(users)]}
          """))
  }

  @Test(arguments: [
    ("assignments($search=x)", "assignments"), ("assignments($compute=a as b)", "assignments"), ("id", "id"),
    ("assignments($expand=allotment($expand=assignments))", "assignments.allotment.assignments"),
    ("assignments/nothing", "assignments/nothing"),
  ]) func licensingRefuses(expand: String, property: String) throws {
    let path = "/admin/cloudLicensing/allotments?$expand=\(expand)".replacing(" ", with: "%20")
    #expect(
      try TestEmulator.people.get().get(path).whole
        == .licensing(
          400, "badRequest", "invalidExpansion", "The property '\(property)' cannot be expanded here.",
          property: property, target: "query"))
  }
}
