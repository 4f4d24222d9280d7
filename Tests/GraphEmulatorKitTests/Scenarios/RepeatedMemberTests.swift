import JSON
import Testing

/// Bodies in which a name stands twice, and texts that no store keeps whole (graph-platform 1.15, 6.2).
@Suite struct RepeatedMemberTests {
  static func twice(_ name: String) -> WholeAnswer {
    .error(
      400, "BadRequest",
      "Multiple properties with the name '\(name)' were detected in a resource or a complex value. In OData, "
        + "duplicate property names are not allowed.")
  }

  static func noText(_ text: String) -> WholeAnswer {
    .error(400, "BadRequest", "Cannot convert the literal '\(text)' to the expected type 'Edm.String'.")
  }

  static let unreadable = WholeAnswer.error(
    400, "BadRequest",
    "Unable to read JSON request payload. Please ensure Content-Type header is set and payload is of valid JSON format."
  )

  static let adele = "/users/\(People.adele)"
  static let profile = "/deviceManagement/deviceConfigurations/\(People.profile)"
  static let package = "/identityGovernance/entitlementManagement/accessPackages/\(People.package)"

  static let requests: [(String, String, String, WholeAnswer)] = [
    ("PATCH", adele, #"{"displayName":"A","DisplayName":"B"}"#, twice("DisplayName")),
    ("PATCH", adele, #"{"displayName":"A","displayName":"A"}"#, unreadable),
    (
      "PATCH", adele,
      #"{"onPremisesExtensionAttributes":{"extensionAttribute1":"a","EXTENSIONATTRIBUTE1":"b"}}"#,
      twice("EXTENSIONATTRIBUTE1")
    ),
    ("POST", "\(adele)/checkMemberGroups", #"{"groupIds":[],"GroupIds":[]}"#, twice("GroupIds")),
    ("PATCH", profile, #"{"displayName":"A","DisplayName":"B"}"#, twice("DisplayName")),
    ("PATCH", package, #"{"displayName":"A","DisplayName":"B"}"#, twice("DisplayName")),
    (
      "POST", "/admin/cloudLicensing/assignments",
      #"{"disabledServicePlanIds":[],"DisabledServicePlanIds":[]}"#,
      .licensing(
        400, "badRequest", "invalidProperty",
        "The property 'DisabledServicePlanIds' is given more than once.",
        property: "DisabledServicePlanIds", target: "body")
    ),
    ("PATCH", adele, #"{"displayName":"A\u0000B"}"#, noText("A\0B")),
    ("PATCH", adele, #"{"businessPhones":["\u0000"]}"#, noText("\0")),
    (
      "PATCH", profile, #"{"displayName":"A\u0000B"}"#,
      .misfit("Cannot convert the literal 'A\0B' to the expected type 'Edm.String'.")
    ),
    (
      "POST", "/groups/\(People.sales)/members/$ref", #"{"@odata.id":"users/\#(People.alex)\u0000"}"#,
      .error(400, "Request_BadRequest", "Invalid URL format specified in @odata.bind for members")
    ),
  ]

  @Test(arguments: requests) func isRefused(
    method: String, path: String, body: String, expected: WholeAnswer
  ) throws {
    let emulator = try TestEmulator.everyWorkload.get()
    let members = "/groups/\(People.sales)/members?$select=id"
    let before = (emulator.get(path).whole, emulator.get(members).whole)
    #expect(emulator.send(method, path, body).whole == expected)
    #expect((emulator.get(path).whole, emulator.get(members).whole) == before)
  }
}
