import EntityModel
import GraphContract
import GraphStore
import JSON
import OData
import Planning

// Contained single values are there before anybody has written them: with the defaults of their type, and with the id of
// the object that they belong to, as many of the service's own have it (`users/{id}/settings`, `groups/{id}/team`).

extension Resolver.Walked {
  /// The id of a value that has no row yet, below these objects.
  func impliedIdentifier(_ hop: PathPlan.Hop) -> String {
    hop.type.traits.singleIdentifier ?? objects.last { $0 != nil }??.id ?? hop.singleIdentifier
  }
}

extension PathPlan.Hop {
  /// It is shown where no row is found.
  var isThereWithoutRow: Bool { (isVirtual || isImplied) && navigation?.traits.isAbsent != true }

  /// The values that show it without a row.
  func rowless(_ values: ReadValues, _ walked: Resolver.Walked) -> ReadValues {
    var values = values
    if isImplied { values.identifier = .text(impliedIdentifier(walked)) }
    return values
  }

  func impliedIdentifier(_ walked: Resolver.Walked) -> String {
    isImplied ? walked.impliedIdentifier(self) : singleIdentifier
  }
}

extension Draft {
  /// With what the single value has until somebody changes that.
  func beginning(as navigation: NavigationProperty?) -> Draft {
    var draft = self
    for member in navigation?.traits.initial.members ?? []
    where draft.properties[member.name] == nil && type.property(member.name) != nil {
      draft.properties[member.name] = member.value
    }
    return draft
  }
}

extension Target {
  /// Makes the row of a value that is there without one, since something is to be written to it or below it.
  func makeRow(
    of hop: PathPlan.Hop, with draft: Draft, _ walked: Resolver.Walked, _ transaction: WriteTransaction
  ) throws -> Entity {
    guard case .row(let source, _) = hop.kind, case .owned(let place) = source.relation,
      let owner = walked.parent
    else { throw ReferenceFailure.writeToReference }
    return try EntityWriter(model: version.model, transaction: transaction)
      .create(
        draft.beginning(as: hop.navigation), owner: owner, place: place.name,
        id: hop.impliedIdentifier(walked))
  }

  /// What the walk of a write does about objects of a collection that are there without a row.
  func makingNamed(_ transaction: WriteTransaction) -> (
    (PathPlan.Hop, Reader.Located, Resolver.Walked) throws -> Reader.Located
  )? {
    guard makesRows else { return nil }
    return { [self] hop, located, walked in
      guard case .row(let source, _) = hop.kind, source.named != nil else { return located }
      let type = version.model.family(of: hop.type).first { $0.storedName == located.type }
      let draft = Draft(type: type ?? version.concrete(hop.type))
      let owner = source.relation.isNobodys ? nil : walked.parent
      let made = try EntityWriter(model: version.model, transaction: transaction)
        .create(draft, owner: owner, place: source.relation.place?.name, id: located.id)
      return Reader.Located(key: made.key, id: made.id, type: made.type.name)
    }
  }

  /// A write that needs a row of what it is about, or is below.
  private var makesRows: Bool {
    switch context.method {
    case .post, .patch, .put: true
    case .get, .delete, .unknown: false
    }
  }

  /// What the walk of a write does about values that have no row yet; the last one is made by whoever writes it.
  func makingRows(_ transaction: WriteTransaction) -> (
    (PathPlan.Hop, Resolver.Walked) throws -> Reader.Located?
  )? {
    guard makesRows else { return nil }
    return { [self] hop, walked in
      guard walked.parent != nil, !(hop === plan.hops.last && writesLast) else { return nil }
      let draft = Draft(type: version.concrete(hop.type))
      let made = try makeRow(of: hop, with: draft, walked, transaction)
      return Reader.Located(key: made.key, id: made.id, type: made.type.name)
    }
  }

  /// The request is about the last object itself.
  private var writesLast: Bool {
    if case .object = plan.end, case .none = path.suffix { true } else { false }
  }
}
