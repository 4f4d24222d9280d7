package import EntityModel
import GraphContract
import JSON
package import OData

/// Makes objects of drafts: references resolved, children created with their parent.
package struct EntityWriter {
  private let model: EntityModel
  let transaction: WriteTransaction
  private let conflict: NameConflict?

  /// - Parameters:
  ///   - model: of the version that the drafts are bound to.
  ///   - conflict: what becomes of an object whose name is taken; nil: names are not looked at.
  package init(model: EntityModel, transaction: WriteTransaction, conflict: NameConflict? = nil) {
    self.model = model
    self.transaction = transaction
    self.conflict = conflict
  }

  private var resolver: ReferenceResolver { ReferenceResolver(model: model, transaction: transaction) }

  /// - Parameters:
  ///   - owner: key of the parent of a contained object.
  ///   - place: in which of the places that its owner has for such objects it is to be.
  ///   - id: nil for one that the body gives where clients of its type do, and that rules or the store make else.
  ///   - given: references that the path fixes, by property.
  package func create(
    _ draft: Draft, owner: Int64?, place: String? = nil, id: String? = nil, given: [String: Int64] = [:]
  ) throws -> Entity {
    var new = described(by: draft, owner: owner)
    new.id = id ?? draft.givenIdentifier
    new.place = place
    if let rule = new.type.traits.siblingName {
      try transaction.checkName(new.properties[rule.property], of: new.type)
    }
    if let taken = try transaction.settleName(of: &new, conflict) {
      return try EntityUpdate(model: model, transaction: transaction, merging: .all)
        .apply(draft, to: taken)
    }
    new.references = given
    for reference in inModelOrder(draft.references, draft.type) where !reference.navigation.isCollection {
      try resolve(reference, given, into: &new.references)
    }
    for nested in draft.children where !nested.navigation.isCollection { try createFirst(nested, &new) }
    let links = try draft.references.filter(\.navigation.isCollection).map { ($0.navigation, try keys($0)) }
    let entity = try transaction.insert(new)
    for nested in draft.children { try createChildren(nested, of: entity) }
    for (navigation, keys) in links { try link(navigation, keys, of: entity) }
    return entity
  }

  /// With the values of its properties.
  private func described(by draft: Draft, owner: Int64?) -> NewEntity {
    var new = NewEntity(draft: draft, type: stored(draft.type), owner: owner)
    let whole = WholeValue(model: transaction.model)
    for member in draft.properties.members {
      let type = new.type.property(member.name)?.type
      new.properties[member.name] = type.map { whole.value(member.value, as: $0) } ?? member.value
    }
    return new
  }

  private func stored(_ type: StructuredType) -> StructuredType {
    transaction.model.type(type.storedName) ?? type
  }

  /// workloads report the first missing reference in the order of the model, not of the body.
  private func inModelOrder(_ references: [BoundReference], _ type: StructuredType) -> [BoundReference] {
    let order = type.navigationProperties.map(\.name)
    return references.sorted {
      (order.firstIndex(of: $0.navigation.name) ?? 0) < (order.firstIndex(of: $1.navigation.name) ?? 0)
    }
  }

  private func resolve(
    _ reference: BoundReference, _ given: [String: Int64], into references: inout [String: Int64]
  ) throws {
    let name = transaction.schema.column(of: reference.navigation, in: model)
    guard let url = reference.targets?.first else { return }
    guard let entity = try resolver.entity(url, for: reference.navigation) else {
      throw ReferenceFailure.missing(property: reference.navigation.name, sent: url.lastKey)
    }
    guard given[name] == nil || given[name] == entity.key else {
      throw ReferenceFailure.fixed(property: reference.navigation.name)
    }
    references[name] = entity.key
  }

  /// Looks whether all is there that an object and those in it refer to.
  ///
  /// - Throws: `ReferenceFailure`
  package func checkReferences(of draft: Draft) throws {
    for reference in draft.references { _ = try keys(reference) }
    for nested in draft.children { try nested.drafts.forEach(checkReferences) }
  }

  /// The keys of a bound collection, without repetitions.
  package func keys(_ reference: BoundReference) throws -> [Int64] {
    var keys: [Int64] = []
    for url in reference.targets ?? [] {
      guard let entity = try resolver.entity(url, for: reference.navigation) else {
        throw ReferenceFailure.missing(property: reference.navigation.name, sent: url.lastKey)
      }
      if !keys.contains(entity.key) { keys.append(entity.key) }
    }
    return keys
  }

  // MARK: Nested objects

  /// A single value that lives elsewhere is made before the object that refers to it.
  private func createFirst(_ nested: NestedDrafts, _ new: inout NewEntity) throws {
    guard case .reference(let column)? = transaction.schema.storage(of: nested.navigation, in: model),
      let draft = nested.drafts.first
    else { return }
    if let existing = try transaction.existing(draft) {
      new.references[column] = existing.key
    } else {
      new.references[column] = try create(draft, owner: nil).key
    }
  }

  private func createChildren(_ nested: NestedDrafts, of parent: Entity) throws {
    guard let storage = transaction.schema.storage(of: nested.navigation, in: model) else { return }
    for draft in nested.drafts {
      switch storage {
      case .contained(let place): _ = try create(draft, owner: parent.key, place: place.name)
      case .inverse(let column): _ = try create(draft, owner: nil, given: [column: parent.key])
      case .link(let link):
        try transaction.link(link, source: parent.key, target: create(draft, owner: nil).key)
      case .inverseLink(let link):
        try transaction.link(link, source: create(draft, owner: nil).key, target: parent.key)
      case .shared(let place): try create(draft, shared: place, below: parent)
      case .home: _ = try create(draft, owner: nil)
      case .reference, .deleted: break
      }
    }
  }

  // MARK: Links

  package func link(_ navigation: NavigationProperty, _ keys: [Int64], of entity: Entity) throws {
    switch transaction.schema.storage(of: navigation, in: model) {
    case .link(let link)?: for key in keys { try transaction.link(link, source: entity.key, target: key) }
    case .inverseLink(let link)?:
      for key in keys { try transaction.link(link, source: key, target: entity.key) }
    case .reference?, .inverse?, .contained?, .shared?, .home?, .deleted?, nil:
      throw ReferenceFailure.writeToReference
    }
  }
}

extension String {
  /// `https://host/beta/users/a` as `a`, also with a type behind it: what a message calls a missing object.
  package var lastKey: String {
    let segments = split(separator: "/").map(String.init)
    return segments.last { !$0.isTypeName } ?? segments.last ?? self
  }
}
