import JSON
import Testing

/// What a body of an assignment is refused for (cloud-licensing 4.2), and in which order (ED-39).
@Suite struct LicensingBodyTests {
  static let insights = "f477b0f0-3bb1-4890-940c-40fcee6ce05f"
  static let exchangePlan = "9aaf7827-d63c-4b61-89c3-182f06f82e5c"
  static let exchangePlan2 = "efb87545-963c-4e0d-99df-69c6916d9eb0"
  static let intunePlan = "c1ec4a95-1f05-45b3-a911-aa3fa01094f5"
  static let powerPlan = "70d33638-9c74-4d01-bfd3-562de28bd4ba"
  static let foundation = "113feb6c-3fe4-4440-bddc-54d774bf0318"

  static let seed: String =
    String(People.seed.dropLast(2)).replacing("\"settings\": {", with: "\"settings\": {\(rules), ")
    .replacing("\"allotments\": [", with: "\"allotments\": [\(pools), ") + "}}"

  static let pools = """
    {"id": "insights", "allottedUnits": 5, "skuId": "3d957427-ecdc-4df2-aacd-01cc9d519da8"},
    {"id": "suspended", "allottedUnits": 5, "skuId": "078d2b04-f1bd-4111-bbd4-b4b1b354cef4",
     "subscriptions": [{"subscriptionId": "s", "state": "suspended", "startDate": "2025-01-01", "nextLifecycleDate": "2026-01-01"}]},
    {"id": "intune", "allottedUnits": 5, "skuId": "061f9ace-7d42-4136-88ac-31dc755f143f"},
    {"id": "located", "allottedUnits": 5, "skuId": "fde42873-30b6-436b-b361-21af5a6b84ae"}
    """

  static let rules = """
    "overCapacity": "reject", "licenseRules": {"requires": {"\(insights)": ["\(exchangePlan2)", "\(exchangePlan)"]},
     "excludes": [["\(intunePlan)", "\(exchangePlan)"]],
     "prohibitedLocations": {"fde42873-30b6-436b-b361-21af5a6b84ae": ["US"]}}
    """

  static func bind(_ allotment: String, _ assignee: String, _ plans: String = "[]") -> String {
    """
    {"allotment@odata.bind":"admin/cloudLicensing/allotments/\(allotment)","assignedTo@odata.bind":"\(assignee)",
     "disabledServicePlanIds":\(plans)}
    """
  }

  static func refusal(_ inner: String, _ message: String, _ property: String? = nil, target: String? = "body")
    -> WholeAnswer
  {
    .licensing(400, "badRequest", inner, message, property: property, target: target)
  }

  static let required = "requiredFieldOrParameterMissing"
  static let adele = "users/\(People.adele)"

