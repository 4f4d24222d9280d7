import JSON
import Testing

/// Scope tags: one is there from the beginning, and the others are numbered.
@Suite struct ScopeTagTests {
  static let path = "/deviceManagement/roleScopeTags"
  static let context = #""@odata.context":"B/$metadata#deviceManagement/roleScopeTags"#

  static func tag(_ id: Int, _ name: String, _ description: String, isBuiltIn: Bool = false) -> String {
    #""id":"\#(id)","displayName":"\#(name)","description":\#(description),"isBuiltIn":\#(isBuiltIn)"#
  }

  @Test func theDefaultIsThere() throws {
    let emulator = try TestEmulator.frozen()
    let tag = Self.tag(0, "Default", #""""#, isBuiltIn: true)
    #expect(emulator.get(Self.path).whole == .ok("{\(Self.context)\",\"value\":[{\(tag)}]}"))
    #expect(emulator.get("\(Self.path)/0").whole == .ok("{\(Self.context)/$entity\",\(tag)}"))
    #expect(emulator.send("GET", Self.path, version: "v1.0").whole == .unknownSegment("roleScopeTags"))
  }

  @Test func theDefaultStays() throws {
    let emulator = try TestEmulator.frozen()
    #expect(
      emulator.send("DELETE", "\(Self.path)/0").whole
        == .error(400, "BadRequest", "The built-in scope tag 'Default' cannot be deleted."))
    #expect(emulator.get("\(Self.path)/0").status == 200)
  }

  @Test func idsAreNumbers() throws {
    let emulator = try TestEmulator.frozen()
    for (id, name) in [(1, "Berlin"), (2, "Tokyo")] {
      #expect(
        emulator.send("POST", Self.path, #"{"displayName":"\#(name)","isBuiltIn":true}"#).whole
          == .created("B\(Self.path)/\(id)", "{\(Self.context)/$entity\",\(Self.tag(id, name, "null"))}"))
    }
    #expect(emulator.send("DELETE", "\(Self.path)/1").whole == .noContent)
    #expect(emulator.send("DELETE", "\(Self.path)/1").whole == .intune(404, "ResourceNotFound"))
    #expect(emulator.send("POST", Self.path, #"{"displayName":"Lima"}"#)["id"] == "3")
    #expect(
      emulator.send("POST", Self.path, "{}").whole
        == .intune(400, "ModelValidationFailure", "The property 'displayName' is required"))
  }

  @Test func isAssigned() throws {
    let emulator = try TestEmulator.frozen(TargetedGroupTests.seed)
    emulator.send("POST", Self.path, #"{"displayName":"Berlin"}"#)
    let body = "{\"assignments\":[\(TargetedGroupTests.target(TargetedGroupTests.group))]}"
    #expect(emulator.send("POST", "\(Self.path)/1/assign", body).status == 200)
    #expect(
      emulator.get("\(Self.path)/1/assignments").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#deviceManagement/roleScopeTags('1')/assignments","value":[
           {"id":"1_\(TargetedGroupTests.group)",
            "target":{"@odata.type":"#microsoft.graph.groupAssignmentTarget",
             "deviceAndAppManagementAssignmentFilterId":null,"deviceAndAppManagementAssignmentFilterType":"none",
             "groupId":"\(TargetedGroupTests.group)"}}]}
          """))
  }

  /// What each tenant has is in an export only when somebody has changed it.
  @Test func theDefaultIsExportedWhenItIsAnother() throws {
    let emulator = try TestEmulator.frozen()
    #expect(try !emulator.export().contains("roleScopeTags"))
    #expect(emulator.send("PATCH", "\(Self.path)/0", #"{"description":"All"}"#).whole == .noContent)
    let again = try TestEmulator.frozen(emulator.export())
    #expect(again.get(Self.path).whole == emulator.get(Self.path).whole)
    #expect(again.get("\(Self.path)/0")["description"] == "All")
    #expect(again.get("\(Self.path)/0")["isBuiltIn"] == .bool(true))
  }
}
