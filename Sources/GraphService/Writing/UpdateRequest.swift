import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// PATCH of an object, or of a complex value of one: named members change, the others stay (graph-platform 1.15). PUT: it
/// becomes what the body says, as does a collection of values.
struct UpdateRequest {
  let target: Target

  private var context: RequestContext { target.context }
  private var version: ServiceVersion { target.version }

  func answer() throws -> Answer {
    if case .ref = target.path.suffix { throw ReferenceFailure.patchOfReferences }
    guard let hop = target.plan.hops.last, case .object = target.plan.end else {
      throw ReferenceFailure.writeToReference
    }
    let body = try body(hop)
    let upsert = UpsertRequest(target, hop)
    let isThere = upsert == nil && hop.made(by: making) == nil
    let beginning = TaskBeginning(target, hop)
    return try target.write(last: isThere ? .mustBeThere : .mayBeMissing) { transaction, walked in
      if let upsert, walked.objects.last.flatMap(\.self) == nil {
        return Written(entity: try upsert.create(body, walked, transaction), isNew: upsert.isPreferred)
      }
      let isNew = !isThere && walked.objects.last.flatMap(\.self) == nil
      var written = Written(entity: try update(whole(body), hop, walked, transaction), isNew: isNew)
      written.task = try beginning?.begin(walked.aboveLast, transaction)
      return written
    } answer: { written, resolver, walked, reader in
      if let beginning, let task = written.task { return beginning.answer(task) }
      return try answer(written, hop, resolver, walked, reader)
    }
  }

  /// The way from the object to the complex value that is changed; none for the object itself.
  private var properties: [Property] {
    if case .property(let properties) = target.path.suffix { properties } else { [] }
  }

  /// What makes the object: PUT of one of its values does not.
  private var making: Method { properties.isEmpty ? context.method : .patch }

  private func body(_ hop: PathPlan.Hop) throws -> JSONValue {
    let body = try value(in: BodyReader(request: context.request).json(hop.type, version.model))
    // The object around it has levels too.
    guard !body.isNested(deeperThan: JSONValue.depthLimit - properties.count) else {
      throw BodyFailure.malformedJSON
    }
    if case .object(let object) = body, object.isEmpty, !target.contract.conventions.takesEmptyUpdate {
      throw BodyFailure.empty
    }
    return body
  }

  /// A collection stands in an envelope, as it does where it is shown.
  private func value(in body: JSONValue) throws -> JSONValue {
    guard let property = properties.last, property.type.isCollection else { return body }
    guard let value = body.objectValue?["value"] else {
      throw BodyFailure.payload(.wrongKind(name: property.name, expected: property.type, path: "$"))
    }
    return value
  }

  /// The body as one of the object.
  private func whole(_ body: JSONValue) -> JSONValue {
    properties.reversed().reduce(body) { value, property in
      .object(JSONObject([JSONObject.Member(name: property.name, value: value)]))
    }
  }

  private var mergesComplexValues: Bool {
    !properties.isEmpty || target.contract.conventions.mergesComplexValues
  }

  private var merging: EntityUpdate.Merging {
    if mergesComplexValues { return .all }
    return context.method == .put ? .none : .dictionaries
  }

  /// The answer shows the value as it is now.
  private func changedValue(
    _ resolver: Resolver, _ walked: Resolver.Walked, _ reader: Reader
  ) throws -> Answer {
    let read = try target.planner.read()
    guard case .property(_, let hop, let query, _) = read.query else { return .noContent }
    return try PropertyRequest(
      target: target, properties: properties, hop: hop, query: query, run: context.run(read.values)
    ).answer(resolver, walked.aboveLast, reader)
  }

  private struct Written {
    let entity: Entity
    /// The client is told that it was made.
    let isNew: Bool
    /// The id of what tells how it goes on.
    var task: String?
  }

  private func answer(
    _ written: Written, _ hop: PathPlan.Hop, _ resolver: Resolver, _ walked: Resolver.Walked, _ reader: Reader
  ) throws -> Answer {
    if !properties.isEmpty {
      return context.method == .put ? .noContent : try changedValue(resolver, walked, reader)
    }
    let fragment = ContextFragment(target.path, model: version.model)
    let fallback = target.text(of: fragment, resolver, walked)
    let answers = WriteAnswer(
      target: target, reader: reader, declared: target.declared(hop.type, hop.navigation))
    guard written.isNew else {
      return try answers.updated(written.entity, in: target.contract, fallback: fallback)
    }
    let home = hop.type.traits.home ?? target.segments(of: fragment, resolver, walked)
    let url = ObjectURL(set: "\(context.base)/\(home)", id: written.entity.id)
    var answer = try answers.created(written.entity, location: url.text, fallback: fallback)
    if context.method == .patch { answer.applied.addCreateIfMissing() }
    return answer
  }

