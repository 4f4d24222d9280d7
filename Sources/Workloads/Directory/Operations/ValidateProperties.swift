import GraphContract
import GraphStore
import JSON

/// `validateProperties`: whether a group could have those names.
struct ValidateProperties: OperationRule {
  let operations = ["microsoft.graph.validateProperties"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    if call.entity == nil, call.parameters["entityType"]?.stringValue?.lowercased() != "group" {
      throw DirectoryError.badRequest("The parameter 'entityType' must be 'Group'.")
    }
    let names = ["displayName", "mailNickname"].compactMap { property in
      call.parameters[property]?.stringValue.map { (property: property, name: $0) }
    }
    let naming = transaction.directorySettings.groupNaming.faults(names)
    guard naming.isEmpty else { throw Self.refused(naming) }
    for (property, name) in names { try check(name, property, besides: call.entity?.key, transaction) }
    return .empty(status: 204)
  }

  private func check(
    _ name: String, _ property: String, besides key: Int64?, _ transaction: WriteTransaction
  ) throws {
    let isNickname = property == "mailNickname"
    guard isNickname ? MailNickname.isValid(name) : (1...256).contains(name.unicodeScalars.count) else {
      let message = "Invalid value specified for property '\(property)' of resource 'Group'."
      throw Self.refused([GraphError.Detail(code: "InvalidValue", message: message, target: property)])
    }
    guard isNickname else { return }
    do { try MailNickname.requireUnique(name, besides: key, transaction) } catch let error as GraphError {
      throw Self.refused(
        [GraphError.Detail(code: "ObjectConflict", message: error.message, target: property)])
    }
  }

  private static func refused(_ details: [GraphError.Detail]) -> GraphError {
    GraphError(
      422, "Request_UnprocessableEntity", "The values provided contain one or more validation errors.",
      details: details)
  }
}
