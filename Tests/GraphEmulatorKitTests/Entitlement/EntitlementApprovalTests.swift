import JSON
import Testing

/// Approvals as clients of both versions carry them out, with tokens that say who asks and tokens that do not.
@Suite struct EntitlementApprovalTests {
  private typealias Scene = EntitlementScene

  private static func policy(_ stages: [String]) -> String {
    """
    "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true},
    "requestApprovalSettings": {"isApprovalRequired": true, "approvalStages": [\(stages.joined(separator: ","))]}
    """
  }

  private static func stage(_ approvers: String, escalation: String = "") -> String {
    """
    {"approvalStageTimeOutInDays": 14, "isEscalationEnabled": \(!escalation.isEmpty), "escalationTimeInMinutes": 1440,
     "primaryApprovers": [\(approvers)], "escalationApprovers": [\(escalation)]}
    """
  }

  private static func user(_ id: String) -> String {
    ##"{"@odata.type": "#microsoft.graph.singleUser", "id": "\##(id)"}"##
  }

  private static let approvals = "/accessPackageAssignmentApprovals"

  /// A request of Diego's that waits.
  private static func pending(_ stages: [String]) throws -> (scene: Scene, id: String) {
    let scene = try Scene(policy: policy(stages))
    let body = #"{"requestType": "userAdd", "assignment": {"accessPackageId": "\#(Scene.package)"}}"#
    let reply = scene.send("POST", "/assignmentRequests", body, as: People.diego)
    return (scene, try #require(reply["id"]?.stringValue, "\(reply.text)"))
  }

  private static func state(_ scene: Scene, _ id: String) -> [JSONValue?] {
    let request = scene.get("/assignmentRequests/\(id)")
    return [request["state"], request["status"]]
  }

  private static func part(_ id: String, _ status: String, mine: Bool) -> String {
    """
    {"id":"\(id)","displayName":null,"reviewedDateTime":null,"reviewResult":"NotReviewed","status":"\(status)",
     "assignedToMe":\(mine),"justification":"","reviewedBy":null}
    """
  }

  @Test(arguments: [("v1.0", "stages", "V"), ("beta", "steps", "B")])
  func comesWithItsParts(version: String, name: String, root: String) throws {
    let (scene, id) = try Self.pending([Self.stage(Self.user(People.adele))])
    let part = try #require(
      scene.get("\(Self.approvals)/\(id)/\(name)", version: version).values("id").first)
    for (caller, mine) in [(People.adele, true), (People.alex, false), (nil, true)] {
      #expect(
        scene.get("\(Self.approvals)/\(id)", version: version, as: caller).whole
          == .ok(
            """
            {"@odata.context":"\(root)/$metadata#identityGovernance/entitlementManagement/accessPackageAssignmentApprovals/$entity",
             "id":"\(id)","\(name)":[\(Self.part(part, "InProgress", mine: mine))]}
            """))
    }
  }

  @Test(arguments: [("v1.0", "stages"), ("beta", "steps")])
  func takesTheDecision(version: String, name: String) throws {
    let (scene, id) = try Self.pending([Self.stage(Self.user(People.adele))])
    let parts = "\(Self.approvals)/\(id)/\(name)"
    let part = try #require(scene.get(parts, version: version).values("id").first)
    let body = #"{"reviewResult": "Approve", "justification": "Fine"}"#
    #expect(
      scene.send("PATCH", "\(parts)/\(part)", body, version: version, as: People.alex).whole
        == .error(
          403, "UnAuthorized", "User is not authorized to perform the operation. Reason: Unauthorized"))
    #expect(
      scene.send("PATCH", "\(parts)/\(part)", body, version: version, as: "ADELE@contoso.example").whole
        == .noContent)
    #expect(Self.state(scene, id) == ["delivered", "Delivered"])
    #expect(scene.members == [People.diego])
    let decided = scene.get("\(parts)/\(part)", version: version)
    #expect(decided["reviewResult"] == "Approve")
    #expect(
      decided["reviewedBy"]?.text == #"{"displayName":"Adele Vance","id":"\#(People.adele)"}"#)
    #expect(
      scene.send("PATCH", "\(parts)/\(part)", body, version: version).whole
        == .error(409, "Conflict", "The approval step is already decided."))
  }

  /// A token that says nothing counts as any approver.
  @Test func anybodyDecides() throws {
    let (scene, id) = try Self.pending([Self.stage(Self.user(People.alex))])
    let parts = "\(Self.approvals)/\(id)/stages"
    let part = try #require(scene.get(parts).values("id").first)
    #expect(scene.send("PATCH", "\(parts)/\(part)", #"{"reviewResult": "Deny"}"#).whole == .noContent)
    #expect(Self.state(scene, id) == ["denied", "Denied"])
  }

  @Test func butNotWhereTheTenantSaysSo() throws {
    let (scene, id) = try Self.pending([Self.stage(Self.user(People.alex))])
    try scene.emulator.load(#"{"settings": {"entitlement": {"approveWithoutIdentity": false}}}"#)
    let parts = "\(Self.approvals)/\(id)/stages"
    let part = try #require(scene.get(parts).values("id").first)
    #expect(scene.get("\(parts)/\(part)")["assignedToMe"] == .bool(false))
    #expect(scene.send("PATCH", "\(parts)/\(part)", #"{"reviewResult": "Deny"}"#).status == 403)
  }

  @Test func stagesFollowEachOther() throws {
    let (scene, id) = try Self.pending([
      Self.stage(Self.user(People.adele)), Self.stage(Self.user(People.alex)),
    ])
    let parts = "\(Self.approvals)/\(id)/stages"
    #expect(scene.get(parts).values("status") == ["InProgress", "Initializing"])
    let ids = scene.get(parts).values("id")
    let approve = #"{"reviewResult": "Approve"}"#
    for (caller, mine) in [(People.alex, false), (People.adele, true), (nil, true)] {
      #expect(scene.get("\(parts)/\(ids[0])", as: caller)["assignedToMe"] == .bool(mine))
      #expect(scene.get("\(parts)/\(ids[1])", as: caller)["assignedToMe"] == .bool(false))
    }
    #expect(
      scene.send("PATCH", "\(parts)/\(ids[1])", approve, as: People.alex).whole
        == .error(
          400, "InvalidOperation",
          "The approval step cannot be decided: its status is Initializing until the steps before it are decided."
        ))
    #expect(scene.send("PATCH", "\(parts)/\(ids[0])", approve, as: People.adele).status == 204)
    #expect(scene.get("\(parts)/\(ids[1])", as: People.alex)["assignedToMe"] == .bool(true))
    #expect(scene.get(parts).values("status") == ["Completed", "InProgress"])
    #expect(Self.state(scene, id) == ["pendingApproval", "PendingApproval"])
    #expect(
      scene.send("PATCH", "\(parts)/\(ids[0])", approve, as: People.adele).whole
        == .error(409, "Conflict", "The approval step is already decided."))
    #expect(scene.send("PATCH", "\(parts)/\(ids[1])", approve, as: People.adele).status == 403)
    #expect(scene.send("PATCH", "\(parts)/\(ids[1])", approve, as: People.alex).status == 204)
    #expect(Self.state(scene, id) == ["delivered", "Delivered"])
  }

  @Test(arguments: [
    ##"{"@odata.type": "#microsoft.graph.groupMembers", "id": "\##(People.sales)"}"##,
    ##"{"@odata.type": "#microsoft.graph.requestorManager", "managerLevel": 1}"##,
    ##"{"@odata.type": "#microsoft.graph.attributeRuleMembers", "description": "A", "membershipRule": "(user.userPrincipalName -eq \"alex@contoso.example\")"}"##,
  ])
  func setsOfApprovers(set: String) throws {
    let (scene, id) = try Self.pending([Self.stage(set)])
    let isGroup = set.contains("group")
    let link = "{\"@odata.id\": \"https://graph.microsoft.com/v1.0/users/\(People.alex)\"}"
    let change =
      isGroup
      ? scene.emulator.send("POST", "/groups/\(People.sales)/members/$ref", link)
      : scene.emulator.send("PUT", "/users/\(People.diego)/manager/$ref", link)
    #expect(change.status == 204, "\(change.text)")
    let parts = "\(Self.approvals)/\(id)/stages"
    let part = try #require(scene.get(parts).values("id").first)
    for (caller, mine) in [(People.adele, false), (People.alex, true)] {
      #expect(scene.get("\(parts)/\(part)", as: caller)["assignedToMe"] == .bool(mine))
      let reply = scene.send("PATCH", "\(parts)/\(part)", #"{"reviewResult": "Approve"}"#, as: caller)
      #expect(reply.status == (mine ? 204 : 403), "\(reply.text)")
    }
  }

  @Test func escalation() throws {
    let (scene, id) = try Self.pending([
      Self.stage(Self.user(People.adele), escalation: Self.user(People.alex))
    ])
    let parts = "\(Self.approvals)/\(id)/stages"
    let part = try #require(scene.get(parts).values("id").first)
    let approve = #"{"reviewResult": "Approve"}"#
    #expect(scene.send("PATCH", "\(parts)/\(part)", approve, as: People.alex).status == 403)
    #expect(scene.get("\(parts)/\(part)", as: People.alex)["assignedToMe"] == .bool(false))
    try scene.emulator.load(#"{"clock": {"mode": "frozen", "now": "2026-02-01T08:15:30Z"}}"#)
    #expect(Self.state(scene, id) == ["pendingApproval", "PendingApprovalEscalated"])
    #expect(scene.get("\(parts)/\(part)", as: People.alex)["assignedToMe"] == .bool(true))
    #expect(scene.send("PATCH", "\(parts)/\(part)", approve, as: People.alex).status == 204)
    #expect(Self.state(scene, id) == ["delivered", "Delivered"])
  }

  // MARK: Custom extensions

  /// A request of Diego's that waits for the answers of extensions.
  ///
  /// - Parameter callbacks: how each of them is waited for.
  private static func waiting(
    _ stage: String, _ callbacks: [String] = [callback], version: String = "v1.0"
  ) throws -> (scene: Scene, id: String, called: [String]) {
    let scene = try Scene(
      policy: #""requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true}"#)
    let called = try callbacks.map { try call($0, at: stage, scene, version) }
    let body = #"{"requestType": "userAdd", "assignment": {"accessPackageId": "\#(Scene.package)"}}"#
    let reply = scene.send("POST", "/assignmentRequests", body, as: People.diego)
    return (scene, try #require(reply["id"]?.stringValue, "\(reply.text)"), called)
  }

  private static let callback =
    ##"{"@odata.type": "#microsoft.graph.customExtensionCallbackConfiguration", "timeoutDuration": "PT1H"}"##

  /// Has the policy call a new extension.
  private static func call(
    _ callback: String, at stage: String, _ scene: Scene, _ version: String
  ) throws -> String {
    let set =
      version == "beta"
      ? "/accessPackageCatalogs/\(Scene.catalog)/accessPackageCustomWorkflowExtensions"
      : "/catalogs/\(Scene.catalog)/customWorkflowExtensions"
    let made = scene.send(
      "POST", set,
      """
      {"@odata.type": "#microsoft.graph.accessPackageAssignmentRequestWorkflowExtension", "displayName": "Check",
       "callbackConfiguration": \(callback)}
      """, version: version)
    let called = try #require(made["id"]?.stringValue, "\(made.text)")
    #expect(made["callbackConfiguration"]?.objectValue?["timeoutDuration"] == "PT1H")
    let setting = scene.send(
      "POST", "/assignmentPolicies/\(Scene.policy)/customExtensionStageSettings",
      """
      {"stage": "\(stage)", "customExtension": {"id": "\(called)",
        "@odata.type": "#microsoft.graph.accessPackageAssignmentRequestWorkflowExtension"}}
      """)
    #expect(setting.status == 201, "\(setting.text)")
    return called
  }

  /// Those of a request, in their order.
  private static func instances(_ scene: Scene, _ id: String) -> [JSONObject] {
    scene.get("/assignmentRequests/\(id)")["customExtensionCalloutInstances"]?.arrayValue?
      .compactMap(\.objectValue) ?? []
  }

  private static func answer(_ stage: String, _ state: String, _ instance: String) -> String {
    """
    {"source": "Contoso", "type": "microsoft.graph.accessPackageCustomExtensionStage.\(stage)",
     "data": {"@odata.type": "microsoft.graph.accessPackageAssignmentRequestCallbackData", "stage": "\(stage)",
       "customExtensionStageInstanceId": "\(instance)", "customExtensionStageInstanceDetail": "Seen", "state": "\(state)"}}
    """
  }

  @Test(arguments: ["assignmentRequestCreated", "assignmentRequestApproved"], ["approved", "denied"])
  func resume(stage: String, answer: String) throws {
    let (scene, id, called) = try Self.waiting(stage)
    #expect(Self.state(scene, id) == ["submitted", "WaitingForCallback"])
    let instances = Self.instances(scene, id)
    let instance = try #require(instances.first?["id"]?.stringValue)
    let shown = { (detail: String, status: String) -> JSONObject in
      [
        "customExtensionId": .string(called[0]), "detail": detail.isEmpty ? .null : .string(detail),
        "externalCorrelationId": .null, "id": .string(instance), "status": .string(status),
      ]
    }
    #expect(instances == [shown("", "waitingForCallback")])
    let path = "/assignmentRequests/\(id)/resume"
    for foreign in ["", "b", People.nobody] {
      #expect(
        scene.send("POST", path, Self.answer(stage, answer, foreign)).whole
          == .invalidModel(
            "data.customExtensionStageInstanceId",
            "The request does not wait for an instance '\(foreign)' at the stage '\(stage)'."))
    }
    #expect(
      scene.send("POST", path, Self.answer("assignmentRequestGranted", answer, instance)).errorCodes.first
        == "InvalidModel")
    #expect(Self.state(scene, id) == ["submitted", "WaitingForCallback"])
    #expect(scene.send("POST", path, Self.answer(stage, answer, instance)).whole == .noContent)
    #expect(Self.instances(scene, id) == [shown("Seen", "callbackReceived")])
    #expect(
      Self.state(scene, id) == (answer == "denied" ? ["denied", "Denied"] : ["delivered", "Delivered"]))
    let again = scene.send("POST", path, Self.answer(stage, answer, instance))
    #expect(again.status == 400)
    #expect(again.errorCodes == ["InvalidOperation"])
  }

  /// An extension lets a request go on, denies it or cancels it.
  @Test(arguments: [
    ("Approved", "delivered"), ("", "delivered"), ("Denied", "denied"), ("CANCELED", "canceled"),
  ])
  func whatBecomesOfIt(answer: String, state: String) throws {
    let stage = "assignmentRequestCreated"
    let (scene, id, _) = try Self.waiting(stage)
    let instance = try #require(Self.instances(scene, id).first?["id"]?.stringValue)
    let path = "/assignmentRequests/\(id)/resume"
    #expect(
      scene.send("POST", path, Self.answer(stage, "bogus", instance)).whole
        == .invalidModel("data.state", "An extension answers 'Approved', 'Denied' or 'Canceled'."))
    #expect(Self.state(scene, id) == ["submitted", "WaitingForCallback"])
    #expect(scene.send("POST", path, Self.answer(stage, answer, instance)).whole == .noContent)
    #expect(Self.state(scene, id).first == .string(state))
    #expect(scene.members == (state == "delivered" ? [People.diego] : []))
  }

  /// As the pages of both versions write it, in either version.
  @Test(
    arguments: ["v1.0", "beta"],
    [
      callback, #"{"timeoutDuration": "PT1H"}"#,
      ##"{"@odata.type": "microsoft.graph.customExtensionCallbackConfiguration", "durationBeforeTimeout": "PT1H"}"##,
      ##"{"@odata.type": "#microsoft.graph.accessPackageRequestApprovalStageCallbackConfiguration", "timeoutDuration": "PT1H"}"##,
    ])
  func everyCallbackIsWaitedFor(version: String, callback: String) throws {
    let (scene, id, _) = try Self.waiting("assignmentRequestCreated", [callback], version: version)
    #expect(Self.state(scene, id) == ["submitted", "WaitingForCallback"])
  }

  @Test func allExtensionsAnswer() throws {
    let stage = "assignmentRequestCreated"
    let (scene, id, called) = try Self.waiting(stage, [Self.callback, Self.callback])
    let instances = Self.instances(scene, id)
    #expect(instances.map { $0["customExtensionId"] } == called.map { .string($0) })
    let path = "/assignmentRequests/\(id)/resume"
    for (index, instance) in instances.enumerated() {
      #expect(Self.state(scene, id) == ["submitted", "WaitingForCallback"])
      let answer = Self.answer(stage, "approved", instance["id"]?.stringValue ?? "")
      #expect(scene.send("POST", path, answer).status == 204)
      if index == 0 { #expect(scene.send("POST", path, answer).errorCodes.first == "InvalidModel") }
    }
    #expect(Self.state(scene, id) == ["delivered", "Delivered"])
  }

  /// The page of the function shows nothing but ids; by its key an approval comes with its stages.
  @Test(arguments: ["v1.0", "beta"]) func listsHaveIdsAlone(version: String) throws {
    let (scene, id) = try Self.pending([Self.stage(Self.user(People.adele))])
    for path in [Self.approvals, "\(Self.approvals)/filterByCurrentUser(on='approver')"] {
      #expect(scene.get(path, version: version, as: People.adele).items == [["id": .string(id)]])
    }
  }
}
