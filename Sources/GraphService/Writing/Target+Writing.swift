import EntityModel
import GraphContract
import GraphStore
import OData
import Planning
import Tenants

extension Target {
  /// Runs a write: the path is walked, then the changes are made, then the answer is read. Where rules need the answers
  /// of endpoints outside, these are asked while nothing is locked, and it begins anew.
  ///
  /// - Parameter last: what is done about the last object of the path.
  func write<Changes>(
    last: Resolver.LastObject = .mustBeThere, _ change: (WriteTransaction, Resolver.Walked) throws -> Changes,
    answer: (Changes, Resolver, Resolver.Walked, Reader) throws -> Answer
  ) throws -> Answer {
    var known: [String: EndpointAnswer] = [:]
    while true {
      do { return try write(last, knowing: known, change, answer) } catch let unknown as EndpointsUnknown {
        let answers = try context.endpoints.answers(
          of: unknown.urls, isPart: context.isPart, limit: context.limit)
        known.merge(answers) { _, new in new }
      }
    }
  }

  private func write<Changes>(
    _ last: Resolver.LastObject, knowing answers: [String: EndpointAnswer],
    _ change: (WriteTransaction, Resolver.Walked) throws -> Changes,
    _ answer: (Changes, Resolver, Resolver.Walked, Reader) throws -> Answer
  ) throws -> Answer {
    do {
      return try context.tenant.store.write(
        moment: context.tenant.clock.now, limit: context.limit, trace: context.trace
      ) { transaction, reader in
        var resolver = self.resolver(try callerID(reader))
        resolver.makingRow = makingRows(transaction)
        resolver.makingNamed = makingNamed(transaction)
        resolver.makingMissing = NamedFile.making(self, transaction)
        transaction.caller = try CallerLookup(version)?.key(context.caller.principal, reader)
        transaction.callerActsForOneself = hasOwnPermissionsOnly
        transaction.callerIsAssumed = context.caller.principal == .user(id: nil)
        transaction.clientApplication = context.caller.application
        transaction.rights = context.caller.rights.known(version.permissions)
        transaction.endpointAnswers = answers
        let walked = try resolver.walk(reader, last)
        if case .collection(let collection) = plan.end {
          try resolver.check(collection.sources, collection.name, walked)
        }
        return (try change(transaction, walked), resolver, walked)
      } answer: { changes, reader in
        try answer(changes.0, changes.1, changes.2, reader)
      }
    } catch let conflict as StoreConflict {
      throw StateFailure(conflict, sent: keys.values.last ?? "")
    }
  }

  /// Looks for an object where writes look, and changes nothing.
  func find(_ search: (WriteTransaction, Resolver.Walked) throws -> Entity) throws -> Entity {
    var found: Entity?
    _ = try write { transaction, walked in
      found = try search(transaction, walked)
    } answer: { _, _, _, _ in
      .noContent
    }
    guard let found else { throw StateFailure.missingTarget(navigation: plan.hops.last?.name ?? "") }
    return found
  }

  /// The type that an answer shows an object as that was written to a place of further metadata; nil for all other places.
  func declared(_ type: StructuredType, _ navigation: NavigationProperty?) -> StructuredType? {
    navigation.map { version.schema.isFurther($0, in: version.model) } == true ? type : nil
  }

  /// - Throws: `ReferenceFailure.tooMany`
  func checkReferenceCount(_ draft: Draft) throws {
    guard let limit = contract.conventions.referenceLimit else { return }
    for reference in draft.references where (reference.targets?.count ?? 0) > limit {
      throw ReferenceFailure.tooMany(property: reference.navigation.name, limit: limit)
    }
  }
}

extension StateFailure {
  init(_ conflict: StoreConflict, sent: String) {
    switch conflict {
    case .duplicateValue(let property, _, let type): self = .duplicateValue(property: property, type: type)
    case .duplicateIdentifier(let id, _): self = .duplicateIdentifier(id)
    case .alreadyLinked(let link): self = .alreadyLinked(property: Self.property(link))
    case .notLinked(let link): self = .notLinked(property: Self.property(link), id: sent)
    }
  }

  /// `group_members` as `members`.
  private static func property(_ link: String) -> String {
    link.split(separator: "_").last.map(String.init) ?? link
  }
}
