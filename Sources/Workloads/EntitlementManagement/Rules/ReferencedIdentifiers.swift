import EntityModel
import GraphStore
import JSON
import OData

/// Resolves references that bodies write as ids: `accessPackageId`, `catalogId`, `assignmentPolicyId`.
///
/// The id itself is never stored: it is read through the reference.
struct ReferencedIdentifiers: EntityRule {
  let types = [
    EntitlementType.package, EntitlementType.policy, EntitlementType.assignment,
    EntitlementType.resourceRequest,
    EntitlementType.subject,
  ]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    for (property, navigation) in Self.references(of: new.type) {
      guard let id = new.properties.removeValue(forKey: property.name)?.stringValue,
        let type = transaction.model.type(navigation.target)
      else { continue }
      if let key = new.references[navigation.name] {
        guard try !Self.names(navigation, new.draft) || means(id, key, type.name, transaction) else {
          throw EntitlementError.invalidModel(
            at: EntitlementError.member(new.draft.path, property.name),
            "It is another object than '\(navigation.name)' says.")
        }
      } else if let found = try transaction.entity(id: id, in: transaction.table(type.name)) {
        new.references[navigation.name] = found.key
      } else if navigation.name == "target" {
        // In a request it is an object of the directory, for whom a subject is looked up.
        new.properties[Self.targetMark] = .string(id)
      } else {
        throw EntitlementError.notFound(id)
      }
    }
  }

  /// Whether a body says the reference itself too; else it is the path that does, which counts.
  private static func names(_ navigation: NavigationProperty, _ draft: Draft) -> Bool {
    draft.children.contains { $0.navigation.storedName == navigation.name }
      || draft.references.contains { $0.navigation.storedName == navigation.name }
  }

  /// Whether an id is that of an object that is named beside it; of a subject also that of its directory object. A seed
  /// may say what it likes.
  private func means(
    _ id: String, _ key: Int64, _ type: String, _ transaction: WriteTransaction
  ) throws -> Bool {
    guard transaction.origin == .request, let named = try transaction.entity(key: key, type: type) else {
      return true
    }
    let identifiers = [named.id, named.string("objectId")].compactMap { $0?.lowercased() }
    return identifiers.contains(id.lowercased())
  }

  /// Holds the directory object that an assignment is for until its subject is known; never stored.
  static let targetMark = "@target"

  /// The properties that are ids of references, with these.
  static func references(of type: StructuredType) -> [(Property, NavigationProperty)] {
    type.properties.compactMap { property in
      property.mirroredReference.flatMap(type.navigationProperty).map { (property, $0) }
    }
  }
}
