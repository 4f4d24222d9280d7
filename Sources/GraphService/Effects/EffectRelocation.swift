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
    var new = transaction.likeness(of: object)
    for member in changed.members { new.properties[member.name] = member.value }
    if let other { try place?.put(&new, below: other.parent, other.owner) }
    if let taken = try settleName(of: &new, copiedFrom: object, leaving: isLeaving) {
      return try transaction.merge(object, into: taken, isMove: false)
    }
    return try transaction.copy(object, as: new)
  }

  /// The object that becomes the copy, since it has its name there.
  private func settleName(
    of new: inout NewEntity, copiedFrom object: Entity, leaving isLeaving: Bool
  ) throws -> Entity? {
    guard let rule = new.type.traits.siblingName else { return nil }
    if new.properties[rule.property] != object.properties[rule.property] {
      try transaction.checkName(new.properties[rule.property], of: new.type)
    }
    let conflict = try NameConflict.asked(of: new.type, nil, call.target.query, usual: .fail)
    guard
      let taken = try transaction.settleName(
        of: &new, conflict, besides: isLeaving ? object.key : nil)
    else { return nil }
    // What is copied cannot become its own copy.
    guard try !transaction.isBelow(object, taken) else { throw NameFailure.taken(new.type) }
    return taken
  }
}
