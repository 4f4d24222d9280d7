import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// What PATCH calls an object, or where it puts it, where one alone has a name (`Emulator.SiblingName`): what becomes of it where
/// another one has that is said as of new objects.
struct AskedName {
  private let entity: Entity
  private let rule: SiblingName
  private let conflict: NameConflict?
  private let transaction: WriteTransaction

  /// nil for a type whose objects may have one name.
  init?(_ target: Target, _ entity: Entity, _ body: JSONValue, _ transaction: WriteTransaction) throws {
    guard let rule = entity.type.traits.siblingName else { return nil }
    (self.entity, self.rule, self.transaction) = (entity, rule, transaction)
    conflict = try NameConflict.asked(of: entity.type, body.objectValue, target.query, usual: .fail)
  }

  /// The object that changes, and how: the one that has the name, where that is to become what this one would be.
  ///
  /// - Throws: `NameFailure`
  func settled(_ draft: Draft) throws -> (Entity, Draft) {
    let said = draft.properties.members.filter { $0.name == rule.property || $0.name == rule.parent.first }
    guard !said.isEmpty else { return (entity, draft) }
    var new = transaction.likeness(of: entity)
    for member in said { new.properties[member.name] = member.value }
    if let other = try transaction.settleName(of: &new, conflict, besides: entity.key) {
      guard try !transaction.isBelow(entity, other) else { throw NameFailure.taken(entity.type) }
      return (try transaction.merge(entity, into: other, isMove: true), draft)
    }
    var draft = draft
    if conflict == .rename { draft.properties[rule.property] = new.properties[rule.property] }
    return (entity, draft)
  }
}
