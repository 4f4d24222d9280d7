import GraphStore
import JSON

/// `resume` of a request that waits for the answer of a custom extension.
struct ResumeRequest: OperationRule {
  let operations = ["microsoft.graph.resume"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let request = call.entity else { throw EntitlementError.notFound("") }
    let status = request.string("requestStatus") ?? ""
    guard status == "WaitingForCallback" else {
      throw EntitlementError.invalidOperation("A request in the status \(status) cannot be resumed.")
    }
    let data = call.parameters["data"]?.objectValue ?? [:]
    guard let stage = Self.stage(call.parameters["type"]?.stringValue, data) else {
      throw EntitlementError.invalidModel(at: "type", "No stage of a request has that name.")
    }
    let answer = try Self.answer(data["state"])
    let instances = try Self.instances(of: request, answering: stage, data, transaction)
    try instances.store(in: request, transaction)
    let processing = RequestProcessing(
      request: request, moment: transaction.moment, transaction: transaction)
    try transaction.asRule {
      switch answer {
      case .denied: try processing.deny()
      case .canceled: try processing.cancel()
      case .approved: if !instances.isWaiting { try processing.resume(after: stage) }
      }
    }
    return .empty(status: 204)
  }

  /// Those of the request, with what is answered now.
  private static func instances(
    of request: Entity, answering stage: CustomExtensionStage, _ data: JSONObject,
    _ transaction: WriteTransaction
  ) throws -> CalloutInstances {
    var instances = CalloutInstances(request)
    guard !instances.isEmpty else { return instances }
    let id = data["customExtensionStageInstanceId"]?.stringValue ?? ""
    let assignment = try transaction.entity(
      key: request.references["accessPackageAssignment"], type: EntitlementType.assignment)
    let policy = try transaction.entity(
      key: assignment?.references["accessPackageAssignmentPolicy"], type: EntitlementType.policy)
    guard let called = instances.awaited(instance: id),
      try stage.awaited(policy, transaction).contains(where: { $0.id == called })
    else {
      throw EntitlementError.invalidModel(
        at: "data.customExtensionStageInstanceId",
        "The request does not wait for an instance '\(id)' at the stage '\(stage.rawValue)'.")
    }
    instances.note(answerOf: id, data["customExtensionStageInstanceDetail"])
    return instances
  }

  /// What an extension wants to become of a request.
  private enum Answer: String {
    case approved, denied, canceled
  }

  /// One that says nothing has nothing against it.
  private static func answer(_ state: JSONValue?) throws -> Answer {
    guard let text = state?.stringValue, !text.isEmpty else { return .approved }
    guard let answer = Answer(rawValue: text.lowercased()) else {
      throw EntitlementError.invalidModel(
        at: "data.state", "An extension answers 'Approved', 'Denied' or 'Canceled'.")
    }
    return answer
  }

  /// `microsoft.graph.accessPackageCustomExtensionStage.assignmentRequestCreated`, or what the data says.
  private static func stage(_ type: String?, _ data: JSONObject) -> CustomExtensionStage? {
    let word = type?.split(separator: ".").last.map(String.init) ?? data["stage"]?.stringValue
    return word.flatMap(CustomExtensionStage.init)
  }
}
