import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// PATCH of an object: named members change, the others stay (graph-platform 1.15). PUT: it becomes what the body says.
struct UpdateRequest {
  let target: Target

  private var context: RequestContext { target.context }
  private var version: ServiceVersion { target.version }

  func answer() throws -> Answer {
    if case .ref = target.path.suffix { throw ReferenceFailure.patchOfReferences }
    guard let hop = target.plan.hops.last, case .object = target.plan.end else {
      throw ReferenceFailure.writeToReference
    }
    let body = try BodyReader(request: context.request).json(hop.type, version.model)
    if case .object(let object) = body, object.isEmpty, !target.contract.conventions.takesEmptyUpdate {
      throw BodyFailure.empty
    }
    let upsert = UpsertRequest(target, hop)
    return try target.write(last: upsert == nil ? .mustBeThere : .mayBeMissing) { transaction, walked in
      if let upsert, walked.objects.last.flatMap(\.self) == nil {
        return Written(entity: try upsert.create(body, walked, transaction), isNew: true)
      }
      return Written(entity: try update(body, hop, walked, transaction), isNew: false)
    } answer: { written, resolver, walked, reader in
      try answer(written, hop, resolver, walked, reader)
    }
  }

  private struct Written {
    let entity: Entity
    let isNew: Bool
  }

  private func answer(
    _ written: Written, _ hop: PathPlan.Hop, _ resolver: Resolver, _ walked: Resolver.Walked, _ reader: Reader
  ) throws -> Answer {
    let fragment = ContextFragment(target.path, model: version.model)
    let fallback = target.text(of: fragment, resolver, walked)
    let answers = WriteAnswer(target: target, reader: reader)
    guard written.isNew else {
      return try answers.updated(written.entity, in: target.contract, fallback: fallback)
    }
    let home = hop.type.traits.home ?? target.segments(of: fragment, resolver, walked)
    let url = ObjectURL(set: "\(context.base)/\(home)", id: written.entity.id)
    var answer = try answers.created(written.entity, location: url.text, fallback: fallback)
    answer.applied.addCreateIfMissing()
    return answer
  }

  private func update(
    _ body: JSONValue, _ hop: PathPlan.Hop, _ walked: Resolver.Walked, _ transaction: WriteTransaction
  ) throws -> Entity {
    guard let entity = try target.lastEntity(walked, transaction) else {
      return try createVirtual(body, hop, transaction)
    }
    let type = target.type(of: entity)
    let draft = try bind(body, type)
    guard draft.type === type else { throw BodyFailure.typeChanged(from: type, to: draft.type) }
    if let id = draft.id, target.contract.conventions.refusesForeignIdentifiers,
      Guid.normalizedIdentifier(id) != entity.id
    {
      throw BodyFailure.payload(.readOnlyProperty(name: "id", type: type, path: "$.id"))
    }
    try target.checkReferenceCount(draft)
    return try EntityUpdate(
      model: version.model, transaction: transaction,
      mergesComplexValues: target.contract.conventions.mergesComplexValues
    ).apply(context.method == .put ? draft.replacing : draft, to: entity)
  }

  /// A singleton, or a single value below one, that has no row yet gets one.
  private func createVirtual(_ body: JSONValue, _ hop: PathPlan.Hop, _ transaction: WriteTransaction) throws
    -> Entity
  {
    guard case .virtual = hop.kind else { throw StateFailure.missingTarget(navigation: hop.name) }
    guard let table = version.table(of: hop.type) else { throw ReferenceFailure.writeToReference }
    if let existing = try transaction.single(in: table) {
      return try EntityUpdate(
        model: version.model, transaction: transaction,
        mergesComplexValues: target.contract.conventions.mergesComplexValues
      ).apply(bind(body, target.type(of: existing)), to: existing)
    }
    return try EntityWriter(model: version.model, transaction: transaction)
      .create(try bind(body, hop.type), owner: nil, id: hop.singleIdentifier)
  }

  private func bind(_ body: JSONValue, _ type: StructuredType) throws -> Draft {
    let binder = PayloadBinder(
      model: version.model, purpose: .update,
      readOnly: target.contract.conventions.refusesReadOnly ? .refuse : .ignore,
      takesChildren: context.method == .put && target.contract.conventions.takesInlineEntities,
      requiresOnUpdate: target.contract.conventions.updateNeedsRequired,
      mergesComplexValues: target.contract.conventions.mergesComplexValues)
    do { return try binder.bind(body, as: type) } catch { throw BodyFailure.payload(error) }
  }
}
