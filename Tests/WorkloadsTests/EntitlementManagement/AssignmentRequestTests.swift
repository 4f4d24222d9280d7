import GRDB
import GraphContract
import Workloads
import GraphStore
import JSON
import Testing

@Suite struct AssignmentRequestTests {
  @Test func removalLeavesAnExpiredAssignment() throws {
    let scene = try PackageScene()
    let assignment = try scene.delivered(to: scene.diego)
    let removal = try scene.post("AdminRemove", assignment: assignment)
    try scene.settle()
    #expect(try scene.state(removal) == "Delivered/Fulfilled")
    #expect(try scene.state(assignment) == "Expired/ExpiredNotificationTriggered")
    #expect(try scene.tenant.stored(assignment)?.string("expiredDateTime") == "2026-01-31T08:15:30.0000000Z")
    #expect(try scene.members == [])
    let again = try refusal { try scene.post("AdminRemove", assignment: assignment) }
    #expect(again?.code == "InvalidOperation")
    try scene.tenant.write { try $0.delete(scene.package) }
  }

  private func refusal(_ body: () throws -> Void) throws -> GraphError? {
    do { try body() } catch let error as GraphError { return error }
    return nil
  }

  @Test(arguments: ["SystemAdd", "Nonsense"])
  func refusedTypes(type: String) throws {
    let scene = try PackageScene()
    let error = try refusal { try scene.post(type, for: scene.diego, policy: scene.direct) }
    #expect(error == invalid("requestType", "No client sends requests of that type."))
  }

