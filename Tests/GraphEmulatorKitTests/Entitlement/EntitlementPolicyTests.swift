import JSON
import Testing

/// One policy in two renderings: what one version writes the other shows, and the rules follow it.
@Suite struct EntitlementPolicyTests {
  private typealias Scene = EntitlementScene

  private static let named = """
    {"@odata.type":"#microsoft.graph.singleUser","description":"Adele","userId":"\(People.adele)"}
    """
  private static let manager = ##"{"@odata.type":"#microsoft.graph.requestorManager","managerLevel":1}"##

  /// As v1.0 takes and shows it, without the members that differ between the two.
  private static let later = """
    "displayName":"Staff","description":"For staff","allowedTargetScope":"specificDirectoryUsers",
    "specificAllowedTargets":[\(named)],
    "expiration":{"duration":"P30D","endDateTime":null,"type":"afterDuration"}
    """

  private static let laterSettings = """
    "automaticRequestSettings":null,
    "requestorSettings":{"allowCustomAssignmentSchedule":false,"enableOnBehalfRequestorsToAddAccess":false,
      "enableOnBehalfRequestorsToRemoveAccess":false,"enableOnBehalfRequestorsToUpdateAccess":false,
      "enableTargetsToSelfAddAccess":true,"enableTargetsToSelfRemoveAccess":true,
      "enableTargetsToSelfUpdateAccess":true,"onBehalfRequestors":[]},
    "requestApprovalSettings":{"isApprovalRequiredForAdd":true,"isApprovalRequiredForUpdate":false,
      "isRequestorJustificationRequired":true,"stages":[{
        "@odata.type":"#microsoft.graph.accessPackageApprovalStage",
        "approverInformationVisibility":"visible","durationBeforeAutomaticDenial":"P14D","durationBeforeEscalation":"P1D",
        "escalationApprovers":[],"fallbackEscalationApprovers":[],"fallbackPrimaryApprovers":[\(named)],
        "isApproverJustificationRequired":true,"isEscalationEnabled":true,"primaryApprovers":[\(manager)]}]},
    "reviewSettings":{"expirationBehavior":"removeAccess","fallbackReviewers":[],"isEnabled":true,
      "isRecommendationEnabled":true,"isReviewerJustificationRequired":false,"isSelfReview":true,"primaryReviewers":[],
      "schedule":{"expiration":{"duration":"P25D","endDateTime":null,"type":"afterDuration"},
        "recurrence":{"pattern":{"dayOfMonth":0,"daysOfWeek":[],"firstDayOfWeek":null,"index":null,"interval":3,"month":0,
            "type":"absoluteMonthly"},
          "range":{"endDate":null,"numberOfOccurrences":0,"recurrenceTimeZone":null,"startDate":null,"type":"noEnd"}},
        "startDateTime":"2026-02-01T00:00:00Z"}},
    "notificationSettings":{"isAssignmentNotificationDisabled":true}
    """

  private static let betaNamed = """
    {"@odata.type":"#microsoft.graph.singleUser","isBackup":BACKUP,"description":"Adele","id":"\(People.adele)"}
    """

  private static let betaRendering = """
    "displayName":"Staff","description":"For staff","canExtend":true,"durationInDays":30,"expirationDateTime":null,
    "createdBy":"adele@contoso.example","createdDateTime":"\(EntitlementScene.moment)",
    "modifiedBy":"adele@contoso.example","modifiedDateTime":"\(EntitlementScene.moment)",
    "accessReviewSettings":{"accessReviewTimeoutBehavior":"removeAccess","durationInDays":25,
      "isAccessRecommendationEnabled":true,"isAgenticExperienceEnabled":null,"isApprovalJustificationRequired":false,
      "isEnabled":true,"recurrenceType":"quarterly","reviewers":[],"reviewerType":"Self",
      "startDateTime":"2026-02-01T00:00:00Z"},
    "requestorSettings":{"acceptRequests":true,"allowedRequestors":[\(betaNamed.replacing("BACKUP", with: "false"))],
      "scopeType":"SpecificDirectorySubjects"},
    "requestApprovalSettings":{"approvalMode":"SingleStage","approvalStages":[{
        "@odata.type":"#microsoft.graph.approvalStage","approvalStageTimeOutInDays":14,
        "approverInformationVisibility":"visible","escalationApprovers":[],"escalationTimeInMinutes":1440,
        "isApproverJustificationRequired":true,"isEscalationEnabled":true,"primaryApprovers":[
          {"@odata.type":"#microsoft.graph.requestorManager","isBackup":false,"managerLevel":1},
          \(betaNamed.replacing("BACKUP", with: "true"))]}],
      "isApprovalRequired":true,"isApprovalRequiredForExtension":false,"isRequestorJustificationRequired":true},
    "questions":[],"accessPackageNotificationSettings":{"isAssignmentNotificationDisabled":true},
    "verifiableCredentialSettings":null
    """

