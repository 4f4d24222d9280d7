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
    for part in KeptPart.allCases {
      switch part {
      case .method: writer.append(part, record.request.method)
      case .target: writer.append(part, target)
      case .statedRoot: writer.append(part, record.request.statedRoot)
      case .principals: writer.append(part, names: record.facts.caller?.principals)
      case .applications: writer.append(part, names: record.facts.caller?.applications)
      case .code: writer.append(part, record.facts.refusal?.code)
      case .requestHead: writer.append(part, head: record.request.headers)
      case .requestBody: writer.append(part, bytes: bodies.request.kept)
      case .requestWithheld: writer.append(part, bodies.request.withheld)
      case .responseHead: writer.append(part, head: record.response.headers)
      case .responseBody: writer.append(part, bytes: bodies.response.kept)
      case .responseWithheld: writer.append(part, bodies.response.withheld)
      case .decision:
        writer.append(part, bytes: settings.keepsDecisions ? decision(of: record, told) : nil)
      }
    }
    writer.write(KeptFacts(of: record, bodies, size: writer.bytes.count))
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
  fileprivate init(of record: RequestRecord, _ bodies: KeptBodies, size: Int) {
    self.init(
      size: size, time: record.time, nanoseconds: record.nanoseconds, status: record.response.status,
      isOverTLS: record.request.isOverTLS, isByApplication: record.facts.caller?.isApplication == true,
      isUnchecked: record.facts.isUnchecked, delivery: record.response.delivery,
      requestBody: bodies.request.facts, responseBody: bodies.response.facts)
  }
}
