import GraphStore
import JSON
import OData

/// `@emulator.createdBy` of a request: the id of the user who sent it. Of an administrator's direct assignment the
/// requestor is who gets the package (page of the type accessPackageAssignmentRequest), not who asked for it.
struct RequestCreator: EntityRule {
  let types = [EntitlementType.request]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .seed, let id = new.draft.annotations[Self.annotation] else { return }
    new.properties[Self.annotation] = id
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard let id = transaction.changingDraft?.annotations[Self.annotation] else { return }
    new.properties[Self.annotation] = id
  }

  static let annotation = "@emulator.createdBy"
}
