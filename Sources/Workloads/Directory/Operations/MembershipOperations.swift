import EntityModel
import GraphStore
import JSON

/// `checkMemberGroups` and `checkMemberObjects`: which of the named objects it is in, in the order asked for.
struct CheckMembership: OperationRule {
  let operations = ["microsoft.graph.checkMemberGroups", "microsoft.graph.checkMemberObjects"]
  private static let limit = 20

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    let onlyGroups = call.operation.shortName == "checkMemberGroups"
    let parameter = onlyGroups ? "groupIds" : "ids"
    let ids = call.parameters[parameter]?.arrayValue?.compactMap(\.stringValue) ?? []
    guard ids.count <= Self.limit else { throw DirectoryError.tooMany(parameter, limit: Self.limit) }
    guard let entity = call.entity else { return .value([]) }
    let ancestors = try TransitiveMembership.ancestors(of: entity.key, transaction.db)
      .filter { !onlyGroups || $0.type == DirectoryType.group }
    let found = Set(ancestors.map(\.id))
    return .value(.array(ids.map { $0.lowercased() }.filter(found.contains).map(JSONValue.string)))
  }
}

/// `getMemberGroups` and `getMemberObjects`: everything it is in.
struct ListMembership: OperationRule {
  let operations = ["microsoft.graph.getMemberGroups", "microsoft.graph.getMemberObjects"]
  private static let limit = 11_000

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let entity = call.entity else { return .value([]) }
    let onlySecurity = call.parameters["securityEnabledOnly"] == .bool(true)
    guard !onlySecurity || entity.type.name == DirectoryType.user else {
      throw DirectoryError.badRequest("The parameter 'securityEnabledOnly' can be true for users only.")
    }
    let onlyGroups = call.operation.shortName == "getMemberGroups"
    let ids = try TransitiveMembership.ancestors(of: entity.key, transaction.db)
      .filter { $0.type == DirectoryType.group ? !onlySecurity || $0.isSecurityEnabled : !onlyGroups }
      .map(\.id)
    guard ids.count <= Self.limit else { throw DirectoryError.resultTooLarge }
    return .value(.array(ids.map(JSONValue.string)))
  }
}
