import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Puts an object, or a copy of it, below another one. What is moved gets a new id too, as the service does it: it is
/// a copy, and the original goes.
struct EffectRelocation {
  private let call: EffectCall
  /// nil: it stays where the object is.
  private let place: RelocationPlace?
  private let changes: [EffectChange]

  init(call: EffectCall, destination: EffectDestination?, changes: [EffectChange]) {
    (self.call, self.changes) = (call, changes)
    place = destination.map { RelocationPlace(call: call, destination: $0) }
  }

  private var transaction: WriteTransaction { call.transaction }

  func move() throws -> Entity {
    let object = try object()
    let copy = try copied(object, leaving: true)
    try transaction.delete(object)
    return copy
  }

  func copy() throws -> Entity { try copied(object()) }

  private func object() throws -> Entity {
    guard let object = try call.boundObject() else { throw StateMissing.object(of: call.target) }
    return object
  }

  /// - Parameter isLeaving: the object goes then.
  private func copied(_ object: Entity, leaving isLeaving: Bool = false) throws -> Entity {
    let other = try place?.other(than: object)
    let changed = try EffectChanges(scope: call.scope, changes: changes).values(of: object)
    return try transaction.copy(object) { new in
      for member in changed.members { new.properties[member.name] = member.value }
      if let other { try place?.put(&new, below: other.parent, other.owner) }
      try settleName(of: &new, copiedFrom: object, leaving: isLeaving)
    }
  }

  /// Another object may have the name there.
  private func settleName(
    of new: inout NewEntity, copiedFrom object: Entity, leaving isLeaving: Bool
  ) throws {
    let conflict = try NameConflict.asked(of: new.type, nil, call.target.query, usual: .fail)
    guard let conflict, let sibling = try transaction.sibling(of: new),
      !(isLeaving && sibling.key == object.key)
    else { return }
    switch conflict {
    case .fail: throw NameFailure.taken(new.type)
    case .rename: try transaction.rename(&new)
    case .replace:
      // What is copied cannot go for its copy.
      guard sibling.key != object.key, try place?.isBelow(object, sibling) != true else {
        throw NameFailure.taken(new.type)
      }
      try transaction.delete(sibling)
    }
  }
}
