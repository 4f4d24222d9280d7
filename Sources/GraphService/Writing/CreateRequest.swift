import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// POST to a collection: a new object, or with `$ref` a new reference.
struct CreateRequest {
  let target: Target
  /// Those of the part of the service that keeps what is made.
  private let conventions: Conventions

  init(target: Target) {
    (self.target, conventions) = (target, target.contract.conventions)
  }

  /// - Parameter collection: where something is made, which need not be where the path leads.
  init(target: Target, in collection: PathPlan.Collection) {
    (self.target, conventions) = (target, target.version.contracts.contract(of: collection.type).conventions)
  }

  private var context: RequestContext { target.context }
  private var version: ServiceVersion { target.version }

  func answer() throws -> Answer {
    guard case .collection(let collection) = target.plan.end else { throw ReferenceFailure.writeToReference }
    if case .ref = target.path.suffix { return try ReferenceRequest(target: target).add(to: collection) }
    let body = try BodyReader(request: context.request).json(collection.type, version.model)
    return try target.write { transaction, walked in
      let made = try create(body, collection, walked, transaction)
      return (made, try started(made, collection, walked, transaction))
    } answer: { made, resolver, walked, reader in
      if let started = made.1 { return started }
      return try answer(made.0, collection, resolver, walked, reader)
    }
  }

  /// Makes an object, and what its set says besides; the one that is there, where its set says that it counts.
  ///
  /// - Parameter walked: ends with the object that the collection belongs to.
  func create(
    _ body: JSONValue, _ collection: PathPlan.Collection, _ walked: Resolver.Walked,
    _ transaction: WriteTransaction
  ) throws -> Entity {
    guard let effect = version.creationEffect(in: collection) else {
      return try make(body, nil, collection, walked, transaction)
    }
    if effect.value != nil { try check(body, collection, walked, transaction) }
    var call = CreationCall(effect, of: body, in: collection, target, walked, transaction)
    if let there = try call.there() { return there }
    let prepared = try call.prepared()
    let made = try make(prepared.body, prepared.id, collection, walked, transaction)
    try call.makeOthers(after: made)
    return made
  }

  /// What was sent has to be right also where the object is made of something else.
  private func check(
    _ body: JSONValue, _ collection: PathPlan.Collection, _ walked: Resolver.Walked,
    _ transaction: WriteTransaction
  ) throws {
    let place = try CreationPlace(collection, parent: walked.parent, version)
    let draft = try bound(body, collection.type, place)
    try EntityWriter(model: version.model, transaction: transaction).checkReferences(of: draft)
  }

  /// Where clients see that the object is there, if its set tells them so in place of the object.
  private func started(
    _ made: Entity, _ collection: PathPlan.Collection, _ walked: Resolver.Walked,
    _ transaction: WriteTransaction
  ) throws -> Answer? {
    guard let task = version.creationEffect(in: collection)?.task else { return nil }
    let scope = EffectScope(
      target: target, walked: walked, transaction: transaction, parameters: [:], made: made)
    return try EffectStart(scope: scope, task: task).made(below: made).map {
      .started("/\($0.home)('\(made.id.percentEncoded)')", "\(task.navigation)('\($0.id.percentEncoded)')")
    }
  }

  private func make(
    _ body: JSONValue, _ id: String?, _ collection: PathPlan.Collection, _ walked: Resolver.Walked,
    _ transaction: WriteTransaction
  ) throws -> Entity {
    let parent = walked.parent
    let place = try CreationPlace(collection, parent: parent, version)
    var draft = try bound(body, collection.type, place)
    try checkIdentifier(draft, transaction)
    try target.checkReferenceCount(draft)
    try RefusedRequest(target, walked, transaction).check(creating: draft)
    draft = try DraftCompletion(target, walked, transaction).completed(draft)
    let writer = EntityWriter(
      model: version.model, transaction: transaction,
      conflict: try .asked(of: draft.type, body.objectValue, target.query, usual: .fail))
    if let shared = place.shared {
      return try target.create(
        draft, shared, of: collection.navigation, below: walked, with: writer, transaction)
    }
    let entity = try writer.create(
      draft, owner: place.owner, place: place.name, id: id, given: place.given)
    if let (link, isInverse) = place.link, let parent {
      try transaction.link(
        link, source: isInverse ? entity.key : parent, target: isInverse ? parent : entity.key)
    }
    return entity
  }

