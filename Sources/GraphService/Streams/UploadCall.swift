import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning
import Tenants

/// A request to the URL of an upload session: a fragment, what is missing, the end of it (page "driveItem:
/// createUploadSession").
struct UploadCall {
  let context: RequestContext
  let token: String

  func answer() throws -> Answer {
    switch context.method {
    case .get: try state()
    case .put: try put()
    case .post: try complete()
    case .delete: try cancel()
    case .patch, .unknown:
      throw RoutingFailure.methodNotAllowed(
        method: context.method.name, allowed: ["DELETE", "GET", "POST", "PUT"], template: "~",
        path: String(context.path))
    }
  }

  private func write(
    _ change: (StoredUpload, WriteTransaction) throws -> Progress
  ) throws -> Answer {
    try context.tenant.store.write(
      moment: context.tenant.clock.now, limit: context.limit, trace: context.trace
    ) { transaction, _ in
      guard let upload = try transaction.upload(token) else { throw UploadFailure.unknownSession }
      return try change(upload, transaction)
    } answer: { progress, reader in
      try answer(progress, reader)
    }
  }

  /// How far a session is.
  private enum Progress {
    case missing(StoredUpload, status: Int)
    /// Of what is new, the answer may show nothing but where it is.
    case done(Entity, NewUpload, isNew: Bool, isShown: Bool)
    case cancelled
  }

  private func answer(_ progress: Progress, _ reader: Reader) throws -> Answer {
    switch progress {
    case .missing(let upload, let status):
      return .json(
        JSONValue.object([
          "expirationDateTime": .string(upload.expires.precise),
          "nextExpectedRanges": upload.received == upload.size ? [] : [.string("\(upload.received)-")],
        ]).bytes, status: status)
    case .cancelled: return .noContent
    case .done(let entity, let upload, let isNew, let isShown):
      // What is new in a collection is told by its URL alone (page "Attach large files to Outlook messages or events").
      guard isShown else {
        let url = ObjectURL(set: "\(context.base)/\(upload.place)", id: entity.id).text
        return Answer(status: 201, location: url)
      }
      let written = WrittenObject(context: context, planner: nil)
      return .json(
        try written.bytes(key: entity.key, type: entity.type, fallback: upload.place, reader),
        status: isNew ? 201 : 200)
    }
  }

  private func state() throws -> Answer { try write { upload, _ in .missing(upload, status: 200) } }

  private func cancel() throws -> Answer {
    try write { upload, transaction in
      try transaction.remove(upload)
      return .cancelled
    }
  }

  // MARK: Fragments

  private func put() throws -> Answer {
    let bytes = try BodyReader(request: context.request).bytes()
    let range = try range(of: bytes)
    return try write { upload, transaction in
      if let before = upload.size, before != range.size {
        throw UploadFailure.sizeDiffers(declared: range.size, before: before)
      }
      if let said = declaredSize(upload.new, transaction), said != range.size {
        throw UploadFailure.sizeNotThatOfSession(declared: range.size, session: said)
      }
      guard range.first == upload.received else { throw UploadFailure.outOfOrder(next: upload.received) }
      let now = try transaction.add(
        bytes, to: upload, size: range.size, type: context.request.headers.mediaType)
      guard now.received == range.size, !now.new.isDeferred else { return .missing(now, status: 202) }
      return try finish(now, transaction)
    }
  }

  /// What the client said of the size when it opened the session; nil where it said nothing.
  private func declaredSize(_ upload: NewUpload, _ transaction: WriteTransaction) -> Int? {
    guard upload.object == nil, let type = transaction.model.type(upload.type) else { return nil }
    let traits = type.property(upload.stream)?.traits.stream ?? type.traits.stream
    return traits.length.flatMap { upload.properties[$0]?.intValue }
  }

  private func range(of bytes: [UInt8]) throws -> ContentRange {
    guard let text = context.request.headers[name: "content-range"] else { throw UploadFailure.rangeMissing }
    guard let range = ContentRange(text) else { throw UploadFailure.rangeMalformed(text) }
    guard range.size <= UploadTable.sizeLimit else {
      throw UploadFailure.tooLarge(limit: UploadTable.sizeLimit)
    }
    guard range.count == bytes.count else {
      throw UploadFailure.lengthDiffers(declared: range.count, sent: bytes.count)
    }
    return range
  }

  /// Where the client says when the file is whole.
  private func complete() throws -> Answer {
    try write { upload, transaction in
      guard upload.received == upload.size else { throw UploadFailure.incomplete(next: upload.received) }
      return try finish(upload, transaction)
    }
  }

  private func finish(_ upload: StoredUpload, _ transaction: WriteTransaction) throws -> Progress {
    guard let type = transaction.model.type(upload.new.type) else {
      throw StoreError.unknownType(upload.new.type)
    }
    let bytes = try transaction.end(upload)
    var entity = try object(upload.new, type, transaction)
    let isNew = try transaction.streamTag(upload.new.stream, of: entity) == nil
    let traits = type.property(upload.new.stream)?.traits.stream ?? type.traits.stream
    try traits.checkHoldings(of: entity, transaction)
    let stream = NewStream(bytes, type: upload.new.contentType ?? .anyBytes)
    entity = try transaction.write(stream, to: upload.new.stream, of: entity, traits)
    return .done(
      entity, upload.new, isNew: isNew, isShown: upload.new.object != nil || traits.writeAnswer == .object)
  }

  /// The object that gets the bytes, with what the client said of it.
  private func object(
    _ upload: NewUpload, _ type: StructuredType, _ transaction: WriteTransaction
  ) throws -> Entity {
    guard let key = upload.object else {
      return try EntityWriter(
        model: transaction.model, transaction: transaction, conflict: upload.conflict
      ).create(
        Draft(type: type, properties: upload.properties), owner: upload.owner, place: upload.containment)
    }
    guard let table = transaction.schema.table(of: type),
      let entity = try transaction.entity(key: key, in: table)
    else { throw UploadFailure.unknownSession }
    guard !upload.properties.isEmpty else { return entity }
    return try transaction.update(entity) { new in
      for member in upload.properties.members { new.properties[member.name] = member.value }
    }
  }
}