  private static func laterBody(_ more: String = "") -> String {
    "{\(later),\(laterSettings),\"accessPackage\":{\"id\":\"\(EntitlementScene.package)\"}\(more)}"
  }

  private static func laterAnswer(_ id: String) -> String {
    """
    {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignmentPolicies/$entity","id":"\(id)",
     \(later),"createdDateTime":"\(EntitlementScene.moment)","modifiedDateTime":"\(EntitlementScene.moment)",
     \(laterSettings)}
    """
  }

  private static func betaAnswer(_ id: String) -> String {
    """
    {"@odata.context":"B/$metadata#identityGovernance/entitlementManagement/accessPackageAssignmentPolicies/$entity",
     "id":"\(id)","accessPackageId":"\(EntitlementScene.package)",\(betaRendering)}
    """
  }

  @Test func v1ShowsInBeta() throws {
    let scene = try Scene()
    let reply = scene.send("POST", "/assignmentPolicies", Self.laterBody())
    let id = try #require(reply["id"]?.stringValue, "\(reply.text)")
    #expect(reply.whole == .created("V\(Scene.root)/assignmentPolicies/\(id)", Self.laterAnswer(id)))
    #expect(
      scene.get("/accessPackageAssignmentPolicies/\(id)", version: "beta").whole == .ok(Self.betaAnswer(id)))
  }

  @Test func betaShowsInV1() throws {
    let scene = try Scene()
    let body = "{\(Self.betaRendering),\"accessPackageId\":\"\(Scene.package)\"}"
    let reply = scene.send("POST", "/accessPackageAssignmentPolicies", body, version: "beta")
    let id = try #require(reply["id"]?.stringValue, "\(reply.text)")
    #expect(
      reply.whole
        == .created("B\(Scene.root)/accessPackageAssignmentPolicies/\(id)", Self.betaAnswer(id)))
    // Only v1.0 knows whether a schedule may be chosen.
    let shown = Self.laterAnswer(id).replacing(
      "\"allowCustomAssignmentSchedule\":false", with: "\"allowCustomAssignmentSchedule\":true")
    #expect(scene.get("/assignmentPolicies/\(id)").whole == .ok(shown))
  }

  /// What each version shows it takes back by PUT, and nothing changes.
  @Test func roundTrips() throws {
    let scene = try Scene()
    let id = try #require(scene.send("POST", "/assignmentPolicies", Self.laterBody())["id"]?.stringValue)
    for _ in 0..<2 {
      for (version, set) in [("v1.0", "assignmentPolicies"), ("beta", "accessPackageAssignmentPolicies")] {
        let shown = scene.get("/\(set)/\(id)", version: version)
        let reply = scene.send("PUT", "/\(set)/\(id)", shown.text, version: version)
        #expect(reply.whole == .ok(version == "beta" ? Self.betaAnswer(id) : Self.laterAnswer(id)))
      }
    }
  }

  /// The update page's body: the whole policy with its package.
  @Test func putWithAPackage() throws {
    let scene = try Scene()
    let path = "/assignmentPolicies/\(Scene.policy)"
    let reply = scene.send("PUT", path, Self.laterBody(",\"id\":\"\(Scene.policy)\",\"questions\":[]"))
    let made = try #require(reply["createdDateTime"]?.stringValue)
    #expect(
      reply.whole
        == .ok(
          Self.laterAnswer(Scene.policy).replacing(
            "\"createdDateTime\":\"\(Scene.moment)\"", with: "\"createdDateTime\":\"\(made)\"")))
    let other = #"{"displayName": "Else", "accessPackage": {"id": "\#(People.nobody)"}}"#
    #expect(
      scene.send("PUT", path, other).whole
        == .error(404, "ResourceNotFound", "The resource '\(People.nobody)' was not found."))
  }

  @Test func putReplacesQuestionsAndHandlers() throws {
    let scene = try Scene()
    let question = ##"{"@odata.type": "#microsoft.graph.accessPackageTextInputQuestion", "text": "Where?"}"##
    let body = #"{"displayName": "Asks", "questions": [\#(question)], "customExtensionStageSettings": []}"#
    let path = "/assignmentPolicies/\(Scene.policy)"
    #expect(scene.send("PUT", path, body).status == 200)
    #expect(scene.send("PUT", path, body).status == 200)
    #expect(scene.get("\(path)/questions").values("text") == ["Where?"])
    let beta = #"{"displayName": "Asks", "customExtensionHandlers": [{"stage": "assignmentRequestCreated"}]}"#
    let reply = scene.send(
      "PUT", "/accessPackageAssignmentPolicies/\(Scene.policy)", beta, version: "beta")
    #expect(reply.status == 200, "\(reply.text)")
    let handlers = "/accessPackageAssignmentPolicies/\(Scene.policy)/customExtensionHandlers"
    #expect(scene.get(handlers, version: "beta").values("stage") == ["assignmentRequestCreated"])
  }

  /// The rules follow what v1.0 said.
  @Test func decidesWhoMayAsk() throws {
    let scene = try Scene()
    let body = Self.laterBody().replacing(
      "\"isApprovalRequiredForAdd\":true", with: "\"isApprovalRequiredForAdd\":false")
    #expect(scene.send("POST", "/assignmentPolicies", body).status == 201)
    let request = """
      {"requestType": "userAdd", "assignment": {"accessPackageId": "\(Scene.package)"}, "justification": "Works on it"}
      """
    #expect(
      scene.send("POST", "/assignmentRequests", request, as: People.diego).whole
        == .error(
          400, "PolicyNotApplicable", "You don't meet policy requirements to request this entitlement."))
    #expect(scene.send("POST", "/assignmentRequests", request, as: "adele@contoso.example").status == 201)
    #expect(scene.members == [People.adele])
    #expect(
      scene.get("/assignments").items.first?["schedule"]?.objectValue?["expiration"]?.objectValue?[
        "endDateTime"]
        == "2026-03-02T08:15:30.0000000Z")
  }

  @Test(arguments: [
    ("NoSubjects", "notSpecified"), ("AllExistingDirectoryMemberUsers", "allMemberUsers"),
    ("AllExistingDirectorySubjects", "allDirectoryUsers"), ("AllExternalSubjects", "allExternalUsers"),
    ("SpecificConnectedOrganizationSubjects", "specificConnectedOrganizationUsers"),
    ("AllExistingConnectedOrganizationSubjects", "allConfiguredConnectedOrganizationUsers"),
    ("AllConfiguredConnectedOrganizationSubjects", "allConfiguredConnectedOrganizationUsers"),
  ])
  func scopes(beta: String, later: String) throws {
    let scene = try Scene(policy: #""requestorSettings": {"scopeType": "\#(beta)", "acceptRequests": true}"#)
    let path = "/assignmentPolicies/\(Scene.policy)"
    #expect(scene.get(path)["allowedTargetScope"] == .string(later))
    #expect(
      scene.get(
        "/assignmentPolicies?$filter=allowedTargetScope eq '\(later)'&$select=id".replacing(" ", with: "%20")
      )
      .values("id") == [Scene.policy])
    // Writing the same word again is no change.
    #expect(scene.send("PUT", path, #"{"allowedTargetScope": "\#(later)"}"#).status == 200)
    let shown = scene.get("/accessPackageAssignmentPolicies/\(Scene.policy)", version: "beta")
    #expect(shown["requestorSettings"]?.objectValue?["scopeType"] == .string(beta))
  }

  @Test func untypedUserSets() throws {
    let scene = try Scene()
    let body =
      #"{"displayName": "P", "accessPackage": {"id": "\#(Scene.package)"}, "specificAllowedTargets": [{"userId": "x"}]}"#
    let refusal = WholeAnswer.invalidModel(
      "specificAllowedTargets[0]",
      "An '@odata.type' is needed: the type 'microsoft.graph.subjectSet' is abstract and cannot be created.")
    #expect(scene.send("POST", "/assignmentPolicies", body).whole == refusal)
    #expect(scene.send("PUT", "/assignmentPolicies/\(Scene.policy)", body).whole == refusal)
  }

  /// Whatever is wrong with a policy, the answer says where.
  @Test(
    arguments: [
      (
        "v1.0", #"{"allowedTargetScope": "everybody"}"#,
        .invalidModel("allowedTargetScope", "Requested value 'everybody' was not found.")
      ),
      (
        "v1.0", #"{"expiration": {"type": "soon"}}"#,
        .invalidModel("expiration.type", "Requested value 'soon' was not found.")
      ),
      (
        "beta", #"{"durationInDays": 99999999999}"#,
        .invalidModel(
          "durationInDays", "The value '99999999999' of property 'durationInDays' is out of range.")
      ),
      (
        "beta", #"{"canExtend": 5}"#,
        .error(400, "BadRequest", "Cannot convert the literal '5' to the expected type 'Edm.Boolean'.")
      ),
      (
        "beta", #"{"nothing": 5}"#,
        .error(
          400, "BadRequest",
          "The property 'nothing' does not exist on type 'microsoft.graph.accessPackageAssignmentPolicy'. Make sure to only use property names that are defined by the type or mark the type as open type."
        )
      ),
    ] as [(String, String, WholeAnswer)])
  func refusalsNameTheMember(version: String, body: String, expected: WholeAnswer) throws {
    let scene = try Scene()
    let set = version == "beta" ? "accessPackageAssignmentPolicies" : "assignmentPolicies"
    #expect(scene.send("PUT", "/\(set)/\(Scene.policy)", body, version: version).whole == expected)
  }
}