  @Test func whatAnAdministratorMustName() throws {
    let scene = try PackageScene()
    #expect(try refusal { try scene.post("AdminAdd", for: scene.diego) }?.code == "InvalidModel")
    #expect(try refusal { try scene.post("AdminAdd", policy: scene.direct) }?.code == "InvalidModel")
    let stranger = try scene.tenant.write(.seed) { try $0.make("accessPackageAssignmentPolicy") }
    #expect(
      try refusal { try scene.post("AdminAdd", for: scene.diego, policy: stranger) }?.code == "InvalidModel")
    #expect(try scene.tenant.column("SELECT count(*) FROM accessPackageAssignment") == [0])
  }

  @Test func oneAtATime() throws {
    let scene = try PackageScene()
    try scene.post("AdminAdd", for: scene.diego, policy: scene.direct)
    let open = try refusal { try scene.post("AdminAdd", for: scene.diego, policy: scene.direct) }
    #expect(open?.code == "ExistingOpenRequest")
    try scene.settle()
    let granted = try refusal { try scene.post("AdminAdd", for: scene.diego, policy: scene.direct) }
    #expect(granted?.code == "ExistingGrant")
  }

  @Test func startsLater() throws {
    let scene = try PackageScene()
    let schedule: JSONValue = [
      "startDateTime": "2026-02-10T00:00:00Z",
      "expiration": ["type": "afterDuration", "duration": "P10D", "endDateTime": .null],
    ]
    let request = try scene.post(
      "AdminAdd", for: scene.diego, policy: scene.direct, values: ["schedule": schedule])
    try scene.settle()
    #expect(try scene.state(request) == "Scheduled/PendingNotBefore")
    try scene.settle(at: "2026-02-12T00:00:00Z")
    #expect(try scene.state(request) == "Delivered/Fulfilled")
    #expect(try scene.tenant.stored(request)?.string("completedDate") == "2026-02-10T00:00:00.0000000Z")
    let assignment = try #require(try scene.assignment(of: request))
    try scene.settle(at: "2026-02-19T12:00:00Z")
    #expect(try scene.state(assignment) == "Delivered/NearExpiry1DayNotificationTriggered")
    try scene.settle(at: "2026-03-01T00:00:00Z")
    #expect(try scene.state(assignment) == "Expired/ExpiredNotificationTriggered")
    #expect(try scene.tenant.stored(assignment)?.string("expiredDateTime") == "2026-02-20T00:00:00.0000000Z")
    #expect(try scene.members == [])
    let types: [String] = try scene.tenant.column(
      "SELECT json_extract(properties, '$.requestType') FROM accessPackageAssignmentRequest ORDER BY key")
    #expect(types == ["AdminAdd", "SystemRemove"])
  }

  @Test func theEndCanMove() throws {
    let scene = try PackageScene()
    let assignment = try scene.delivered(to: scene.diego)
    let schedule: JSONValue = [
      "startDateTime": .null,
      "expiration": ["type": "afterDateTime", "duration": .null, "endDateTime": "2026-03-01T00:00:00Z"],
    ]
    try scene.post("AdminUpdate", assignment: assignment, values: ["schedule": schedule])
    try scene.settle()
    let stored = try #require(try scene.tenant.stored(assignment))
    #expect(stored.bool("isExtended") == true)
    try scene.settle(at: "2026-03-01T00:00:00Z")
    #expect(try scene.state(assignment) == "Expired/ExpiredNotificationTriggered")
  }

  @Test func canceled() throws {
    let scene = try PackageScene()
    let request = try scene.post("AdminAdd", for: scene.diego, policy: scene.direct)
    #expect(try scene.tenant.call("cancel", on: request).status == 200)
    try scene.settle()
    #expect(try scene.state(request) == "Canceled/Canceled")
    #expect(try scene.members == [])
    #expect(try scene.tenant.column("SELECT count(*) FROM accessPackageAssignment") == [0])
    #expect(try refusal { try scene.tenant.call("cancel", on: request) }?.code == "InvalidOperation")
  }

  @Test func onlyValidated() throws {
    let scene = try PackageScene()
    try scene.post(
      "AdminAdd", for: scene.diego, policy: scene.direct, values: ["isValidationOnly": .bool(true)])
    try scene.settle()
    #expect(try scene.tenant.column("SELECT count(*) FROM accessPackageAssignmentRequest") == [0])
    #expect(try scene.tenant.column("SELECT count(*) FROM accessPackageAssignment") == [0])
  }

  @Test func requestsAreDeletedWhenDone() throws {
    let scene = try PackageScene()
    let request = try scene.post("AdminAdd", for: scene.diego, policy: scene.direct)
    #expect(try scene.tenant.refusal { try $0.delete(request) }?.code == "InvalidOperation")
    try scene.settle()
    let settled = try #require(try scene.tenant.stored(request))
    #expect(try scene.tenant.refusal { try $0.delete(settled) }?.code == "InvalidOperation")
    let assignment = try #require(try scene.assignment(of: request))
    try scene.tenant.write { try $0.delete(assignment) }
    let free = try #require(try scene.tenant.stored(request))
    try scene.tenant.write { try $0.delete(free) }
  }

  // MARK: Requests of users

  @Test(arguments: [
    ("AllExistingDirectoryMemberUsers", true), ("AllExistingDirectorySubjects", true), ("NoSubjects", false),
    ("AllExternalSubjects", false),
  ])
  func policiesDecideWhoMayAsk(scope: String, mayAsk: Bool) throws {
    let scene = try PackageScene()
    _ = try scene.policy(
      [
        "displayName": "p",
        "requestorSettings": ["scopeType": .string(scope), "acceptRequests": .bool(true)],
      ])
    let error = try refusal { try scene.post("UserAdd", caller: scene.diego) }
    #expect(error?.code == (mayAsk ? nil : "PolicyNotApplicable"))
    try scene.settle()
    #expect(try scene.members == (mayAsk ? [scene.diego.id] : []))
  }

  @Test func namedRequestors() throws {
    let scene = try PackageScene()
    let policy = try scene.policy([
      "displayName": "p",
      "requestorSettings": [
        "scopeType": "SpecificDirectorySubjects", "acceptRequests": .bool(true),
        "allowedRequestors": [["@odata.type": "#microsoft.graph.singleUser", "id": .string(scene.adele.id)]],
      ],
    ])
    #expect(
      try refusal { try scene.post("UserAdd", policy: policy, caller: scene.diego) }?.code
        == "PolicyNotApplicable")
    try scene.post("UserAdd", policy: policy, caller: scene.adele)
  }

  @Test func incompatibleAccess() throws {
    let scene = try PackageScene()
    _ = try scene.policy([
      "requestorSettings": ["scopeType": "AllExistingDirectorySubjects", "acceptRequests": .bool(true)]
    ])
    try scene.tenant.write { transaction in
      let group = try transaction.group("other")
      try transaction.tie("group_members", group, scene.diego)
      try transaction.tie("accessPackage_incompatibleGroups", scene.package, group)
    }
    #expect(try refusal { try scene.post("UserAdd", caller: scene.diego) }?.code == "IncompatibleAccess")
  }
}

