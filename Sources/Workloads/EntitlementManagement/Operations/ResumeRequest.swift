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
    let data = call.parameters["data"]?.objectValue
    guard let stage = Self.stage(call.parameters["type"]?.stringValue, data) else {
      throw EntitlementError.invalidModel
    }
    let processing = RequestProcessing(
      request: request, moment: transaction.moment, transaction: transaction)
    try transaction.asRule {
      if data?["state"]?.stringValue?.lowercased() == "denied" { return try processing.deny() }
      try processing.resume(after: stage)
    }
    return .empty(status: 204)
  }

  /// `microsoft.graph.accessPackageCustomExtensionStage.assignmentRequestCreated`, or what the data says.
  private static func stage(_ type: String?, _ data: JSONObject?) -> CustomExtensionStage? {
    let word = type?.split(separator: ".").last.map(String.init) ?? data?["stage"]?.stringValue
    return word.flatMap(CustomExtensionStage.init)
  }
}
