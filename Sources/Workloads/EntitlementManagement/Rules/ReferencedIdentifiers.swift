import EntityModel
import GraphStore
import JSON

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
    for (property, navigation) in Self.references(of: new.type) where new.references[navigation.name] == nil {
      guard let id = new.properties.removeValue(forKey: property.name)?.stringValue,
        let type = transaction.model.type(navigation.target)
      else { continue }
      if let found = try transaction.entity(id: id, in: transaction.table(type.name)) {
        new.references[navigation.name] = found.key
      } else if navigation.name == "target" {
        // In a request it is an object of the directory, for whom a subject is looked up.
        new.properties[Self.targetMark] = .string(id)
      } else {
        throw EntitlementError.notFound(id)
      }
    }
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
