import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

/// Writes of references: POST, PUT and DELETE of `$ref` (graph-platform 1.13).
struct ReferenceRequest {
  let target: Target

  private var context: RequestContext { target.context }
  private var version: ServiceVersion { target.version }

  /// POST …/members/$ref
  func add(to collection: PathPlan.Collection) throws -> Answer {
    let url = try referenceInBody()
    guard let navigation = collection.navigation else { throw ReferenceFailure.writeToReference }
    return try target.write { transaction, walked in
      let key = try found(url, collection.type, navigation.name, transaction)
      let link = try link(navigation, walked.parent, key)
      try transaction.link(link.table, source: link.source, target: link.target)
    } answer: { _, _, _, _ in
      .noContent
    }
  }

  /// PUT …/manager/$ref
  func set(_ hop: PathPlan.Hop) throws -> Answer {
    let url = try referenceInBody()
    guard let navigation = hop.navigation else { throw ReferenceFailure.writeToReference }
    return try target.write(last: .isNotLookedFor) { transaction, walked in
      let key = try found(url, hop.type, navigation.name, transaction)
      try set(navigation, key, walked, transaction)
    } answer: { _, _, _, _ in
      .noContent
    }
  }

  /// DELETE …/manager/$ref
  func clear(_ hop: PathPlan.Hop) throws -> Answer {
    guard let navigation = hop.navigation else { throw ReferenceFailure.writeToReference }
    return try target.write { transaction, walked in
      try set(navigation, nil, walked.droppingLast(), transaction)
    } answer: { _, _, _, _ in
      .noContent
    }
  }

  /// DELETE …/members/{id}/$ref
  func remove(_ hop: PathPlan.Hop) throws -> Answer {
    guard let navigation = hop.navigation else { throw ReferenceFailure.writeToReference }
    return try target.write { transaction, walked in
      guard let key = walked.parent else { return }
      try unlink(try link(navigation, walked.droppingLast().parent, key), transaction)
    } answer: { _, _, _, _ in
      .noContent
    }
  }

  /// DELETE …/members/$ref?$id=…
  func remove(from collection: PathPlan.Collection) throws -> Answer {
    guard let navigation = collection.navigation, let url = target.query.options[.id] else {
      throw ReferenceFailure.empty
    }
    return try target.write { transaction, walked in
      let key = try found(url, collection.type, navigation.name, transaction)
      try unlink(try link(navigation, walked.parent, key), transaction)
    } answer: { _, _, _, _ in
      .noContent
    }
  }

  // MARK: References

  private func referenceInBody() throws -> String {
    guard let body = try BodyReader(request: context.request).optionalJSON() else {
      throw ReferenceFailure.noBody
    }
    guard let object = body.objectValue, let url = (object["@odata.id"] ?? object["@id"])?.stringValue else {
      throw ReferenceFailure.empty
    }
    return url
  }

  private func found(
    _ url: String, _ type: StructuredType, _ property: String, _ transaction: WriteTransaction
  ) throws -> Int64 {
    let resolver = ReferenceResolver(model: version.model, transaction: transaction)
    guard let entity = try resolver.entity(url, expected: type, property: property) else {
      throw ReferenceFailure.missing(property: property, sent: url.lastKey)
    }
    return entity.key
  }

  // MARK: Changes

  /// A row of a link table.
  private struct Link {
    let table: LinkTable
    let source: Int64
    let target: Int64
  }

  /// The row that stands for a reference of the object before, seen from either end.
  private func link(_ navigation: NavigationProperty, _ parent: Int64?, _ key: Int64) throws -> Link {
    guard let parent else { throw ReferenceFailure.writeToReference }
    switch version.schema.storage(of: navigation, in: version.model) {
    case .link(let table)?: return Link(table: table, source: parent, target: key)
    case .inverseLink(let table)?: return Link(table: table, source: key, target: parent)
    case .reference?, .inverse?, .contained?, .shared?, .home?, .deleted?, nil:
      throw ReferenceFailure.writeToReference
    }
  }

  private func unlink(_ link: Link, _ transaction: WriteTransaction) throws {
    try transaction.unlink(link.table, source: link.source, target: link.target)
  }

  private func set(
    _ navigation: NavigationProperty, _ key: Int64?, _ walked: Resolver.Walked,
    _ transaction: WriteTransaction
  ) throws {
    let hops = target.plan.hops
    guard hops.count > 1, let located = walked.objects.last ?? nil,
      let table = version.table(of: hops[hops.count - 2].type),
      let entity = try transaction.entity(key: located.key, in: table),
      case .reference(let column)? = version.schema.storage(of: navigation, in: version.model)
    else { throw ReferenceFailure.writeToReference }
    guard entity.references[column] != key else { return }
    guard !navigation.traits.isImmutable else { throw ReferenceFailure.fixed(property: navigation.name) }
    _ = try transaction.update(entity) { $0.references[column] = key }
  }
}

extension Resolver.Walked {
  /// Without the object of the last hop.
  func droppingLast() -> Resolver.Walked {
    var walked = self
    if !walked.objects.isEmpty { walked.objects.removeLast() }
    return walked
  }
}
