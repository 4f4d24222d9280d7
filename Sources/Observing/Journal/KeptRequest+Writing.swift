import GraphStore
import HTTPMessages

extension KeptRequest {
  /// What is kept of a request that was answered.
  static func bytes(of record: RequestRecord, _ settings: Journal.Settings, _ secrets: Secrets) -> [UInt8] {
    let target = SecretMask.kept(record.request.target)
    let told = ToldSecrets(in: record, secrets)
    let bodies = KeptBodies(
      record, settings, secrets, told: told, hasSecretOptions: target != record.request.target)

    var writer = KeptWriter(capacity: length(of: record, bodies))
    writer.append(.method, record.request.method)
    writer.append(.target, target)
    writer.append(.statedRoot, record.request.statedRoot)
    writer.append(.principals, names: record.facts.caller?.principals)
    writer.append(.applications, names: record.facts.caller?.applications)
    writer.append(.code, record.facts.refusal?.code)
    writer.append(.requestHead, head: record.request.headers)
    writer.append(.requestBody, bytes: bodies.request.kept)
    writer.append(.requestWithheld, bodies.request.withheld)
    writer.append(.responseHead, head: record.response.headers)
    writer.append(.responseBody, bytes: bodies.response.kept)
    writer.append(.responseWithheld, bodies.response.withheld)
    writer.append(.decision, bytes: settings.keepsDecisions ? decision(of: record, told) : nil)
    writer.write(KeptFacts(of: record, bodies, size: writer.bytes.count, places: writer.places))
    return writer.bytes
  }

  /// What it did, as JSON; nil where nobody wrote that down.
  private static func decision(of record: RequestRecord, _ told: ToldSecrets) -> ArraySlice<UInt8>? {
    record.facts.trace.map { TracedDecision($0.record, record.facts, told).bytes[...] }
  }

  /// Bytes of the texts of a request whose secrets are no shorter than what stands for them.
  private static func length(of record: RequestRecord, _ bodies: KeptBodies) -> Int {
    record.request.target.utf8.count + record.request.headers.size
      + KeptWriter.size(of: record.response.headers) + (bodies.request.kept?.count ?? 0)
      + (bodies.response.kept?.count ?? 0) + lengthOfOthers
  }

  /// Names and codes are short.
  private static let lengthOfOthers = 256
}

extension KeptFacts {
  fileprivate init(of record: RequestRecord, _ bodies: KeptBodies, size: Int, places: KeptPlaces) {
    self.init(
      size: size, time: record.time, nanoseconds: record.nanoseconds, status: record.response.status,
      isOverTLS: record.request.isOverTLS, isByApplication: record.facts.caller?.isApplication == true,
      isUnchecked: record.facts.isUnchecked, delivery: record.response.delivery,
      requestBody: bodies.request.facts, responseBody: bodies.response.facts, places: places)
  }
}
