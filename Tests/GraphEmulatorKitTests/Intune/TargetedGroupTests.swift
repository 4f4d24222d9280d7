import JSON
import Testing

/// Assignments name groups of the directory.
@Suite struct TargetedGroupTests {
  static let group = "20000000-0000-4000-8000-000000000001"
  static let user = "20000000-0000-4000-8000-000000000002"
  static let nobody = "20000000-0000-4000-8000-000000000009"
  static let profile = "44444444-0000-4000-8000-000000000001"
  static let path = "/deviceManagement/deviceConfigurations/\(profile)"
  static let seed = """
    {"groups": [{"id": "\(group)", "displayName": "Sales"}], "users": [{"id": "\(user)", "userPrincipalName": "a@contoso.example"}],
     "deviceManagement": {"deviceConfigurations": [
       {"id": "\(profile)", "@odata.type": "#microsoft.graph.windows10CustomConfiguration", "displayName": "K"}]}}
    """

  static func target(_ id: String, _ kind: String = "group") -> String {
    ##"{"target":{"@odata.type":"#microsoft.graph.\##(kind)AssignmentTarget","groupId":"\##(id)"}}"##
  }

  static func invalid(_ id: String) -> WholeAnswer {
    .intune(400, "BadRequest", "Invalid GroupId : \(id) provided, a valid AADGroupId is expected.")
  }

  @Test(arguments: ["Sales", nobody, user, "\(profile)_\(group)"], ["beta", "v1.0"])
  func othersAreRefused(id: String, version: String) throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    for kind in ["group", "exclusionGroup"] {
      let body = Self.target(id, kind)
      #expect(
        emulator.send("POST", "\(Self.path)/assign", "{\"assignments\":[\(body)]}", version: version).whole
          == Self.invalid(id))
      #expect(
        emulator.send("POST", "\(Self.path)/assignments", body, version: version).whole == Self.invalid(id))
    }
    #expect(emulator.get("\(Self.path)/assignments").items.isEmpty)
  }

  @Test func theOlderFormToo() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let older = #"{"targetGroupId":"\#(Self.nobody)"}"#
    #expect(
      emulator.send("POST", "\(Self.path)/assign", #"{"deviceConfigurationGroupAssignments":[\#(older)]}"#)
        .whole
        == Self.invalid(Self.nobody))
    #expect(
      emulator.send("POST", "\(Self.path)/groupAssignments", older).whole == Self.invalid(Self.nobody))
  }

  @Test func changesToo() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let made = emulator.send("POST", "\(Self.path)/assignments", Self.target(Self.group.uppercased()))
    #expect(made.status == 201)
    let id = try #require(made["id"]?.stringValue)
    #expect(
      emulator.send("PATCH", "\(Self.path)/assignments/\(id)", Self.target(Self.nobody)).whole
        == Self.invalid(Self.nobody))
  }

  /// What is assigned stays as it is when its group goes, and may be sent again.
  @Test func aGroupThatGoesLeavesItsAssignments() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let body = "{\"assignments\":[\(Self.target(Self.group))]}"
    #expect(emulator.send("POST", "\(Self.path)/assign", body).status == 200)
    emulator.send("DELETE", "/groups/\(Self.group)")
    #expect(emulator.send("POST", "\(Self.path)/assign", body).status == 200)
    #expect(
      emulator.send("POST", "\(Self.path)/assignments", Self.target(Self.group, "exclusionGroup")).whole
        == Self.invalid(Self.group))
  }

  /// What v1.0 does not know of a target is there all the same.
  @Test func targetsAreWhole() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let assignment = """
      {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations('\(Self.profile)')/assignments","value":[
       {"id":"\(Self.profile)_\(Self.group)","source":"direct","sourceId":"\(Self.profile)","intent":"apply",
        "target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget",
         "deviceAndAppManagementAssignmentFilterId":null,"deviceAndAppManagementAssignmentFilterType":"none",
         "groupId":"\(Self.group)"}}]}
      """
    emulator.send(
      "POST", "\(Self.path)/assign", "{\"assignments\":[\(Self.target(Self.group))]}", version: "v1.0")
    #expect(emulator.get("\(Self.path)/assignments").whole == .ok(assignment))
    emulator.send("DELETE", "\(Self.path)/assignments/\(Self.profile)_\(Self.group)")
    emulator.send("POST", "\(Self.path)/assignments", Self.target(Self.group), version: "v1.0")
    #expect(emulator.get("\(Self.path)/assignments").whole == .ok(assignment))
  }
}
