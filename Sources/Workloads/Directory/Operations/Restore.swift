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
    let declared = try transaction.structuredType(DirectoryType.object)
    return .entity(key: restored.key, type: declared, status: 200, adding: [])
  }
}