  private func bound(_ body: JSONValue, _ type: StructuredType, _ place: CreationPlace) throws -> Draft {
    let binder = PayloadBinder(
      model: version.model, purpose: .create,
      readOnly: conventions.refusesReadOnly ? .refuse : .ignore,
      takesChildren: conventions.takesInlineEntities || type.isOnlyDeclared)
    do { return try binder.bind(body, as: type, given: place.givenNames) } catch {
      throw BodyFailure.payload(error)
    }
  }

  /// An id in the body is ignored where clients do not give it, but for a tenant that is strict.
  private func checkIdentifier(_ draft: Draft, _ transaction: WriteTransaction) throws {
    guard draft.id != nil, draft.givenIdentifier == nil, transaction.settings.engine.isStrict,
      conventions.refusesForeignIdentifiers
    else { return }
    throw BodyFailure.payload(.readOnlyProperty(name: "id", type: draft.type, path: "$.id"))
  }

  private func answer(
    _ made: Entity, _ collection: PathPlan.Collection, _ resolver: Resolver, _ walked: Resolver.Walked,
    _ reader: Reader
  ) throws -> Answer {
    let fragment = ContextFragment(target.path, model: version.model)
    let showsPlace = collection.isHomeByAnotherName || collection.isContained
    let home = showsPlace ? nil : collection.type.traits.home
    let set = home ?? target.segments(of: fragment, resolver, walked)
    let declared = target.declared(collection.type, collection.navigation)
    return try WriteAnswer(
      target: target, reader: reader, showsPlace: showsPlace, declared: declared
    ).created(
      made, location: ObjectURL(set: "\(context.base)/\(set)", id: made.id).text,
      fallback: target.text(of: fragment, resolver, walked))
  }
}

extension Answer {
  /// In the form of the service, whose clients take the id out of it: `/teams('{id}')`, `operations('{id}')`.
  fileprivate static func started(_ object: String, _ task: String) -> Answer {
    Answer(
      status: 202, location: "\(object)/\(task)", furtherFields: [HeaderField("Content-Location", object)])
  }
}

extension PathPlan.Collection {
  /// Its objects were made below another one, though the set of their type has them too.
  fileprivate var isContained: Bool { type.traits.home != nil && source.relation.place != nil }

  /// It holds what is in the home set under a name of its own: `assignmentRequests` of beta.
  fileprivate var isHomeByAnotherName: Bool {
    guard let navigation, let home = type.traits.home?.split(separator: "/").last.map(String.init) else {
      return false
    }
    return navigation.name != home && navigation.storedName == home
  }
}

/// How an object that is posted to a collection comes to belong to it.
struct CreationPlace {
  var owner: Int64?
  /// By which the owner has it, where that matters.
  var name: String?
  /// The reference that the path fixes.
  var given: [String: Int64] = [:]
  var givenNames: Set<String> = []
  var link: (LinkTable, isInverse: Bool)?
  /// Another place that is to have it.
  var shared: SharedPlace?

  init(_ collection: PathPlan.Collection, parent: Int64?, _ version: ServiceVersion) throws {
    guard let navigation = collection.navigation else { return }
    let takesPost = navigation.traits.methods?.contains("POST") == true
    switch version.schema.storage(of: navigation, in: version.model) {
    case .home?, .deleted?: break
    case .shared(let shared)?: self.shared = collection.source.relation.shared ?? shared
    case .contained?: (owner, name) = (parent, collection.source.relation.place?.name)
    case .inverse(let column)? where takesPost:
      if let parent { given = [column: parent] }
      givenNames = navigation.partner.map { [$0] } ?? []
    // What a view shows follows from the objects: a rule of their type makes the new one appear in it.
    case .link(let link)? where takesPost && link.isView: break
    case .link(let link)? where takesPost: self.link = (link, false)
    case .inverseLink(let link)? where takesPost: self.link = (link, true)
    case .inverse?, .link?, .inverseLink?, .reference?, nil: throw ReferenceFailure.writeToReference
    }
  }
}
