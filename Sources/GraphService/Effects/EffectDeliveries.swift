import EntityModel
import GraphStore
import JSON
import Planning

/// Gives others what an effect makes or changes, as far as they are there: what is sent to somebody else goes nowhere.
struct EffectDeliveries {
  let call: EffectCall
  let delivery: EffectDelivery

  /// Whether who asked has it too.
  func isKept() throws -> Bool {
    guard let keep = delivery.keep else { return true }
    return try values.value(keep, as: nil) != .bool(false)
  }

  /// Makes objects of these values.
  func deliver(_ object: JSONObject) throws {
    // Whoever is told in secret gets it too, though what they get does not say so.
    let texts = delivery.recipients.flatMap { object.values(at: $0[...]) }
    let object = try changed(object)
    for recipient in try recipients(texts) {
      guard let collection = collection(of: recipient) else { continue }
      let located = Reader.Located(key: recipient.key, id: recipient.id, type: recipient.type.name)
      _ = try CreateRequest(target: call.target, in: collection).create(
        .object(object), collection, Resolver.Walked(objects: [located]), call.transaction)
    }
  }

  /// Makes copies of an object, with what it contains.
  func deliver(_ object: Entity) throws {
    let texts = try delivery.recipients.flatMap { try call.scope.values(at: $0[...], of: object) }
    let changes = EffectChanges(scope: call.scope, changes: delivery.members.map(EffectChange.set))
    let changed = try changes.values(of: object)
    for recipient in try recipients(texts) {
      guard let collection = collection(of: recipient) else { continue }
      _ = try call.transaction.copy(object) { new in
        (new.owner, new.place) = (recipient.key, collection.source.relation.place?.name)
        for member in changed.members { new.properties[member.name] = member.value }
      }
    }
  }

  private var values: EffectValues { EffectValues(scope: call.scope, object: nil) }

  private func changed(_ object: JSONObject) throws -> JSONObject {
    var changed = object
    for member in delivery.members {
      guard let value = try values.value(member.value, as: nil) else { continue }
      changed = changed.setting(member.path[...], to: value)
    }
    return changed
  }

  // MARK: To whom

  /// Each once, however often they are named.
  private func recipients(_ texts: [JSONValue]) throws -> [Entity] {
    var seen: Set<Int64> = []
    return try texts.compactMap(\.stringValue).compactMap(recipient).filter {
      seen.insert($0.key).inserted
    }
  }

  private func recipient(_ text: String) throws -> Entity? {
    guard let type = delivery.place.owner.flatMap({ call.version.model.type($0) }),
      let table = call.version.table(of: type)
    else { return nil }
    for name in delivery.names {
      guard let property = type.property(name),
        let found = try call.transaction.entity(property.storedName, is: text, in: table)
      else { continue }
      return found
    }
    return nil
  }

  private func collection(of recipient: Entity) -> PathPlan.Collection? {
    call.version.collection(delivery.place.collection, of: call.target.type(of: recipient))
  }
}
