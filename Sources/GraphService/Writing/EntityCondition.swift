import EntityModel
import GraphContract
import GraphStore
import HTTPMessages

/// What a client says that it knows of an object that it changes (`If-Match`; OData Protocol 4.01, 11.4.1.1). Of types that
/// have no tag it is not looked at.
struct EntityCondition {
  private let headers: RequestHeaders

  init(_ context: RequestContext) { headers = context.request.headers }

  /// - Parameters:
  ///   - entity: nil for one of which nothing is stored.
  ///   - type: this version's.
  /// - Throws: `ConditionFailure`
  func check(_ entity: Entity?, _ type: StructuredType) throws(ConditionFailure) {
    guard let tag = type.traits.entityTag else { return }
    guard let match = headers[name: "if-match"] else {
      guard let missing = tag.missing else { return }
      throw .missing(code: missing.code, message: missing.message)
    }
    guard EntityTags.list(match, holdsOneOf: entity?.tags(type) ?? [EntityTag.unwritten]) else {
      throw .changed(code: tag.changed.code, message: tag.changed.message)
    }
  }
}
