import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

extension NameConflict {
  /// What a request wants to become of an object whose name is taken: its body says so, or its query.
  ///
  /// - Parameters:
  ///   - type: of the object; nil is answered where such objects may have one name.
  ///   - usual: where the request says nothing.
  /// - Throws: `NameFailure.behaviorUnknown`
  static func asked(
    of type: StructuredType, _ body: JSONObject?, _ query: RequestQuery, usual: NameConflict
  ) throws -> NameConflict? {
    guard let rule = type.traits.siblingName else { return nil }
    guard let annotation = rule.annotation else { return .fail }
    let option = query.options.aliases[String(annotation.drop { $0 == "@" })]
    guard let text = body?[annotation]?.stringValue ?? option else { return usual }
    guard let conflict = NameConflict(rawValue: text.lowercased()) else {
      throw NameFailure.behaviorUnknown(text)
    }
    return conflict
  }
}

extension Entity {
  /// What gets bytes whose path leads to this object; nil where they make another one beside it.
  ///
  /// - Parameter conflict: nil where names are not looked at.
  /// - Throws: `NameFailure.taken`
  func receiving(_ conflict: NameConflict?) throws -> Entity? {
    switch conflict {
    case nil: return self
    case .rename: return nil
    case .replace where hasBytes: return self
    case .replace, .fail: throw NameFailure.taken(type)
    }
  }

  /// It is of the kind that objects are of which bytes make.
  private var hasBytes: Bool {
    guard let rule = type.traits.siblingName, let kind = rule.kind else { return true }
    return rule.areAlike(nil, properties[kind])
  }
}