/// What becomes of members of a policy that a body does not name, or that contradict each other.
@Suite struct EntitlementPolicyMemberTests {
  private typealias Scene = EntitlementScene

  private static let path = "/assignmentPolicies/\(EntitlementScene.policy)"
  private static let betaPath = "/accessPackageAssignmentPolicies/\(EntitlementScene.policy)"
  private static let nested =
    "/accessPackages/\(EntitlementScene.package)/assignmentPolicies/\(EntitlementScene.policy)"

  private static let requestors = """
    {"allowCustomAssignmentSchedule":null,"enableOnBehalfRequestorsToAddAccess":null,
     "enableOnBehalfRequestorsToRemoveAccess":null,"enableOnBehalfRequestorsToUpdateAccess":null,
     "enableTargetsToSelfAddAccess":true,"enableTargetsToSelfRemoveAccess":null,
     "enableTargetsToSelfUpdateAccess":null,"onBehalfRequestors":[]}
    """
  private static let approval = """
    {"isApprovalRequiredForAdd":true,"isApprovalRequiredForUpdate":null,"isRequestorJustificationRequired":null,
     "stages":[{"@odata.type":"#microsoft.graph.accessPackageApprovalStage","approverInformationVisibility":"default",
       "durationBeforeAutomaticDenial":null,"durationBeforeEscalation":null,"escalationApprovers":[],
       "fallbackEscalationApprovers":[],"fallbackPrimaryApprovers":[],"isApproverJustificationRequired":null,
       "isEscalationEnabled":null,"primaryApprovers":[]}]}
    """
  private static let review = """
    {"expirationBehavior":null,"fallbackReviewers":[],"isEnabled":true,"isRecommendationEnabled":null,
     "isReviewerJustificationRequired":null,"isSelfReview":null,"primaryReviewers":[],
     "schedule":{"expiration":null,"recurrence":{"pattern":{"dayOfMonth":0,"daysOfWeek":[],"firstDayOfWeek":null,
       "index":null,"interval":1,"month":0,"type":"weekly"},"range":{"endDate":null,"numberOfOccurrences":0,
       "recurrenceTimeZone":null,"startDate":null,"type":"noEnd"}},"startDateTime":null}}
    """

