import JSON
import TestSupport
import Testing

/// What a version shows of a policy it takes back by PUT, and then neither version shows anything else.
@Suite struct EntitlementRoundTripTests {
  private typealias Scene = EntitlementScene

  private static let sets = [("v1.0", "assignmentPolicies"), ("beta", "accessPackageAssignmentPolicies")]

  /// Sends each version's answer back to it, one after the other.
  private static func check(_ scene: Scene, _ id: String, _ comment: String) throws {
    let before = try shown(scene, id)
    let package = try #require(before[1]["accessPackageId"]?.stringValue)
    for (version, set) in sets + sets.reversed() {
      var body = try #require(
        scene.get("/\(set)/\(id)", version: version).json.objectValue, "\(version) \(comment)")
      if version == "v1.0" { body["accessPackage"] = ["id": .string(package)] }
      let reply = scene.send("PUT", "/\(set)/\(id)", JSONValue.object(body).text, version: version)
      #expect(reply.status == 200, "\(version) \(comment): \(reply.text)")
      #expect(try shown(scene, id) == before, "\(version) \(comment)")
    }
  }

  /// In both versions, with the questions, without what says who changed it.
  private static func shown(_ scene: Scene, _ id: String) throws -> [JSONObject] {
    try sets.map { version, set in
      let questions = version == "beta" ? "" : "?$expand=questions"
      var policy = try #require(scene.get("/\(set)/\(id)\(questions)", version: version).json.objectValue)
      for name in ["modifiedBy", "modifiedDateTime"] { policy[name] = nil }
      return policy
    }
  }

  @Test func policiesOfTheDemoTenant() throws {
    let scene = Scene(emulator: try TestEmulator.contoso())
    let ids = scene.get("/assignmentPolicies?$select=id").values("id")
    #expect(ids.count == 5)
    for id in ids { try Self.check(scene, id, id) }
  }

  @Test(arguments: RandomTest.seeds(1, 2, 3)) func policiesOfAllKinds(seed: UInt64) throws {
    let scene = try Scene()
    var random = RandomPolicy(random: RandomTest.numbers(seed: seed))
    for _ in 0..<30 {
      for (version, set) in Self.sets {
        let body = random.body(version)
        let made = scene.send("POST", "/\(set)", body, version: version)
        let id = try #require(made["id"]?.stringValue, "\(body): \(made.text)")
        try Self.check(scene, id, body)
      }
    }
  }

  /// A version keeps what only the other one can say, also where something else is changed.
  @Test func whatOnlyTheOtherVersionSays() throws {
    let scene = try Scene(
      policy: #"""
        "requestorSettings": {"scopeType": "AllExistingConnectedOrganizationSubjects", "acceptRequests": true},
        "requestApprovalSettings": {"isApprovalRequired": true, "approvalMode": "Serial", "approvalStages": [
          {"approvalStageTimeOutInDays": 14}]}
        """#)
    var body = try #require(scene.get("/assignmentPolicies/\(Scene.policy)").json.objectValue)
    body["specificAllowedTargets"] = [
      ["@odata.type": "#microsoft.graph.singleUser", "userId": .string(People.adele)]
    ]
    let approval = try #require(body["requestApprovalSettings"])
    body["requestApprovalSettings"] = try JSONValue.parse(
      approval.text.replacing(
        "\"isApprovalRequiredForUpdate\":false", with: "\"isApprovalRequiredForUpdate\":true"))
    let path = "/assignmentPolicies/\(Scene.policy)"
    #expect(scene.send("PUT", path, JSONValue.object(body).text).status == 200)
    let beta = scene.get("/accessPackageAssignmentPolicies/\(Scene.policy)", version: "beta")
    #expect(
      beta["requestorSettings"]?.text
        == ##"{"acceptRequests":true,"allowedRequestors":[{"@odata.type":"#microsoft.graph.singleUser","##
        + ##""isBackup":false,"description":null,"id":"\##(People.adele)"}],"scopeType":"AllExistingConnectedOrganizationSubjects"}"##
    )
    #expect(
      beta["requestApprovalSettings"]?.text
        == ##"{"approvalMode":"Serial","approvalStages":[{"@odata.type":"#microsoft.graph.approvalStage","##
        + #""approvalStageTimeOutInDays":14,"approverInformationVisibility":null,"escalationApprovers":[],"#
        + #""escalationTimeInMinutes":null,"isApproverJustificationRequired":null,"isEscalationEnabled":null,"#
        + #""primaryApprovers":[]}],"isApprovalRequired":true,"isApprovalRequiredForExtension":true,"#
        + #""isRequestorJustificationRequired":null}"#)
  }
}

/// Makes bodies of policies in which each member is there or not, null or a value, whole or in part.
private struct RandomPolicy {
  var random: RepeatableNumbers
  private var made = 0

  init(random: RepeatableNumbers) { self.random = random }

  mutating func body(_ version: String) -> String {
    made += 1
    let members = version == "beta" ? beta() : later()
    let package =
      version == "beta"
      ? #""accessPackageId": "\#(EntitlementScene.package)""#
      : #""accessPackage": {"id": "\#(EntitlementScene.package)"}"#
    let whole = [#""displayName": "P\#(made)""#, package] + members
    return "{" + whole.joined(separator: ", ") + "}"
  }

  // MARK: Members

  /// Some of them, each with one of its values.
  private mutating func some(_ members: [(String, [String])]) -> [String] {
    members.compactMap { name, values in
      random.oneIn(3) ? nil : "\"\(name)\": \(random.pick(values))"
    }
  }

  private mutating func object(_ members: [(String, [String])]) -> String {
    "{\(some(members).joined(separator: ", "))}"
  }

  private static let flag = ["null", "true", "false"]

  private mutating func list(_ elements: [String]) -> [String] {
    ["null", "[]", "[\(random.pick(elements))]", "[\(random.pick(elements)), \(random.pick(elements))]"]
  }

  private mutating func later() -> [String] {
    let sets = list(Self.laterSets)
    let pattern = object([
      ("interval", ["1", "3", "12"]), ("type", [#""weekly""#, #""absoluteMonthly""#, #""absoluteYearly""#]),
      ("dayOfMonth", ["0", "5"]), ("month", ["0"]), ("daysOfWeek", ["[]", #"["monday"]"#]),
    ])
    let range = object([("type", [#""noEnd""#]), ("numberOfOccurrences", ["0", "4"])])
    let recurrence = #"{"pattern": \#(pattern), "range": \#(range)}"#
    let expiration = Self.expirations
    let schedule = object([
      ("startDateTime", ["null", #""2026-02-01T00:00:00Z""#]), ("expiration", expiration),
      ("recurrence", ["null", recurrence]),
    ])
    let stage = object([
      ("durationBeforeAutomaticDenial", ["null", #""P14D""#, #""PT36H""#]),
      ("durationBeforeEscalation", ["null", #""PT0S""#, #""P1D""#, #""PT90S""#]), ("primaryApprovers", sets),
      ("fallbackPrimaryApprovers", sets), ("escalationApprovers", sets), ("isEscalationEnabled", Self.flag),
      ("approverInformationVisibility", [#""default""#, #""visible""#]),
    ])
    let switches = [
      "allowCustomAssignmentSchedule", "enableTargetsToSelfAddAccess", "enableTargetsToSelfUpdateAccess",
      "enableTargetsToSelfRemoveAccess", "enableOnBehalfRequestorsToAddAccess",
    ]
    let requestors = object(switches.map { ($0, Self.flag) } + [("onBehalfRequestors", sets)])
    let approval = object([
      ("isApprovalRequiredForAdd", Self.flag), ("isApprovalRequiredForUpdate", Self.flag),
      ("isRequestorJustificationRequired", Self.flag),
      ("stages", ["null", "[]", "[\(stage)]", "[{}, \(stage)]"]),
    ])
    let review = object([
      ("isEnabled", Self.flag), ("isSelfReview", Self.flag), ("primaryReviewers", sets),
      ("fallbackReviewers", sets), ("schedule", ["null", schedule]),
      ("expirationBehavior", ["null", #""keepAccess""#]),
    ])
    return some([
      ("allowedTargetScope", ["null"] + Self.scopes), ("specificAllowedTargets", sets),
      ("expiration", expiration), ("requestorSettings", ["null", requestors]),
      ("requestApprovalSettings", ["null", approval]), ("reviewSettings", ["null", review]),
      ("notificationSettings", ["null", "{}", #"{"isAssignmentNotificationDisabled": true}"#]),
      ("automaticRequestSettings", ["null", "{}", #"{"requestAccessForAllowedTargets": true}"#]),
      (
        "questions",
        ["[]", "[\(Self.laterQuestions[0])]", "[\(Self.laterQuestions.joined(separator: ", "))]"]
      ),
    ])
  }

  private mutating func beta() -> [String] {
    let sets = list(Self.betaSets)
    let stage = object([
      ("approvalStageTimeOutInDays", ["null", "0", "14"]),
      ("escalationTimeInMinutes", ["null", "0", "90", "1440"]),
      ("primaryApprovers", sets), ("escalationApprovers", sets), ("isEscalationEnabled", Self.flag),
      ("approverInformationVisibility", ["null", #""visible""#]),
    ])
    let approval = object([
      ("isApprovalRequired", Self.flag), ("isApprovalRequiredForExtension", Self.flag),
      ("approvalMode", ["null", #""NoApproval""#, #""Serial""#]),
      ("approvalStages", ["null", "[]", "[\(stage)]", "[{}, \(stage)]"]),
    ])
    let review = object([
      ("isEnabled", Self.flag), ("durationInDays", ["null", "0", "25"]), ("reviewers", sets),
      ("recurrenceType", ["null", #""monthly""#, #""annual""#, #""Weekly""#, #""halfyearly""#]),
      ("reviewerType", ["null", #""Self""#, #""Manager""#]),
    ])
    let requestors = object([
      ("acceptRequests", Self.flag), ("allowedRequestors", sets),
      (
        "scopeType",
        ["null", #""NoSubjects""#, #""AllExistingConnectedOrganizationSubjects""#, #""allexternalsubjects""#]
      ),
    ])
    let end = random.pick(["\"durationInDays\": 30", "\"expirationDateTime\": \"2027-01-01T00:00:00Z\"", ""])
    return [end].filter { !$0.isEmpty }
      + some([
        ("canExtend", Self.flag), ("requestorSettings", ["null", requestors]),
        ("requestApprovalSettings", ["null", approval]), ("accessReviewSettings", ["null", review]),
        ("accessPackageNotificationSettings", ["null", "{}"]),
        (
          "questions",
          ["null", "[]", "[\(Self.betaQuestions[0])]", "[\(Self.betaQuestions.joined(separator: ", "))]"]
        ),
      ])
  }

  // MARK: Values

  private static let expirations = [
    "null", #"{"type": "noExpiration"}"#, #"{"type": "notSpecified"}"#, "{}",
    #"{"type": "afterDuration", "duration": "P10D"}"#, #"{"type": "afterDuration", "duration": "PT36H"}"#,
    #"{"type": "afterDateTime", "endDateTime": "2027-01-01T00:00:00Z"}"#,
  ]

  private static let scopes = [
    "notSpecified", "specificDirectoryUsers", "allMemberUsers", "allConfiguredConnectedOrganizationUsers",
    "specificDirectoryServicePrincipals", "allDirectoryServicePrincipals",
  ].map { "\"\($0)\"" }

  private static let laterSets = [
    ##"{"@odata.type": "#microsoft.graph.singleUser", "userId": "\##(People.adele)", "description": "Adele"}"##,
    ##"{"@odata.type": "#microsoft.graph.groupMembers", "groupId": "\##(People.sales)"}"##,
    ##"{"@odata.type": "#microsoft.graph.singleServicePrincipal", "servicePrincipalId": "\##(People.nobody)"}"##,
    ##"{"@odata.type": "#microsoft.graph.targetManager", "managerLevel": 1}"##,
    ##"{"@odata.type": "#microsoft.graph.requestorManager"}"##,
    ##"{"@odata.type": "#microsoft.graph.targetApplicationOwners"}"##,
    ##"{"@odata.type": "#microsoft.graph.ruleBasedSubjectSet", "rule": "x"}"##,
    ##"{"@odata.type": "#microsoft.graph.connectedOrganizationMembers", "connectedOrganizationId": "c"}"##,
    ##"{"@odata.type": "#microsoft.graph.attributeRuleMembers", "membershipRule": "(user.city -eq \"Oslo\")"}"##,
  ]

  private static let betaSets = [
    ##"{"@odata.type": "#microsoft.graph.singleUser", "id": "\##(People.adele)", "isBackup": true}"##,
    ##"{"@odata.type": "#microsoft.graph.groupMembers", "id": "\##(People.sales)", "isBackup": false}"##,
    ##"{"@odata.type": "#microsoft.graph.requestorManager", "managerLevel": 2}"##,
    ##"{"@odata.type": "#microsoft.graph.singleServicePrincipal", "id": "\##(People.nobody)"}"##,
    ##"{"@odata.type": "#microsoft.graph.internalSponsors"}"##,
  ]

  private static let laterQuestions = [
    ##"{"@odata.type": "#microsoft.graph.accessPackageTextInputQuestion", "text": "Where?"}"##,
    ##"""
    {"@odata.type": "#microsoft.graph.accessPackageMultipleChoiceQuestion", "text": "Which?", "isRequired": true,
     "localizations": [{"text": "Wo?"}], "choices": [{"actualValue": "a", "text": "A"}]}
    """##,
  ]

  private static let betaQuestions = [
    ##"{"@odata.type": "#microsoft.graph.accessPackageTextInputQuestion", "text": {"defaultText": "Where?"}}"##,
    ##"""
    {"@odata.type": "#microsoft.graph.accessPackageMultipleChoiceQuestion", "allowsMultipleSelection": true,
     "text": {"defaultText": "Which?", "localizedTexts": [{"text": "Wo?"}]}, "choices": [{"actualValue": "a"}]}
    """##,
  ]
}
