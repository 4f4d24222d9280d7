import GraphStore
import JSON
import OData

/// Subjects and assignments that a load takes as its seed describes them, and does not complete; their keys.
///
/// A class because the rules that take note of them and the end of the load share it.
final class TakenAsSaid {
  fileprivate(set) var keys: Set<Int64> = []

  static func of(_ transaction: WriteTransaction) -> TakenAsSaid {
    transaction.state(TakenAsSaid.self) { TakenAsSaid() }
  }
}

/// A seed that says null of something that a subject copies from the directory: it was not copied.
struct SubjectAsSaid: EntityRule {
  let types = [EntitlementType.subject]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .seed, new.properties.values.contains(.null) else { return }
    TakenAsSaid.of(transaction).keys.insert(transaction.settleKey(of: &new))
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if let draft = transaction.changingDraft { try seedRepeats(old, draft, transaction) }
  }

  func seedRepeats(_ entity: Entity, _ draft: Draft, _ transaction: WriteTransaction) throws {
    guard draft.properties.members.contains(where: \.value.isNull) else { return }
    TakenAsSaid.of(transaction).keys.insert(entity.key)
  }
}

/// `@emulator.isDelivered`: what an assignment gives has been given, and was changed since; the load gives nothing.
struct AssignmentAsSaid: EntityRule {
  let types = [EntitlementType.assignment]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .seed, new.draft.annotations[Self.annotation] == .bool(true) else { return }
    TakenAsSaid.of(transaction).keys.insert(transaction.settleKey(of: &new))
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    if let draft = transaction.changingDraft { try seedRepeats(old, draft, transaction) }
  }

  func seedRepeats(_ entity: Entity, _ draft: Draft, _ transaction: WriteTransaction) throws {
    guard draft.annotations[Self.annotation] == .bool(true) else { return }
    TakenAsSaid.of(transaction).keys.insert(entity.key)
  }

  static let annotation = "@emulator.isDelivered"
}
