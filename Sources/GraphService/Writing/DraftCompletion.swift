import EntityModel
import GraphStore
import JSON
import OData
import Planning

/// Gives an object what the model's table says that such objects get beside what a body says (`Emulator.Creation`).
struct DraftCompletion {
  /// Of the request; the path ends with the object that a new one belongs to, or with the one that changes.
  private let scope: EffectScope

  init(_ target: Target, _ walked: Resolver.Walked, _ transaction: WriteTransaction) {
    scope = EffectScope(target: target, walked: walked, transaction: transaction)
  }

  private var model: EntityModel { scope.version.model }

  /// Of an object that is about to be made, and of those in it.
  func completed(_ draft: Draft) throws -> Draft { try completed(draft, in: nil) }

  /// - Parameter parent: the object in whose body this one is.
  private func completed(_ draft: Draft, in parent: Draft?) throws -> Draft {
    var draft = draft
    let whole = draft
    draft.children = try draft.children.map { nested in
      NestedDrafts(
        navigation: nested.navigation, drafts: try nested.drafts.map { try completed($0, in: whole) },
        isWhole: nested.isWhole)
    }
    guard let creation = draft.type.traits.creation else { return draft }
    draft = try following(draft, creation, over: [:])
    for member in creation.defaults where isMissing(member, in: draft) {
      try set(member, of: &draft, creation, known(draft), in: parent)
    }
    for member in creation.members { try set(member, of: &draft, creation, known(draft), in: parent) }
    return draft
  }

  /// What a new object has, with the objects in it under the names by which it contains them.
  private func known(_ draft: Draft) -> JSONObject {
    draft.children.reduce(into: draft.properties) { known, nested in
      known[nested.navigation.name] = .array(nested.drafts.map { .object($0.properties) })
    }
  }

  /// Of a change to an object.
  func completed(_ draft: Draft, changing old: Entity) throws -> Draft {
    guard let creation = draft.type.traits.creation else { return draft }
    return try following(draft, creation, over: old.shown)
  }

  /// - Parameter old: what the object had before.
  private func following(
    _ draft: Draft, _ creation: CreationValues, over old: JSONObject
  ) throws -> Draft {
    let whole = draft.properties.members.reduce(into: old) { $0[$1.name] = $1.value.over($0[$1.name]) }
    var completed = draft
    for following in creation.following where draft.properties[stored(following.property, draft)] != nil {
      for member in following.members where draft.properties[stored(member.path[0], draft)] == nil {
        try set(member, of: &completed, creation, whole)
      }
    }
    return completed
  }

  private func isMissing(_ member: EffectMember, in draft: Draft) -> Bool {
    draft.properties.value(at: path(member, draft)[...])?.isNull != false
  }

  /// - Parameters:
  ///   - known: what `$object` tells.
  ///   - parent: the object in whose body this one is.
  private func set(
    _ member: EffectMember, of draft: inout Draft, _ creation: CreationValues, _ known: JSONObject,
    in parent: Draft? = nil
  ) throws {
    var scope = scope
    scope.owners = creation.owners
    scope.around = parent.flatMap { isOwner($0, creation) ? $0.properties : nil }
    let values = EffectValues(scope, making: known, references: draft.references)
    guard let property = EffectValues.property(at: member.path[...], of: draft.type, model),
      let value = try values.value(member.value, as: property)
    else { return }
    draft.properties = draft.properties.setting(path(member, draft)[...], to: value)
  }

  private func isOwner(_ parent: Draft, _ creation: CreationValues) -> Bool {
    creation.owners.compactMap { model.type($0) }.contains { parent.type.isKind(of: $0) }
  }

  /// In stored names.
  private func path(_ member: EffectMember, _ draft: Draft) -> [String] {
    [stored(member.path[0], draft)] + member.path.dropFirst()
  }

  private func stored(_ name: String, _ draft: Draft) -> String {
    draft.type.property(name)?.storedName ?? name
  }
}

extension JSONValue {
  /// The members of a complex value that it does not name are those that were there.
  fileprivate func over(_ old: JSONValue?) -> JSONValue {
    guard let new = objectValue, let old = old?.objectValue else { return self }
    return .object(new.members.reduce(into: old) { $0[$1.name] = $1.value })
  }
}
