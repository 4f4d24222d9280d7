import JSON
import Testing

/// Deletion frees everything that an object had; a restore brings back what the service brings back (directory.md 7,
/// cloud-licensing ED-12).
@Suite struct DeletionAndRestoreTests {
  private static let now = EntitlementScene.moment
  private static let later = "2026-02-01T08:15:30.0000000Z"

  /// Alex and Diego are in the group by the package; the group has one unit, Alex manages Diego.
  private static func studio() throws -> StudioScene {
    let studio = try StudioScene(units: 1)
    studio.licenseTheGroup()
    try studio.ask(People.alex)
    try studio.ask(People.diego)
    #expect(
      studio.emulator.send(
        "PUT", "/users/\(People.diego)/manager/$ref",
        #"{"@odata.id":"https://graph.microsoft.com/v1.0/users/\#(People.alex)"}"#, version: "v1.0"
      ).whole == .noContent)
    return studio
  }

  private static func manager(_ studio: StudioScene) -> WholeAnswer {
    studio.get("/users/\(People.diego)/manager?$select=id")
  }

  private static func restore(_ studio: StudioScene, _ id: String) -> WholeAnswer {
    studio.emulator.send("POST", "/directory/deletedItems/\(id)/restore?$select=id", version: "v1.0").whole
  }

  private static func restored(_ id: String, _ type: String) -> WholeAnswer {
    .ok(
      ##"{"@odata.context":"V/$metadata#directoryObjects(id)/$entity","@odata.type":"#microsoft.graph.\##(type)","id":"\##(id)"}"##
    )
  }

  @Test func ofAUser() throws {
    let studio = try Self.studio()
    studio.check(
      members: [People.alex, People.diego], holders: [People.alex], waiting: [(People.diego, Self.now)])
    #expect(studio.emulator.send("DELETE", "/users/\(People.alex)", version: "v1.0").whole == .noContent)
    studio.check(members: [People.diego], holders: [People.diego])
    #expect(studio.get("/users/\(People.alex)") == .missingObject(People.alex))
    #expect(Self.manager(studio) == .missingObject("manager"))
    #expect(
      studio.get("/directory/deletedItems/microsoft.graph.user?$select=id,userPrincipalName,deletedDateTime")
        == .ok(
          """
          {"@odata.context":"V/$metadata#users(id,userPrincipalName,deletedDateTime)","value":[
           {"userPrincipalName":"11111111000040008000000000000002alex@contoso.example","id":"\(People.alex)",
            "deletedDateTime":"2026-01-31T08:15:30Z"}]}
          """))
    try studio.setClock("2026-02-01T08:15:30Z")
    #expect(Self.restore(studio, People.alex) == Self.restored(People.alex, "user"))
    studio.check(
      members: [People.diego, People.alex], holders: [People.diego], waiting: [(People.alex, Self.later)])
    #expect(
      Self.manager(studio)
        == .ok(
          ##"{"@odata.context":"V/$metadata#directoryObjects(id)/$entity","@odata.type":"#microsoft.graph.user","id":"\##(People.alex)"}"##
        ))
    #expect(
      studio.get("/directory/deletedItems/microsoft.graph.user?$select=id") == Self.nothing("users(id)"))
  }

  /// Direct assignments are made again, at the end of the queue; the packages that someone had stay assigned.
  @Test func ofAUserWithALicenseOfItsOwn() throws {
    let studio = try StudioScene(units: 1)
    for (id, user) in [("first", People.alex), ("second", People.diego)] {
      try studio.emulator.load(
        """
        {"admin":{"cloudLicensing":{"assignments":[{"id":"\(id)",
         "allotment@odata.bind":"admin/cloudLicensing/allotments/exchange","assignedTo@odata.bind":"users/\(user)"}]}}}
        """)
    }
    try studio.ask(People.alex)
    let assignments = studio.assignments()
    studio.emulator.send("DELETE", "/users/\(People.alex)")
    #expect(Self.assigned(studio) == [People.diego])
    #expect(studio.assignments() == assignments)
    #expect(studio.get("/groups/\(People.sales)/members?$select=id") == StudioScene.users([]))
    #expect(Self.restore(studio, People.alex) == Self.restored(People.alex, "user"))
    #expect(Self.assigned(studio) == [People.diego, People.alex])
    #expect(Self.waiting(studio) == [People.alex])
    #expect(studio.get("/groups/\(People.sales)/members?$select=id") == StudioScene.users([People.alex]))
    studio.emulator.send("DELETE", "/users/\(People.diego)")
    #expect(Self.assigned(studio) == [People.alex])
    #expect(Self.waiting(studio) == [])
  }

  /// Who has an assignment, in order.
  private static func assigned(_ studio: StudioScene) -> [String] {
    ids(studio.emulator.get("/admin/cloudLicensing/assignments?$select=id&$expand=assignedTo($select=id)"))
  }

  private static func waiting(_ studio: StudioScene) -> [String] {
    ids(studio.emulator.get("\(StudioScene.pool)/waitingMembers?$expand=assignedTo($select=id)"))
  }

  private static func ids(_ reply: Reply) -> [String] {
    reply.items.compactMap { $0["assignedTo"]?.objectValue?["id"]?.stringValue }
  }

  /// A group with a license stays; without one it goes, and comes back with its members.
  @Test func ofAGroup() throws {
    let studio = try Self.studio()
    let path = "/groups/\(People.sales)"
    #expect(
      studio.emulator.send("DELETE", path, version: "v1.0").whole
        == .error(
          400, "Request_BadRequest",
          "The group cannot be deleted because it has active license assignments. Remove all licenses assigned to the "
            + "group before you delete it."))
    studio.check(
      members: [People.alex, People.diego], holders: [People.alex], waiting: [(People.diego, Self.now)])
    let body = #"{"addLicenses":[],"removeLicenses":["\#(People.exchange)"]}"#
    #expect(studio.emulator.send("POST", "\(path)/assignLicense", body).status == 202)
    studio.check(members: [People.alex, People.diego], holders: [])
    #expect(studio.emulator.send("DELETE", path, version: "v1.0").whole == .noContent)
    #expect(studio.get("\(path)/members") == .missingObject(People.sales))
    #expect(
      studio.get("/users/\(People.alex)/memberOf?$select=id") == StudioScene.users([]))
    #expect(Self.restore(studio, People.sales) == Self.restored(People.sales, "group"))
    studio.check(members: [People.alex, People.diego], holders: [])
    studio.licenseTheGroup()
    studio.check(
      members: [People.alex, People.diego], holders: [People.alex], waiting: [(People.diego, Self.now)])
    let assignment = try #require(studio.assignments()[People.alex])
    try studio.request("adminRemove", #"{"id":"\#(assignment)"}"#, as: People.adele)
    studio.check(members: [People.diego], holders: [People.diego])
  }

  /// Devices are gone for good at once.
  @Test func ofADevice() throws {
    let studio = try StudioScene(units: 1)
    try studio.emulator.load(Self.devices)
    #expect(Self.consumed(studio) == ["0", "1"])
    #expect(Self.waitingDevices(studio) == [Self.second])
    #expect(studio.emulator.send("DELETE", "/devices/\(People.kiosk)", version: "v1.0").whole == .noContent)
    #expect(Self.consumed(studio) == ["0", "1"])
    #expect(Self.waitingDevices(studio) == [])
    #expect(
      studio.get("/directory/deletedItems/microsoft.graph.device?$select=id") == Self.nothing("devices(id)"))
    #expect(Self.restore(studio, People.kiosk) == .missingObject(People.kiosk))
    #expect(studio.emulator.send("DELETE", "/devices/\(Self.second)", version: "v1.0").whole == .noContent)
    #expect(Self.consumed(studio) == ["0", "0"])
    #expect(
      studio.emulator.get("/admin/cloudLicensing/assignments").whole
        == .ok(#"{"@odata.context":"B/$metadata#admin/cloudLicensing/assignments","value":[]}"#))
  }

  private static let second = "33333333-0000-4000-8000-000000000002"

  /// Two devices and a pool of one unit for them.
  private static let devices = """
    {"devices": [{"id": "\(People.kiosk)", "displayName": "KIOSK-01", "deviceId": "34333333-0000-4000-8000-000000000001"},
                {"id": "\(second)", "displayName": "KIOSK-02", "deviceId": "34333333-0000-4000-8000-000000000002"}],
    "admin": {"cloudLicensing": {
      "allotments": [{"id": "kiosks", "allottedUnits": 1, "skuId": "\(kiosks)", "skuPartNumber": "FABRIKAM_DEVICE",
        "assignableTo": "device,group", "services": []}],
      "assignments": [
        {"allotment@odata.bind": "admin/cloudLicensing/allotments/kiosks", "assignedTo@odata.bind": "devices/\(People.kiosk)"},
        {"allotment@odata.bind": "admin/cloudLicensing/allotments/kiosks", "assignedTo@odata.bind": "devices/\(second)"}]}}}
    """

  private static let kiosks = "a0cfb9b5-427c-4d42-9e6d-6727c6bbd8b5"

  private static func consumed(_ studio: StudioScene) -> [String?] {
    studio.emulator.get("/admin/cloudLicensing/allotments?$select=consumedUnits").items.map {
      $0["consumedUnits"]?.text
    }
  }

  private static func waitingDevices(_ studio: StudioScene) -> [String] {
    ids(
      studio.emulator.get(
        "/admin/cloudLicensing/allotments/kiosks/waitingMembers?$expand=assignedTo($select=id)"))
  }

  private static func nothing(_ context: String) -> WholeAnswer {
    .ok(#"{"@odata.context":"V/$metadata#\#(context)","value":[]}"#)
  }
}
