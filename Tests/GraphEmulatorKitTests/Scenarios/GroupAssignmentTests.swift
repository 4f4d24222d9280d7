import JSON
import Testing

/// The older form of a profile's assignments is written like the assignments themselves
/// (intune-device-configuration.md 1.3), and overviews take writes that change nothing (1.6).
@Suite struct GroupAssignmentTests {
  static let profile = "40000000-0000-4000-8000-000000000001"
  static let group = "20000000-0000-4000-8000-000000000001"
  static let other = "20000000-0000-4000-8000-000000000002"
  static let path = "/deviceManagement/deviceConfigurations/\(profile)"

  static let seed = """
    {"groups": [{"id": "\(group)", "displayName": "Sales"}, {"id": "\(other)", "displayName": "Studio"}],
     "deviceManagement": {"deviceConfigurations": [
       {"id": "\(profile)", "@odata.type": "#microsoft.graph.windows10GeneralConfiguration", "displayName": "Kiosk",
        "assignments": [{"target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": "\(group)"}}]}]}}
    """

  static func context(_ rest: String) -> String {
    "B/$metadata#deviceManagement/deviceConfigurations('\(profile)')/\(rest)"
  }

  private func targets(_ emulator: TestEmulator) -> String {
    emulator.get("\(Self.path)/assignments?$select=target").json.objectValue?["value"]?.text ?? ""
  }

  @Test func creatingOneMakesAnAssignment() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let body = #"{"targetGroupId": "\#(Self.other)", "excludeGroup": true}"#
    let id = "\(Self.profile)_\(Self.other)"
    #expect(
      emulator.send("POST", "\(Self.path)/groupAssignments", body).whole
        == .created(
          "B\(Self.path)/groupAssignments/\(id)",
          """
          {"@odata.context":"\(Self.context("groupAssignments/$entity"))","id":"\(id)","excludeGroup":true,
           "targetGroupId":"\(Self.other)"}
          """))
    #expect(targets(emulator).contains("#microsoft.graph.exclusionGroupAssignmentTarget"))
    #expect(
      emulator.send("POST", "\(Self.path)/groupAssignments", body).whole
        == emulator.send(
          "POST", "\(Self.path)/assignments",
          ##"{"target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": "\##(Self.other)"}}"##
        ).whole)
    #expect(emulator.send("POST", "\(Self.path)/groupAssignments", body).status == 409)
    #expect(emulator.send("POST", "\(Self.path)/groupAssignments", "{}").status == 400)
  }

  @Test func changingOneChangesTheAssignment() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let id = "\(Self.profile)_\(Self.group)"
    let path = "\(Self.path)/groupAssignments/\(id)"
    #expect(emulator.send("PATCH", path, #"{"excludeGroup": true}"#).whole == .noContent)
    #expect(
      emulator.get(path).whole
        == .ok(
          """
          {"@odata.context":"\(Self.context("groupAssignments/$entity"))","id":"\(id)","excludeGroup":true,
           "targetGroupId":"\(Self.group)"}
          """))
    #expect(targets(emulator).contains("exclusionGroupAssignmentTarget"))
  }

  @Test func deletingOneDeletesTheAssignment() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "\(Self.path)/groupAssignments/\(Self.profile)_\(Self.group)"
    #expect(emulator.send("DELETE", path).whole == .noContent)
    #expect(targets(emulator) == "[]")
    #expect(emulator.send("DELETE", path).whole == .intune(404, "ResourceNotFound"))
  }

  @Test func overviewsTakeWritesThatChangeNothing() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let path = "\(Self.path)/userStatusOverview"
    let before = emulator.get(path).whole
    #expect(before.status == 200)
    #expect(emulator.send("PATCH", path, #"{"errorCount": 7}"#).whole == .noContent)
    #expect(emulator.get(path).whole == before)
    #expect(emulator.send("DELETE", path).whole == .noContent)
    #expect(emulator.get(path).whole == before)
  }
}