@Suite struct ApprovalTests {
  private let scene: PackageScene
  private let request: Entity

  init() throws {
    scene = try PackageScene()
    _ = try scene.policy([
      "requestorSettings": ["scopeType": "AllExistingDirectorySubjects", "acceptRequests": .bool(true)],
      "requestApprovalSettings": [
        "isApprovalRequired": .bool(true),
        "approvalStages": [Self.stage(scene.adele), Self.stage(scene.adele)],
      ],
    ])
    request = try scene.post("UserAdd", caller: scene.diego)
    try scene.settle()
  }

  private static func stage(_ approver: Entity) -> JSONValue {
    [
      "approvalStageTimeOutInDays": .number(14),
      "primaryApprovers": [["@odata.type": "#microsoft.graph.singleUser", "id": .string(approver.id)]],
    ]
  }

  private func steps() throws -> [Entity] {
    try scene.tenant.write { transaction in
      let approval = try #require(
        try transaction.entity(id: request.id, in: transaction.table("microsoft.graph.approval")))
      return try transaction.entities(
        transaction.table("microsoft.graph.approvalStep"), where: "owner = ?", [approval.key])
    }
  }

  private func decide(_ index: Int, _ decision: String, by caller: Entity?) throws {
    let step = try steps()[index]
    try scene.tenant.write(caller: caller?.key) { try $0.set(step, ["reviewResult": .string(decision)]) }
  }

  @Test func stagesInOrder() throws {
    #expect(try scene.state(request) == "PendingApproval/PendingApproval")
    #expect(try steps().map { $0.string("status") } == ["InProgress", "Initializing"])
    try decide(0, "approve", by: scene.adele)
    #expect(try steps().map { $0.string("status") } == ["Completed", "InProgress"])
    #expect(try steps()[0].string("reviewResult") == "Approve")
    #expect(
      try steps()[0].properties["reviewedBy"] == ["displayName": "adele", "id": .string(scene.adele.id)])
    #expect(try scene.members == [])
    try decide(1, "Approve", by: nil)
    #expect(try scene.state(request) == "Delivered/Fulfilled")
    #expect(try scene.members == [scene.diego.id])
  }

  @Test func oneDenialIsEnough() throws {
    try decide(0, "Deny", by: scene.adele)
    #expect(try scene.state(request) == "Denied/Denied")
    #expect(try scene.assignment(of: request) == nil)
  }

  @Test func whoMayDecide() throws {
    #expect(
      throws: GraphError(
        403, "UnAuthorized", "User is not authorized to perform the operation. Reason: Unauthorized")
    ) {
      try decide(0, "Approve", by: scene.diego)
    }
    #expect(throws: invalid("reviewResult", "A decision is 'Approve' or 'Deny'.")) {
      try decide(0, "Maybe", by: scene.adele)
    }
    try decide(0, "Approve", by: scene.adele)
    #expect(throws: GraphError(409, "Conflict", "The approval step is already decided.")) {
      try decide(0, "Deny", by: scene.adele)
    }
  }

  @Test func nobodyDecides() throws {
    try scene.settle(at: "2026-02-14T08:15:30Z")
    #expect(try scene.state(request) == "Denied/Denied")
    #expect(try scene.tenant.stored(request)?.string("completedDate") == "2026-02-14T08:15:30.0000000Z")
  }
}

/// The service's error, with the member that is to blame.
private func invalid(_ member: String, _ message: String) -> GraphError {
  var error = GraphError(400, "InvalidModel", "The model is invalid.")
  error.details = [GraphError.Detail(code: "InvalidModel", message: message, target: member)]
  return error
}
