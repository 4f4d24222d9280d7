import EntityModel
import GraphStore
import OData

/// Checks the names of `$select` against a type (graph-platform 1.8).
struct SelectionReader {
  let model: EntityModel

  /// - Throws: `RequestFailure.unknownSelected` for a name that a closed type does not have.
  func selection(_ items: [SelectItem]?, of type: StructuredType) throws -> Selection {
    guard let items, !items.isEmpty else { return .defaults }
    var names: [String] = []
    for item in items { if let name = try name(item, type) { names.append(name) } }
    return .names(names)
  }

  /// The property that an item names, in lower case; nil for a name that gives nothing.
  private func name(_ item: SelectItem, _ type: StructuredType) throws -> String? {
    if item.isWildcard { return "*" }
    var path = item.path.map(\.name)
    var source = type
    if path.count > 1, let cast = model.type(path[0]), cast.isKind(of: type) {
      source = cast
      path.removeFirst()
    }
    guard let first = path.first else { return nil }
    let family = [source] + model.derivedTypes(of: source)
    if family.contains(where: { $0.member(first) != nil }) { return first.lowercased() }
    // An open type may have any property; one that it has not is silently left out.
    guard source.isOpen || first.hasPrefix("@") else {
      throw RequestFailure.unknownSelected(name: first, type: type)
    }
    return nil
  }
}
