import JSON
import Testing

/// Policies of the settings catalog, and the filters of assignments.
@Suite struct ConfigurationPolicyTests {
  static let path = "/deviceManagement/configurationPolicies"
  static let filters = "/deviceManagement/assignmentFilters"
  static let moment = "2026-01-31T08:15:30.0000000Z"

  static let body = ##"""
    {"name":"Firewall","platforms":"windows10","technologies":"mdm","settings":[
     {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSetting","settingInstance":
      {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
       "settingDefinitionId":"vendor_msft_firewall_limit","simpleSettingValue":
        {"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue","value":7}}}]}
    """##

  static func policy(_ id: String, settings: Int = 1, isAssigned: Bool = false) -> String {
    """
    "id":"\(id)","name":"Firewall","description":null,"platforms":"windows10","technologies":"mdm",
    "createdDateTime":"\(moment)","lastModifiedDateTime":"\(moment)","settingCount":\(settings),
    "creationSource":null,"roleScopeTagIds":["0"],"isAssigned":\(isAssigned),
    "disableEntraGroupPolicyAssignment":false,"templateReference":null,"priorityMetaData":null
    """
  }

  @Test func isMadeWithItsSettings() throws {
    let emulator = try TestEmulator.frozen()
    let made = emulator.send("POST", Self.path, Self.body)
    let id = try #require(made["id"]?.stringValue)
    #expect(made.status == 201)
    #expect(
      emulator.get("\(Self.path)/\(id)").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#deviceManagement/configurationPolicies/$entity",\(Self.policy(id))}
          """))
    let settings = emulator.get("\(Self.path)/\(id)/settings")
    #expect(
      settings.whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#deviceManagement/configurationPolicies('\(id)')/settings","value":[
           {"id":"0","settingInstance":
            {"@odata.type":"#microsoft.graph.deviceManagementConfigurationSimpleSettingInstance",
             "settingDefinitionId":"vendor_msft_firewall_limit","settingInstanceTemplateReference":null,
             "simpleSettingValue":
              {"@odata.type":"#microsoft.graph.deviceManagementConfigurationIntegerSettingValue",
               "settingValueTemplateReference":null,"value":7}}}]}
          """))
    #expect(
      emulator.send("GET", Self.path, version: "v1.0").whole == .unknownSegment("configurationPolicies"))
  }

  @Test func tellsWhetherItIsAssigned() throws {
    let emulator = try TestEmulator.frozen(TargetedGroupTests.seed)
    let id = try #require(emulator.send("POST", Self.path, Self.body)["id"]?.stringValue)
    let path = "\(Self.path)/\(id)"
    let body = "{\"assignments\":[\(TargetedGroupTests.target(TargetedGroupTests.group))]}"
    #expect(emulator.send("POST", "\(path)/assign", body).status == 200)
    #expect(emulator.get(path)["isAssigned"] == .bool(true))
    #expect(
      emulator.get("\(path)/assignments").values("id") == ["\(id)_\(TargetedGroupTests.group)"])
    #expect(emulator.send("POST", "\(path)/assign", #"{"assignments":[]}"#).status == 200)
    #expect(emulator.get("\(path)?$select=isAssigned,settingCount")["isAssigned"] == .bool(false))
  }

  @Test func misfits() throws {
    let emulator = try TestEmulator.frozen()
    #expect(
      emulator.send("POST", Self.path, "{}").whole
        == .intune(400, "ModelValidationFailure", "The property 'name' is required"))
    #expect(emulator.get("\(Self.path)/\(People.nobody)").whole == .intune(404, "ResourceNotFound"))
    #expect(
      emulator.send("POST", Self.filters, #"{"displayName":"F","platform":"iOS"}"#).whole
        == .intune(400, "ModelValidationFailure", "The property 'rule' is required"))
    #expect(emulator.get("\(Self.filters)/\(People.nobody)").whole == .intune(404, "ResourceNotFound"))
  }

  @Test func filters() throws {
    let emulator = try TestEmulator.frozen()
    let made = emulator.send(
      "POST", Self.filters,
      #"{"displayName":"Kiosks","platform":"windows10AndLater","rule":"(device.model -eq \"K\")"}"#)
    let id = try #require(made["id"]?.stringValue)
    #expect(
      made.whole
        == .created(
          "B\(Self.filters)/\(id)",
          #"""
          {"@odata.context":"B/$metadata#deviceManagement/assignmentFilters/$entity","id":"\#(id)",
           "createdDateTime":"\#(Self.moment)","lastModifiedDateTime":"\#(Self.moment)","displayName":"Kiosks",
           "description":null,"platform":"windows10AndLater","rule":"(device.model -eq \"K\")",
           "roleScopeTags":["0"],"payloads":[],"assignmentFilterManagementType":"devices","evaluationMode":null}
          """#))
    #expect(emulator.send("PATCH", "\(Self.filters)/\(id)", #"{"description":"All"}"#).whole == .noContent)
    #expect(emulator.get("\(Self.filters)/\(id)")["description"] == "All")
    #expect(emulator.send("DELETE", "\(Self.filters)/\(id)").whole == .noContent)
    #expect(emulator.get(Self.filters).items.isEmpty)
  }
}
