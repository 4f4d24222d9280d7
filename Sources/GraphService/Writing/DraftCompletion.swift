import EntityModel
import GraphStore
import JSON
import OData
import Planning

/// Gives a new object what the model's table says that such objects get (`Emulator.Creation`).
struct DraftCompletion {
  /// The path ends with the object that the new one belongs to.
  let scope: EffectScope

  private var model: EntityModel { scope.version.model }

  func completed(_ draft: Draft) throws -> Draft {
    guard let creation = draft.type.traits.creation else { return draft }
    var scope = scope
    scope.owners = creation.owners
    var draft = draft
    for member in creation.defaults where isMissing(member, in: draft) { try set(member, of: &draft, scope) }
    for member in creation.members { try set(member, of: &draft, scope) }
    return draft
  }

  private func isMissing(_ member: EffectMember, in draft: Draft) -> Bool {
    draft.properties.value(at: path(member, draft.type)[...])?.isNull != false
  }

  private func set(_ member: EffectMember, of draft: inout Draft, _ scope: EffectScope) throws {
    guard let property = EffectValues.property(at: member.path[...], of: draft.type, model),
      let value = try EffectValues(scope, making: draft.properties).value(member.value, as: property)
    else { return }
    draft.properties = draft.properties.setting(path(member, draft.type)[...], to: value)
  }

  /// In stored names.
  private func path(_ member: EffectMember, _ type: StructuredType) -> [String] {
    [type.property(member.path[0])?.storedName ?? member.path[0]] + member.path.dropFirst()
  }
}
