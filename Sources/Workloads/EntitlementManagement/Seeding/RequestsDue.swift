import GraphContract
import GraphStore
import JSON
import OData

/// `@emulator.due` of a request: `{"start":"2026-02-01T00:00:00.0000000Z"}`, what happens to it by itself and when.
///
/// A seed without it says nothing of that: a request stays in the state that it is given.
struct RequestsDue: EntityRule {
  let types = [EntitlementType.request]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard transaction.origin == .seed, let due = new.draft.annotations[Self.annotation] else { return }
    try note(due, of: transaction.settleKey(of: &new), path: new.draft.path, transaction)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    guard let draft = transaction.changingDraft, let due = draft.annotations[Self.annotation] else { return }
    try ScheduledTransitions.forget(old.key, transaction)
    try note(due, of: old.key, path: draft.path, transaction)
  }

  private func note(
    _ due: JSONValue, of request: Int64, path: String, _ transaction: WriteTransaction
  ) throws {
    for member in due.objectValue?.members ?? [] {
      let place = "\(path).\(Self.annotation).\(member.name)"
      guard let kind = ScheduledTransitions.Kind(rawValue: member.name), kind.isOfRequests else {
        throw GraphError.seedMistake("nothing of that name happens to a request", path: place)
      }
      guard let moment = try SeededMoment.text(member.value, path: place).flatMap({ Moment($0) }) else {
        continue
      }
      try ScheduledTransitions.add(kind, request, at: moment, transaction)
    }
  }

  static let annotation = "@emulator.due"
}
