import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning
import Tenants

/// POST of an action that opens an upload session: for the stream of an object, or for an object that its bytes make in a
/// collection (pages "driveItem: createUploadSession" and "attachment: createUploadSession").
struct UploadCreation {
  let target: Target
  let operation: Operation
  let arguments: [PathArgument]
  /// The type that gets the bytes, and where.
  private let type: StructuredType
  private let stream: String

  private var context: RequestContext { target.context }
  private var version: ServiceVersion { target.version }

  /// nil for another operation, and for one that is bound to what has no stream.
  init?(_ target: Target, _ operation: Operation, _ arguments: [PathArgument]) {
    guard operation.kind == .action, let wanted = operation.uploadedStream, target.path.continuation == nil,
      let binding = target.plan.endType
    else { return nil }
    let candidates = target.path.isCollection ? target.version.model.family(of: binding) : [binding]
    let found = candidates.lazy.filter { !$0.isAbstract || !target.path.isCollection }.compactMap { type in
      type.streamName(preferring: wanted).map { (type, $0) }
    }.first
    guard let found else { return nil }
    (self.target, self.operation, self.arguments) = (target, operation, arguments)
    (type, stream) = found
  }

  func answer() throws -> Answer {
    let parameters = try OperationParameters(target: target, operation: operation, arguments: arguments)
      .checked()
    let file = NamedFile(target)
    let conflict = try file?.conflict(sentDescription(), usual: .fail)
    return try target.write(last: file == nil ? .mustBeThere : .mayBeMissing) { transaction, walked in
      let upload = try new(parameters, file, conflict, walked, transaction)
      let expires = transaction.moment.adding(atMost: Self.life)
      guard let begun = try transaction.begin(upload, until: expires) else {
        throw UploadFailure.tooManySessions
      }
      return begun
    } answer: { begun, _, _, _ in
      let envelope = EnvelopeWriter(base: context.base, context: operation.returnType?.name)
      let session: JSONObject = [
        "uploadUrl": .string(OpenAddress.text(.upload, base: context.openBase, token: begun.token)),
        "expirationDateTime": .string(begun.expires.precise), "nextExpectedRanges": ["0-"],
      ]
      return .json(envelope.members(session), status: target.path.isCollection ? 201 : 200)
    }
  }

  /// A day, in ticks.
  private static let life: Int64 = 86_400 * 10_000_000

  private func new(
    _ parameters: [String: JSONValue], _ file: NamedFile?, _ conflict: NameConflict?,
    _ walked: Resolver.Walked, _ transaction: WriteTransaction
  ) throws -> NewUpload {
    let entity = try self.entity(conflict, walked, transaction)
    let type = entity?.type ?? transaction.model.type(self.type.storedName) ?? self.type
    let traits = type.traits(ofStream: stream)
    if let entity {
      try traits?.notOf?.check(entity)
      try traits?.checkHoldings(of: entity, transaction)
    } else if !target.path.isCollection, file == nil {
      // A single value without a row has what it has from the beginning all the same.
      try traits?.notOf?.check(target.plan.hops.last?.navigation?.traits.initial ?? [:])
    }
    var upload = NewUpload(
      type: type.name, stream: stream, place: place(walked), properties: values(parameters, of: type))
    upload.object = entity?.key
    // What is there has its name.
    if entity != nil, let rule = type.traits.siblingName { upload.properties[rule.property] = nil }
    upload.isDeferred = parameters["deferCommit"]?.boolValue == true
    upload.contentType = described(parameters)["contentType"]?.stringValue.flatMap(MediaType.init)
    if case .collection(let collection) = target.plan.end {
      let place = try CreationPlace(collection, parent: walked.parent, version)
      guard place.shared == nil else {
        throw RoutingFailure.notImplemented("an upload session for '\(collection.name)' of another place")
      }
      (upload.owner, upload.containment) = (place.owner, place.name)
    } else if entity == nil {
      guard let file else { throw StateFailure.missingTarget(navigation: target.plan.hops.last?.name ?? "") }
      let placed = try file.placed(walked.aboveLast, transaction)
      if let rule = type.traits.siblingName {
        try transaction.checkName(placed.draft.properties[rule.property], of: type)
      }
      upload.add(placed, conflict)
    }
    return upload
  }

  /// The object that gets the bytes; nil for one that they make.
  private func entity(
    _ conflict: NameConflict?, _ walked: Resolver.Walked, _ transaction: WriteTransaction
  ) throws -> Entity? {
    guard !target.path.isCollection else { return nil }
    return try target.lastEntity(walked, transaction).flatMap { try $0.receiving(conflict) }
  }

  /// The path that the object is shown at: of a new one that of its collection.
  private func place(_ walked: Resolver.Walked) -> String {
    let resolver = target.resolver(nil)
    let fragment = ContextFragment(target.path, model: version.model)
    return target.path.isCollection
      ? target.segments(of: fragment, resolver, walked) : target.text(of: fragment, resolver, walked)
  }

  /// What the client says of the file: the members of the action's one structured parameter.
  private func described(_ parameters: [String: JSONValue]) -> JSONObject {
    parameters.values.lazy.compactMap(\.objectValue).first ?? [:]
  }

  /// The same as it was sent, with its annotations.
  private func sentDescription() throws -> JSONObject? {
    try BodyReader(request: context.request).optionalJSON()?.objectValue?.members.lazy
      .compactMap(\.value.objectValue).first
  }

  /// Those that the object has too.
  private func values(_ parameters: [String: JSONValue], of type: StructuredType) -> JSONObject {
    JSONObject(
      described(parameters).members.filter { member in
        guard let property = type.property(member.name), !member.value.isNull else { return false }
        return !property.isStream && property.name != "id" && property.traits.derived == nil
          && !property.traits.isColumn
      })
  }
}

extension NewUpload {
  /// The bytes make this object.
  fileprivate mutating func add(_ placed: PlacedDraft, _ conflict: NameConflict?) {
    (owner, containment, self.conflict) = (placed.owner, placed.place, conflict)
    for member in placed.draft.properties.members { properties[member.name] = member.value }
  }
}

extension StructuredType {
  /// What the model says of a stream by its stored name.
  fileprivate func traits(ofStream name: String) -> StreamTraits? {
    name == StreamTable.media
      ? traits.stream : properties.first { $0.isStream && $0.storedName == name }?.traits.stream
  }

  /// What the bytes of an upload go to, as the store calls it: the stream of that name, else what the object is about,
  /// else its first stream; nil where it has none.
  fileprivate func streamName(preferring name: String) -> String? {
    let streams = properties.filter(\.isStream)
    if let property = streams.first(where: { $0.name == name }) { return property.storedName }
    return hasStream ? StreamTable.media : streams.first?.storedName
  }
}
