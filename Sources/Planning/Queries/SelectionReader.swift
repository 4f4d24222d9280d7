import EntityModel
import GraphContract
import GraphStore
import OData

/// Checks the names of `$select` against a type (graph-platform 1.8).
struct SelectionReader {
  let model: EntityModel
  /// Some properties are served of one object only.
  let isList: Bool

  /// - Throws: `RequestFailure` for a name that a closed type does not have, a path that leads nowhere, and a
  ///   property that lists do not serve.
  func selection(_ items: [SelectItem]?, of type: StructuredType) throws -> Selection {
    guard let items, !items.isEmpty else { return .defaults }
    let members = try members(items, of: type)
    let bringsId = members.contains { property($0.name, of: type)?.traits.bringsId == true }
    return .members(bringsId ? members + [SelectedMember("id")] : members)
  }

  private func property(_ name: String, of type: StructuredType) -> Property? {
    model.family(of: type).lazy.compactMap { $0.property(name) }.first
  }

  private func members(_ items: [SelectItem], of type: StructuredType) throws -> [SelectedMember] {
    try items.compactMap { try member($0, of: type) }
  }

  /// nil for an item that gives nothing.
  private func member(_ item: SelectItem, of type: StructuredType) throws -> SelectedMember? {
    if item.isWildcard { return SelectedMember("*") }
    guard !givesNothing(item) else { return nil }
    var path = item.path[...]
    var source = type
    while let first = path.first, first.isQualified {
      source = try cast(first, from: source)
      path.removeFirst()
    }
    guard let name = path.popFirst() else { throw SelectionFailure.invalidItem(item.description) }
    let types = source === type ? nil : Set(model.family(of: source).map(\.name))
    return try member(name.name, types, of: source, Array(path), item)
  }

  /// Annotations and operations are not shown.
  private func givesNothing(_ item: SelectItem) -> Bool {
    guard let last = item.path.last?.name else { return true }
    return last.hasPrefix("@") || last.hasSuffix(".*")
      || !model.operations(last).isEmpty && last.contains(".")
  }

  private func cast(_ segment: NameSegment, from type: StructuredType) throws -> StructuredType {
    guard let cast = model.type(segment.name), cast.isKind(of: type) || type.isKind(of: cast) else {
      throw SelectionFailure.unknownSelected(name: segment.name, type: type)
    }
    // A cast to a type above changes nothing.
    return cast.isKind(of: type) ? cast : type
  }

  private func member(
    _ name: String, _ types: Set<String>?, of type: StructuredType, _ rest: [NameSegment], _ item: SelectItem
  ) throws -> SelectedMember? {
    let family = model.family(of: type)
    switch family.lazy.compactMap({ $0.member(name) }).first {
    case .property(let property):
      if isList, property.traits.isSingleOnly { throw SelectionFailure.servedSinglyOnly(name: property.name) }
      return SelectedMember(name, types: types, inner: try inner(property, rest, item, of: type))
    case .navigation where rest.isEmpty: return nil
    // An open type may have any property; one that it has not is silently left out.
    case nil where family.contains(where: \.isOpen):
      return family.contains { $0.dynamicName(name) != nil }
        ? SelectedMember(name, types: types, dynamicName: name) : nil
    default:
      let path = ([name] + rest.map(\.name)).joined(separator: "/")
      throw SelectionFailure.unknownSelected(name: path, type: type)
    }
  }

  /// What is selected of a complex value; nil for all of it.
  private func inner(
    _ property: Property, _ rest: [NameSegment], _ item: SelectItem, of type: StructuredType
  ) throws -> [SelectedMember]? {
    guard item.options == nil || item.options?.isSelectOnly == true, item.parameters == nil else {
      throw SelectionFailure.invalidItem(item.description)
    }
    let further = rest.isEmpty ? item.options?.select : [SelectItem(path: rest, options: item.options)]
    guard let further else { return nil }
    guard case .structured(let name) = property.type.element, let complex = model.type(name) else {
      let path = ([property.name] + rest.map(\.name)).joined(separator: "/")
      throw SelectionFailure.unknownSelected(name: path, type: type)
    }
    // Nobody knows what else is in it.
    guard !complex.isOpen else { return nil }
    return try members(further, of: complex)
  }
}

extension NestedOptions {
  fileprivate var isSelectOnly: Bool {
    var other = self
    other.select = nil
    return other.isEmpty && select != nil
  }
}
