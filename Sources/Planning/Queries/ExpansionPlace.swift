package import EntityModel
import GraphContract
package import OData

/// Where an expansion starts and what it follows.
package struct ExpansionPlace {
  /// Names of the members: a complex property first, where there is one.
  package let path: [String]
  package let navigation: NavigationProperty
  /// The entity type whose rows have it.
  package let source: StructuredType
  /// The type that the path is cast to; nil without a cast.
  package var cast: StructuredType?

  /// `manager`, `microsoft.graph.user/manager`, `cloudLicensing/assignments`
  package static func find(
    _ segments: [NameSegment], on type: StructuredType, model: EntityModel
  ) throws -> ExpansionPlace {
    var names = segments.map(\.name)[...]
    let cast = try leadingCast(&names, type, model)
    let source = cast ?? type
    guard let first = names.popFirst() else {
      throw SelectionFailure.unknownExpanded(name: segments.last?.name ?? "", type: type)
    }
    let declaring = model.family(of: source).first { $0.member(first) != nil }
    guard let declaring, let member = declaring.member(first) else {
      throw SelectionFailure.unknownExpanded(name: first, type: type)
    }
    let unknown = SelectionFailure.unknownExpanded(
      name: segments.map(\.name).joined(separator: "/"), type: type)
    switch member {
    case .navigation(let navigation):
      guard names.isEmpty else { throw unknown }
      return ExpansionPlace(path: [navigation.name], navigation: navigation, source: declaring, cast: cast)
    case .property(let property):
      guard names.count == 1, let name = names.first else {
        throw names.isEmpty ? SelectionFailure.expansionNotAllowed(name: property.name) : unknown
      }
      guard case .structured(let complex) = property.type.element,
        let navigation = model.type(complex)?.navigationProperty(name)
      else { throw unknown }
      return ExpansionPlace(
        path: [property.name, navigation.name], navigation: navigation, source: declaring, cast: cast)
    }
  }

  private static func leadingCast(
    _ names: inout ArraySlice<String>, _ type: StructuredType, _ model: EntityModel
  ) throws -> StructuredType? {
    guard let name = names.first, name.contains("."), !name.hasPrefix("@") else { return nil }
    guard let cast = model.type(name), cast.kind == .entity, cast.isKind(of: type) || type.isKind(of: cast)
    else { throw SelectionFailure.unknownExpanded(name: name, type: type) }
    names.removeFirst()
    return cast.isKind(of: type) && cast !== type ? cast : nil
  }
}
