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
      let found = try transaction.entity(id: id, in: transaction.table(type.name))
      new.references[navigation.name] = found?.key
      if found == nil { try noteMissing(id, navigation, &new, transaction) }
    }
  }

  /// The properties that are ids of references, with these.
  static func references(of type: StructuredType) -> [(Property, NavigationProperty)] {
    type.properties.compactMap { property in
      guard let derived = property.derived, derived.hasPrefix("reference."),
        let navigation = type.navigationProperty(String(derived.dropFirst("reference.".count)))
      else { return nil }
      return (property, navigation)
    }
  }

  private func noteMissing(
    _ id: String, _ navigation: NavigationProperty, _ new: inout NewEntity, _ transaction: WriteTransaction
  ) throws {
    guard transaction.origin == .seed else {
      // In a request it is an object of the directory, for whom a subject is looked up.
      if navigation.name == "target" { return new.properties["@target"] = .string(id) }
      throw EntitlementError.notFound(id)
    }
    let newID = new.id ?? transaction.tenant.identifiers.guid()
    new.id = newID
    EntitlementWork.of(transaction).forwardReferences.append(
      EntitlementWork.ForwardReference(
        id: newID, type: new.type, owner: new.owner, navigation: navigation, target: id))
  }

  /// - Throws: when an object is still missing at the end of the load.
  static func resolveForward(_ transaction: WriteTransaction) throws {
    let work = EntitlementWork.of(transaction)
    for reference in work.forwardReferences {
      guard let type = transaction.model.type(reference.navigation.target),
        let target = try transaction.entity(id: reference.target, in: transaction.table(type.name)),
        let source = try transaction.entity(id: reference.id, in: transaction.table(reference.type.name))
      else {
        throw GraphError(400, "SeedInvalid", "\(reference.navigation.name): no object '\(reference.target)'")
      }
      _ = try transaction.update(source) { $0.references[reference.navigation.name] = target.key }
    }
    work.forwardReferences = []
  }
}
