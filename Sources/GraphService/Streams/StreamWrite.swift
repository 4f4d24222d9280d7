import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import OData
import Planning

/// PUT or PATCH of bytes: they become those of the stream, whatever there was.
struct StreamWrite {
  let place: StreamPlace

  private var target: Target { place.target }
  private var context: RequestContext { target.context }

  /// What was written.
  private struct Written {
    let entity: Entity
    let tag: String?
    /// The bytes made the object.
    let isNew: Bool
  }

  func answer() throws -> Answer {
    let file = place.namedFile
    let conflict = try file?.conflict(nil, usual: .replace)
    let stream = NewStream(try BodyReader(request: context.request).bytes(), type: contentType)
    return try target.write(last: makesObject ? .mayBeMissing : .mustBeThere) { transaction, walked in
      let known = try known(walked, conflict, transaction)
      let entity = try known ?? make(file, conflict, walked, transaction)
      let type = target.type(of: entity)
      guard !place.properties.isEmpty || type.hasStream else { throw place.missing(type) }
      try checkTags(known, type, transaction)
      try place.traits(type).notOf?.check(entity)
      try place.traits(type).checkHoldings(of: entity, transaction)
      let written = try transaction.write(stream, to: place.name, of: entity, place.traits(type))
      let tag = try transaction.streamTag(place.name, of: written)
      return Written(entity: written, tag: tag, isNew: known == nil)
    } answer: { written, resolver, walked, reader in
      var answer = try answer(written, resolver, walked, reader)
      if let tag = written.tag { answer.mediaFields.append(HeaderField("ETag", "\"\(tag)\"")) }
      return answer
    }
  }

  /// - Parameter known: nil for an object that the bytes make.
  private func checkTags(_ known: Entity?, _ type: StructuredType, _ transaction: WriteTransaction) throws {
    let tags = EntityTags(context.request.headers)
    guard let known else { return try tags.check([]) }
    let tag = try transaction.streamTag(place.name, of: known)
    try tags.check([tag].compactMap(\.self) + known.tags(type))
    try tags.checkNew(tag)
  }

  /// What comes without a name, or with one that is none, is bytes of any kind.
  private var contentType: MediaType { context.request.headers.mediaType ?? .anyBytes }

  private func answer(
    _ written: Written, _ resolver: Resolver, _ walked: Resolver.Walked, _ reader: Reader
  ) throws -> Answer {
    switch place.traits(target.type(of: written.entity)).writeAnswer {
    case .none: return .noContent
    case .empty: return Answer(status: 200)
    case .object:
      let fragment = ContextFragment(target.path, model: target.version.model)
      let declared = target.plan.hops.last.flatMap { target.declared($0.type, $0.navigation) }
      return try WriteAnswer(target: target, reader: reader, declared: declared)
        .written(
          written.entity, fallback: target.text(of: fragment, resolver, walked),
          status: written.isNew ? 201 : 200)
    }
  }

  // MARK: Objects that come with their bytes

  /// The object that gets the bytes; nil for one that they make.
  private func known(
    _ walked: Resolver.Walked, _ conflict: NameConflict?, _ transaction: WriteTransaction
  ) throws -> Entity? {
    try place.entity(walked, transaction).flatMap { try $0.receiving(conflict) }
  }

  private var makesObject: Bool { makesValue || place.namedFile != nil }

  /// A single value that is contained in the object before it, as a photo: its first bytes make it.
  private var makesValue: Bool {
    guard let hop = target.plan.hops.last, let navigation = hop.navigation, !navigation.isCollection,
      hop.keyIndex == nil, place.properties.isEmpty, !hop.type.isAbstract
    else { return false }
    if case .contained? = target.version.schema.storage(of: navigation, in: target.version.model) {
      return true
    }
    return false
  }

  private func make(
    _ file: NamedFile?, _ conflict: NameConflict?, _ walked: Resolver.Walked, _ transaction: WriteTransaction
  ) throws -> Entity {
    if let file { return try file.make(walked.aboveLast, conflict, transaction) }
    guard let hop = target.plan.hops.last, makesValue || hop.isVirtual else {
      throw place.missing(target.path.type)
    }
    let writer = EntityWriter(model: target.version.model, transaction: transaction)
    let draft = Draft(type: hop.type)
    switch hop.kind {
    case .virtual(_, let place): return try writer.create(draft, owner: nil, place: place.name, id: hop.name)
    case .row(let source, _):
      let owner = walked.objects.dropLast().last??.key
      return try writer.create(draft, owner: owner, place: source.relation.place?.name)
    }
  }
}