  private func update(
    _ body: JSONValue, _ hop: PathPlan.Hop, _ walked: Resolver.Walked, _ transaction: WriteTransaction
  ) throws -> Entity {
    guard let entity = try target.lastEntity(walked, transaction) else {
      try EntityCondition(context).check(nil, hop.type)
      return try createRowless(body, hop, walked, transaction)
    }
    let type = target.type(of: entity)
    try EntityCondition(context).check(entity, type)
    let draft = try bind(body, type)
    guard draft.type === type else { throw BodyFailure.typeChanged(from: type, to: draft.type) }
    if let id = draft.id, target.contract.conventions.refusesForeignIdentifiers,
      Guid.normalizedIdentifier(id) != entity.id
    {
      throw BodyFailure.payload(.readOnlyProperty(name: "id", type: type, path: "$.id"))
    }
    try target.checkReferenceCount(draft)
    let refused = RefusedRequest(target, walked, transaction)
    try refused.check(.update, of: entity, sent: draft.properties)
    try refused.check(creating: draft.children)
    let moved = try AskedMove(target, entity, transaction)?.settled(draft) ?? draft
    let completed = try DraftCompletion(target, walked, transaction).completed(moved, changing: entity)
    let asked = try AskedName(target, entity, body, transaction)
    let (changing, named) = try asked?.settled(completed) ?? (entity, completed)
    return try EntityUpdate(
      model: version.model, transaction: transaction,
      merging: merging
    ).apply(making == .put ? named.replacing : named, to: changing)
  }

  /// A singleton, or a single value below one, that has no row yet gets one.
  private func createRowless(
    _ body: JSONValue, _ hop: PathPlan.Hop, _ walked: Resolver.Walked, _ transaction: WriteTransaction
  ) throws -> Entity {
    if let collection = hop.made(by: making) {
      return try CreateRequest(target: target).create(body, collection, walked.aboveLast, transaction)
    }
    if hop.isImplied {
      return try target.makeRow(of: hop, with: bindNew(body, hop.type), walked.aboveLast, transaction)
    }
    guard case .virtual(_, let place) = hop.kind else {
      throw StateFailure.missingTarget(navigation: hop.name)
    }
    guard let table = version.table(of: hop.type) else { throw ReferenceFailure.writeToReference }
    if let existing = try transaction.single(in: table, at: place) {
      return try EntityUpdate(
        model: version.model, transaction: transaction,
        merging: merging
      ).apply(bind(body, target.type(of: existing)), to: existing)
    }
    return try EntityWriter(model: version.model, transaction: transaction)
      .create(try bindNew(body, hop.type), owner: nil, place: place.name, id: hop.singleIdentifier)
  }

  /// Of an object that is made by it.
  private func bindNew(_ body: JSONValue, _ declared: StructuredType) throws -> Draft {
    let draft = try bind(body, declared)
    return draft.type.isAbstract ? try bind(body, version.concrete(declared)) : draft
  }

  private func bind(_ body: JSONValue, _ type: StructuredType) throws -> Draft {
    let binder = PayloadBinder(
      model: version.model, purpose: .update,
      readOnly: target.contract.conventions.refusesReadOnly ? .refuse : .ignore,
      takesChildren: context.method == .put && target.contract.conventions.takesInlineEntities,
      requiresOnUpdate: target.contract.conventions.updateNeedsRequired,
      mergesComplexValues: mergesComplexValues)
    do { return try binder.bind(body, as: type) } catch { throw BodyFailure.payload(error) }
  }
}

extension PathPlan.Hop {
  /// Where PUT makes a single value that another place is to have; nil for all others.
  fileprivate func made(by method: Method) -> PathPlan.Collection? {
    guard method == .put, case .row(let source, .single) = kind, case .shared = source.relation
    else { return nil }
    return PathPlan.Collection(
      source: source, type: type, navigation: navigation, sources: sources, name: name)
  }
}
