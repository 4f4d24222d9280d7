import EntityModel
import GraphStore
import JSON

/// `POST /directory/deletedItems/{id}/restore`
struct Restore: OperationRule {
  let operations = ["microsoft.graph.restore"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let entity = call.entity, entity.deleted != nil else {
      throw DirectoryError.notFound(call.entity?.id ?? "")
    }
    let newName = call.parameters["newUserPrincipalName"]?.stringValue
    let restored = try transaction.restore(entity) { object in
      guard let name = object.string("userPrincipalName") else { return }
      object.properties["userPrincipalName"] =
        .string(newName ?? UserPrincipalName.restored(name, id: object.id))
    }
    try requireFreeNames(
      of: restored, reconciles: call.parameters["autoReconcileProxyConflict"] == .bool(true), transaction)
    let declared = try transaction.structuredType(DirectoryType.object)
    return .entity(key: restored.key, type: declared, status: 200, adding: [])
  }

  /// Who comes back signs in by no name, and receives mail at none, that somebody else has got meanwhile.
  ///
  /// - Parameter reconciles: addresses of mail that are taken are no reason to refuse.
  private func requireFreeNames(
    of object: Entity, reconciles: Bool, _ transaction: WriteTransaction
  ) throws {
    try UserIdentities(object.properties["identities"]).requireFree(besides: object.key, transaction)
    guard !reconciles else { return }
    switch object.type.name {
    case DirectoryType.user: try UserChecks.nicknameIsFree(for: object, transaction)
    case DirectoryType.group: try GroupChecks.nicknameIsFree(for: object, transaction)
    default: return
    }
  }
}