  /// Each body is wrong in what it is refused for and in everything that is checked later.
  static let refused: [(String, WholeAnswer)] = [
    ("[]", refusal("invalidBody", "The body must be a JSON object.")),
    ("5", refusal("invalidBody", "The body must be a JSON object.")),
    (#"{"nothing":1}"#, refusal("invalidProperty", "The property 'nothing' is not valid here.", "nothing")),
    (
      #"{"allotment@odata_bind":"x"}"#,
      refusal(
        "invalidProperty", "The property 'allotment@odata_bind' is not valid here.", "allotment@odata_bind")
    ),
    ("{}", refusal(required, "The property 'allotment' is required.", "allotment")),
    (
      #"{"allotment@odata.bind":"admin/cloudLicensing/allotments/none"}"#,
      refusal(required, "The property 'assignedTo' is required.", "assignedTo")
    ),
    (
      #"{"allotment@odata.bind":"admin/cloudLicensing/allotments/none","assignedTo":{"displayName":"x"},"disabledServicePlanIds":[]}"#,
      refusal(required, "The property 'assignedTo' is required.", "assignedTo")
    ),
    (
      #"{"allotment@odata.bind":"admin/cloudLicensing/allotments/none","assignedTo@odata.bind":"users/none"}"#,
      refusal(required, "The property 'disabledServicePlanIds' is required.", "disabledServicePlanIds")
    ),
    (
      bind("none", "users/none", "null"),
      refusal(required, "The property 'disabledServicePlanIds' is required.", "disabledServicePlanIds")
    ),
    (
      bind("none", "users/none", "[\"\(foundation)\",\"x\"]"),
      refusal("invalidValue", "The value 'x' is not valid.", "disabledServicePlanIds[1]")
    ),
    (
      bind("none", "users/none"),
      refusal("notFound", "The object that 'allotment' refers to was not found.", "allotment")
    ),
    (
      bind("suspended", "users/\(People.nobody)", "[\"\(insights)\"]"),
      refusal("notFound", "The object that 'assignedTo' refers to was not found.", "assignedTo")
    ),
    (
      bind("suspended", "devices/\(People.kiosk)", "[\"\(insights)\"]"),
      refusal(
        "invalidAssigneeType", "The allotment cannot be assigned to this object.", "assignedTo", target: nil)
    ),
    (
      bind("exchange", adele, "[\"\(exchangePlan)\",\"\(insights)\"]"),
      refusal(
        "notFound", "The service plan '\(insights)' is not an assignable part of the allotment.",
        "disabledServicePlanIds[1]")
    ),
    (
      bind("powerBI", adele, "[\"\(foundation)\"]"),
      refusal(
        "notFound", "The service plan '\(foundation)' is not an assignable part of the allotment.",
        "disabledServicePlanIds[0]")
    ),
    (
      bind("exchange", adele),
      .licensing(
        409, "conflict", "assignmentAlreadyExists", "The allotment is already assigned to this object.",
        property: "assignedTo")
    ),
    (
      bind("suspended", adele),
      refusal(
        "subscriptionNotActive", "The subscription of the allotment is not active.", "allotment", target: nil)
    ),
    (bind("exchange", "users/\(People.diego)"), refusal("noAvailableLicenses", "", target: nil)),
  ]

  private static let ruled = Result { try TestEmulator.frozen(seed) }

  @Test(arguments: refused) func refuses(body: String, expected: WholeAnswer) throws {
    let emulator = try Self.ruled.get()
    let before = emulator.get("/admin/cloudLicensing/assignments").text
    let reply = emulator.send("POST", "/admin/cloudLicensing/assignments", body)
    if expected.body.contains("\"message\":\"\"") {
      #expect(reply.errorCodes == ["badRequest", "noAvailableLicenses"])
    } else {
      #expect(reply.whole == expected)
    }
    #expect(emulator.get("/admin/cloudLicensing/assignments").text == before)
  }

  @Test func rulesNameThePlans() throws {
    let emulator = try TestEmulator.frozen(Self.seed)
    let dependency = emulator.send(
      "POST", "/admin/cloudLicensing/assignments", Self.bind("insights", "users/\(People.diego)"))
    #expect(dependency.errorCodes == ["badRequest", "missingDependency"])
    #expect(Self.ids(dependency) == [.string(Self.insights), .string(Self.exchangePlan2)])
    let exclusion = emulator.send(
      "POST", "/admin/cloudLicensing/assignments", Self.bind("intune", Self.adele))
    #expect(exclusion.errorCodes == ["badRequest", "mutuallyExclusiveServicePlans"])
    #expect(
      Set((Self.ids(exclusion) ?? []).compactMap(\.stringValue)) == [Self.intunePlan, Self.exchangePlan])
    emulator.send("PATCH", "/users/\(People.diego)", #"{"usageLocation":"US"}"#)
    let location = emulator.send(
      "POST", "/admin/cloudLicensing/assignments", Self.bind("located", "users/\(People.diego)"))
    #expect(location.errorCodes == ["badRequest", "invalidUsageLocation"])
    #expect(location["error"]?.objectValue?["target"] == "query")
  }

  private static func ids(_ reply: Reply) -> [JSONValue]? {
    reply["error"]?.objectValue?["innerError"]?.objectValue?["ids"]?.arrayValue
  }

  /// Either form of a reference, any host, any version.
  @Test(arguments: [
    #""allotment@odata.bind":"https://graph.microsoft.com/beta/admin/cloudLicensing/allotments('powerBI')","assignedTo@odata.bind":"https://graph.microsoft.com/v1.0/users/\#(People.diego)""#,
    #""allotment@odata.bind":"/admin/cloudLicensing/allotments/powerBI","assignedTo@odata.bind":"directoryObjects/\#(People.diego)""#,
    #""allotment":{"@odata.id":"http://localhost:8585/beta/admin/cloudLicensing/allotments/powerBI"},"assignedTo":{"@odata.id":"users('diego@contoso.example')"}"#,
    #""allotment":{"@id":"admin/cloudLicensing/allotments/powerBI"},"assignedTo@odata.bind":"users/DIEGO@contoso.example""#,
  ]) func creates(references: String) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let reply = emulator.send(
      "POST", "/admin/cloudLicensing/assignments",
      """
      {"@odata.type":"#microsoft.graph.cloudLicensing.assignment",\(references),
       "disabledServicePlanIds":["\(Self.powerPlan)","\(Self.powerPlan.uppercased())"]}
      """)
    #expect(reply.whole == Self.assignment)
    #expect(
      emulator.get("/users/\(People.diego)/cloudLicensing/assignments").values("id") == [Self.diegosId])
  }

  /// The id comes of the allotment and the assignee (ED-22), so that it can be known beforehand.
  static let diegosId = "m4jpsg7rwqouym4br2zqhzpjkxnfksexidi64h5334valumy7e7a"

  static let assignment = WholeAnswer.created(
    "B/admin/cloudLicensing/assignments/\(diegosId)",
    """
    {"@odata.context":"B/$metadata#admin/cloudLicensing/assignments/$entity",
     "@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"\(diegosId)",
     "disabledServicePlanIds":["\(powerPlan)"]}
    """)

  @Test(arguments: [
    (
      "/admin/cloudLicensing/allotments/powerBI/assignments",
      #""assignedTo@odata.bind":"users/\#(People.diego)","#
    ),
    (
      "/users/\(People.diego)/cloudLicensing/assignments",
      #""allotment@odata.bind":"admin/cloudLicensing/allotments/powerBI","#
    ),
  ]) func thePathGivesWhatTheBodyLeavesOut(path: String, reference: String) throws {
    let body = "{\(reference)\"disabledServicePlanIds\":[\"\(Self.powerPlan)\"]}"
    #expect(try TestEmulator.frozen(People.seed).send("POST", path, body).whole == Self.assignment)
  }

  @Test func thePathWinsOverTheBody() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let path = "/admin/cloudLicensing/allotments/powerBI/assignments"
    #expect(
      emulator.send("POST", path, Self.bind("exchange", "users/\(People.diego)")).whole
        == Self.refusal(
          "immutablePropertyModified", "The property 'allotment' cannot be changed.", "allotment", target: nil
        ))
  }

  static let changes: [(String, WholeAnswer)] = [
    ("{}", refusal(required, "The property 'disabledServicePlanIds' is required.", "disabledServicePlanIds")),
    (
      #"{"disabledServicePlanIds":["x"]}"#,
      refusal("invalidValue", "The value 'x' is not valid.", "disabledServicePlanIds[0]")
    ),
    (
      "{\"disabledServicePlanIds\":[\"\(powerPlan)\"]}",
      refusal(
        "notFound", "The service plan '\(powerPlan)' is not an assignable part of the allotment.",
        "disabledServicePlanIds[0]")
    ),
    (
      #"{"disabledServicePlanIds":[],"nothing":1}"#,
      refusal("invalidProperty", "The property 'nothing' is not valid here.", "nothing")
    ),
    (
      bind("powerBI", adele),
      refusal(
        "immutablePropertyModified", "The property 'allotment' cannot be changed.", "allotment", target: nil)
    ),
    (
      bind("exchange", "users/\(People.alex)"),
      refusal(
        "immutablePropertyModified", "The property 'assignedTo' cannot be changed.", "assignedTo", target: nil
      )
    ),
    (
      bind("exchange", adele, "[\"\(exchangePlan)\"]"),
      .ok(
        """
        {"@odata.context":"B/$metadata#admin/cloudLicensing/assignments/$entity",
         "@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"first",
         "disabledServicePlanIds":["\(exchangePlan)"]}
        """)
    ),
  ]

  @Test(arguments: changes) func changesPlansOnly(body: String, expected: WholeAnswer) throws {
    let emulator = try TestEmulator.frozen(People.seed)
    #expect(emulator.send("PATCH", "/admin/cloudLicensing/assignments/first", body).whole == expected)
  }
}
