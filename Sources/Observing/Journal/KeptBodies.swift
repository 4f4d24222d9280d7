import HTTPMessages

/// What is kept of both bodies of a request.
struct KeptBodies {
  let request: KeptBody
  let response: KeptBody

  init(
    _ record: RequestRecord, _ settings: Journal.Settings, _ secrets: Secrets, told: ToldSecrets,
    hasSecretOptions: Bool
  ) {
    request = Self.request(record, limit: settings.bodyBytes, secrets)
    response =
      BodyOfBytes.reason(ofAnswer: record).map { KeptBody(record.response.body, withheld: $0) }
      ?? KeptBody(
        record.response.body, limit: settings.bodyBytes,
        secrets.mask(answerOf: record, told: told, hasSecretOptions: hasSecretOptions))
  }

  private static func request(_ record: RequestRecord, limit: Int, _ secrets: Secrets) -> KeptBody {
    let body = record.request.body
    guard !body.isEmpty else { return .none }
    let type = record.request.headers[name: "content-type"]
    return BodyOfBytes.reason(ofRequest: record, contentType: type).map { KeptBody(body, withheld: $0) }
      ?? KeptBody(body, limit: limit, secrets.mask(of: body, contentType: type))
  }
}

/// What is kept of one of them.
struct KeptBody {
  let facts: KeptFacts.Body
  let kept: ArraySlice<UInt8>?
  let withheld: String?

  /// Of a request without a body.
  static let none = KeptBody([], limit: 0, nil)

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
