import GraphStore
import HTTPMessages

extension KeptRequest {
  /// What is kept of a request that was answered.
  static func bytes(of record: RequestRecord, _ settings: Journal.Settings, _ secrets: Secrets) -> [UInt8] {
    let (request, response, facts) = (record.request, record.response, record.facts)
    let target = SecretMask.kept(request.target)
    let told = ToldSecrets(in: record, secrets)
    let bodies = KeptBodies(record, settings, secrets, told: told, hasSecretOptions: target != request.target)

    var writer = KeptWriter(capacity: length(of: record, bodies))
    writer.append(.method, request.method)
    writer.append(.target, target)
    writer.append(.statedRoot, request.statedRoot)
    writer.append(.principals, names: facts.caller?.principals)
    writer.append(.applications, names: facts.caller?.applications)
    writer.append(.code, facts.refusal?.code)
    writer.append(.requestHead, head: request.headers)
    writer.append(.requestBody, bytes: bodies.request.kept)
    writer.append(.requestWithheld, bodies.request.withheld)
    writer.append(.responseHead, head: response.headers)
    writer.append(.responseBody, bytes: bodies.response.kept)
    writer.append(.responseWithheld, bodies.response.withheld)
    writer.append(
      .decision,
      bytes: settings.keepsDecisions
        ? facts.trace.map { TracedDecision($0.record, facts, told).bytes[...] } : nil)
    return writer.finished(
      KeptFacts(
        size: writer.size, time: record.time, nanoseconds: record.nanoseconds, status: response.status,
        isOverTLS: request.isOverTLS, isByApplication: facts.caller?.isApplication == true,
        isUnchecked: facts.isUnchecked, delivery: response.delivery, requestBody: bodies.request.facts,
        responseBody: bodies.response.facts, places: writer.places))
  }

  /// Bytes of the texts of a request whose secrets are no shorter than what stands for them.
  private static func length(of record: RequestRecord, _ bodies: KeptBodies) -> Int {
    record.request.method.utf8.count + record.request.target.utf8.count + record.request.headers.size
      + KeptWriter.size(of: record.response.headers) + (bodies.request.kept?.count ?? 0)
      + (bodies.response.kept?.count ?? 0) + 128
  }
}

/// What is kept of both bodies of a request.
private struct KeptBodies {
  let request: KeptBody
  let response: KeptBody

  init(
    _ record: RequestRecord, _ settings: Journal.Settings, _ secrets: Secrets, told: ToldSecrets,
    hasSecretOptions: Bool
  ) {
    let (request, response) = (record.request, record.response)
    let type = request.body.isEmpty ? nil : request.headers[name: "content-type"]
    self.request =
      BodyOfBytes.reason(ofRequest: record, contentType: type)
      .map { KeptBody(request.body, withheld: $0) }
      ?? KeptBody(request.body, limit: settings.bodyBytes, secrets.mask(of: request.body, contentType: type))
    self.response =
      BodyOfBytes.reason(ofAnswer: record).map { KeptBody(response.body, withheld: $0) }
      ?? KeptBody(
        response.body, limit: settings.bodyBytes,
        secrets.mask(of: response, to: request, told: told, hasSecretOptions: hasSecretOptions))
  }
}

private struct KeptBody {
  let facts: KeptFacts.Body
  let kept: ArraySlice<UInt8>?
  let withheld: String?

  /// Of bytes that are no text there is only the number.
  init(_ body: [UInt8], withheld reason: String) {
    (facts, kept, withheld) = (KeptFacts.Body(length: body.count, isCut: false), nil, reason)
  }

  /// - Parameters:
  ///   - limit: 0 keeps nothing.
  ///   - mask: nil for a body that holds no secrets, and is not looked into.
  init(_ body: [UInt8], limit: Int, _ mask: BodyMask?) {
    let isCut = body.count > limit
    let beginning = body.prefix(limit)
    do throws(BodyMask.Unreadable) {
      let kept = try mask?.masked(Array(beginning), isCut: isCut)[...] ?? beginning
      (self.kept, facts, withheld) = (kept, KeptFacts.Body(length: body.count, isCut: isCut), nil)
    } catch {
      (kept, facts, withheld) = (nil, KeptFacts.Body(length: body.count, isCut: false), error.reason)
    }
  }
}