  private static let inPart = """
    "displayName":"P","requestorSettings":{"enableTargetsToSelfAddAccess":true},
    "requestApprovalSettings":{"isApprovalRequiredForAdd":true,"stages":[{}]},"notificationSettings":{},
    "reviewSettings":{"isEnabled":true,"schedule":{"recurrence":{"pattern":{"interval":1,"type":"weekly"},
      "range":{"type":"noEnd"}}}}
    """

  /// A complex value is whole however it is written, and what is never null is not null.
  @Test(arguments: ["POST", "PUT", "PATCH"]) func complexValuesAreWhole(method: String) throws {
    let scene = try Scene()
    let package = method == "POST" ? #","accessPackage":{"id":"\#(Scene.package)"}"# : ""
    let target = ["POST": "/assignmentPolicies", "PUT": Self.path, "PATCH": Self.nested][method] ?? ""
    let reply = scene.send(method, target, "{\(Self.inPart)\(package)}")
    let id = try #require(reply["id"]?.stringValue, "\(reply.text)")
    let shown = scene.get("/assignmentPolicies/\(id)")
    for (name, expected) in [
      ("requestorSettings", Self.requestors), ("requestApprovalSettings", Self.approval),
      ("reviewSettings", Self.review),
      ("notificationSettings", #"{"isAssignmentNotificationDisabled":false}"#),
    ] { #expect(shown[name]?.text == (try JSONValue.parse(expected).text), "\(name)") }
  }

  /// Null is not taken for what is never null.
  @Test(arguments: [
    (
      #"{"requestApprovalSettings":{"stages":[{"approverInformationVisibility":null}]}}"#,
      "requestApprovalSettings.stages[0].approverInformationVisibility",
      "'approverInformationVisibility' of resource 'AccessPackageApprovalStage'"
    ),
    (
      #"{"notificationSettings":{"isAssignmentNotificationDisabled":null}}"#,
      "notificationSettings.isAssignmentNotificationDisabled",
      "'isAssignmentNotificationDisabled' of resource 'AccessPackageNotificationSettings'"
    ),
  ])
  func nullIsRefused(body: String, place: String, name: String) throws {
    let scene = try Scene()
    #expect(
      scene.send("PUT", Self.path, body).whole
        == .invalidModel(place, "A value is required for property \(name)."))
  }

  // MARK: PUT

  /// PUT says what a policy is: what it does not say, v1.0 has not; what only beta says stays.
  @Test func putReplaces() throws {
    let scene = try Scene()
    let question = ##"{"@odata.type":"#microsoft.graph.accessPackageTextInputQuestion","text":"Where?"}"##
    let full = """
      {\(Self.inPart),"description":"d","allowedTargetScope":"allMemberUsers",
       "automaticRequestSettings":{"requestAccessForAllowedTargets":true},"questions":[\(question)],
       "expiration":{"type":"afterDuration","duration":"P7D"}}
      """
    #expect(scene.send("PUT", Self.path, full).status == 200)
    #expect(
      scene.send(
        "PUT", Self.betaPath, #"{"displayName":"P","verifiableCredentialSettings":{}}"#, version: "beta"
      )
      .status == 200)
    #expect(scene.send("PUT", Self.path, full).status == 200)
    let reply = scene.send(
      "PUT", Self.path, #"{"displayName":"min","description":"m","accessPackage":{"id":"\#(Scene.package)"}}"#
    )
    #expect(
      reply.whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignmentPolicies/$entity",
           "id":"\(Scene.policy)","displayName":"min","description":"m","allowedTargetScope":null,
           "specificAllowedTargets":[],"expiration":{"duration":null,"endDateTime":null,"type":"noExpiration"},
           "createdDateTime":"\(Scene.moment)","modifiedDateTime":"\(Scene.moment)","automaticRequestSettings":null,
           "requestorSettings":null,"requestApprovalSettings":null,"reviewSettings":null,"notificationSettings":null}
          """))
    let beta = scene.get(Self.betaPath, version: "beta")
    #expect(
      beta["requestorSettings"]?.text
        == #"{"acceptRequests":false,"allowedRequestors":[],"scopeType":"NoSubjects"}"#)
    #expect(beta["requestApprovalSettings"] == .null)
    #expect(beta["durationInDays"] == .number(0))
    #expect(beta["verifiableCredentialSettings"]?.text == #"{"credentialTypes":[]}"#)
    // An answer does not show the questions of a policy, so a body without them does not mean that there are none.
    #expect(scene.get("\(Self.path)/questions").values("text") == ["Where?"])
  }

  @Test func betaPutReplaces() throws {
    let scene = try Scene(
      policy: #"""
        "description": "d", "durationInDays": 7, "canExtend": true,
        "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true},
        "questions": [{"@odata.type": "#microsoft.graph.accessPackageTextInputQuestion", "text": {"defaultText": "Where?"}}]
        """#)
    let reply = scene.send("PUT", Self.betaPath, #"{"displayName": "min"}"#, version: "beta")
    #expect(
      reply.whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#identityGovernance/entitlementManagement/accessPackageAssignmentPolicies/$entity",
           "id":"\(Scene.policy)","accessPackageId":"\(Scene.package)","displayName":"min","description":null,
           "canExtend":false,"durationInDays":null,"expirationDateTime":null,"createdBy":null,
           "createdDateTime":"\(Scene.moment)","modifiedBy":"adele@contoso.example","modifiedDateTime":"\(Scene.moment)",
           "accessReviewSettings":null,"requestorSettings":null,"requestApprovalSettings":null,"questions":[],
           "accessPackageNotificationSettings":null,"verifiableCredentialSettings":null}
          """))
    #expect(scene.get("\(Self.path)/questions").items.isEmpty)
    #expect(scene.get(Self.path)["allowedTargetScope"] == "notSpecified")
  }

  // MARK: Ends

  /// Whoever says nothing of an end says that there is none.
  @Test(arguments: ["seed", "v1.0", "beta"]) func noEnd(version: String) throws {
    let scene = try Scene()
    let bodies = [
      "v1.0": #"{"displayName":"P","accessPackage":{"id":"\#(Scene.package)"}}"#,
      "beta": #"{"displayName":"P","accessPackageId":"\#(Scene.package)"}"#,
    ]
    let set = version == "beta" ? "/accessPackageAssignmentPolicies" : "/assignmentPolicies"
    let made = bodies[version].map { scene.send("POST", set, $0, version: version)["id"]?.stringValue }
    let id = try #require(made ?? Scene.policy)
    let none: JSONValue = ["duration": .null, "endDateTime": .null, "type": "noExpiration"]
    #expect(scene.get("/assignmentPolicies/\(id)")["expiration"] == none)
    let beta = scene.get("/accessPackageAssignmentPolicies/\(id)", version: "beta")
    #expect(beta["durationInDays"] == .null)
    let copy = try TestEmulator.frozen(scene.emulator.export())
    #expect(
      Scene(emulator: copy).get("/accessPackageAssignmentPolicies/\(id)", version: "beta").text == beta.text)
  }

  @Test(arguments: ["POST", "PUT"]) func twoEnds(method: String) throws {
    let scene = try Scene()
    let body = """
      {"displayName":"P","accessPackageId":"\(Scene.package)","durationInDays":7,
       "expirationDateTime":"2027-01-01T00:00:00Z"}
      """
    let path = method == "PUT" ? Self.betaPath : "/accessPackageAssignmentPolicies"
    #expect(
      scene.send(method, path, body, version: "beta").whole
        == .invalidModel("expirationDateTime", "Access ends after a time or at a moment, not both."))
  }

  @Test func aMistakeIsNamedAsItWasMade() throws {
    let scene = try Scene()
    for name in ["durationBeforeAutomaticDenial", "durationBeforeEscalation"] {
      let body = #"{"displayName":"P","requestApprovalSettings":{"stages":[{"\#(name)":"-P1D"}]}}"#
      #expect(
        scene.send("PUT", Self.path, body).whole
          == .invalidModel("requestApprovalSettings.stages[0].\(name)", "'-P1D' is less than nothing"))
    }
    let long = #"{"displayName":"P","expiration":{"type":"afterDuration","duration":"P9999999D"}}"#
    #expect(
      scene.send("PUT", Self.path, long).whole
        == .invalidModel("expiration.duration", "'P9999999D' leads past the year 9999"))
  }

  // MARK: Names

  @Test(arguments: [
    ("POST", "v1.0", #"{PACKAGE}"#), ("POST", "v1.0", #"{"displayName":"",PACKAGE}"#),
    ("POST", "v1.0", #"{"displayName":null,PACKAGE}"#), ("PUT", "v1.0", #"{"displayName":""}"#),
    ("PUT", "v1.0", #"{"displayName":null}"#), ("POST", "beta", #"{PACKAGE}"#),
    ("POST", "beta", #"{"displayName":"",PACKAGE}"#), ("PUT", "beta", #"{"displayName":""}"#),
  ])
  func aPolicyHasAName(method: String, version: String, body: String) throws {
    let scene = try Scene()
    let isBeta = version == "beta"
    let package =
      isBeta ? #""accessPackageId":"\#(Scene.package)""# : #""accessPackage":{"id":"\#(Scene.package)"}"#
    let set = isBeta ? "/accessPackageAssignmentPolicies" : "/assignmentPolicies"
    let path = method == "PUT" ? (isBeta ? Self.betaPath : Self.path) : set
    let reply = scene.send(method, path, body.replacing("PACKAGE", with: package), version: version)
    #expect(reply.errorCodes.first == "InvalidModel", "\(reply.text)")
    #expect(reply["error"]?.text.contains(#""target":"displayName""#) == true, "\(reply.text)")
  }
}
