import EntityModel
import OData

/// The segments of a URL that lead to an object, without what other hosts and older APIs write around them:
/// `v2/{tenant}/directoryObjects/{id}/Microsoft.DirectoryServices.User` is `directoryObjects/{id}`, a user.
struct ReferenceAddress {
  private(set) var segments: [ResourceSegment]
  /// What the type at its end says; nil when there is none, or none of the model's.
  let type: StructuredType?

  init(_ segments: [ResourceSegment], model: EntityModel) {
    var segments = segments
    // Before it stands what a proxy puts before every path.
    if let index = segments.firstIndex(where: { $0.name.isVersion }),
      segments[..<index].allSatisfy({ model.containerElement($0.text) == nil })
    {
      segments.removeFirst(index + 1)
    }
    if segments.count > 2, let first = segments.first, Self.isTenant(first.text, model) {
      segments.removeFirst()
    }
    if segments.count > 1, let last = segments.last, last.text.isTypeName {
      let name = last.text.lastName.lowercased()
      type = model.entityType(shortName: name)
      segments.removeLast()
    } else {
      type = nil
    }
    self.segments = segments
  }

  /// `myorganization`, the id of a tenant, or one of its domains; no set is called so.
  private static func isTenant(_ text: String, _ model: EntityModel) -> Bool {
    guard model.containerElement(text) == nil else { return false }
    return Guid.isValid(text.utf8) || text.lowercased() == "myorganization" || text.contains(".")
  }
}

extension String {
  /// `beta`, `v1.0`, `v2`
  fileprivate var isVersion: Bool {
    let name = lowercased()
    return name == "beta"
      || name.hasPrefix("v") && name.dropFirst().allSatisfy { $0.isNumber || $0 == "." }
        && name.count > 1
  }

  /// `Microsoft.DirectoryServices.User`, `graph.user`
  var isTypeName: Bool {
    let name = lowercased()
    return name.hasPrefix("microsoft.") && !name.contains("@") || name.hasPrefix("graph.")
  }

  fileprivate var lastName: String { split(separator: ".").last.map(String.init) ?? self }
}
