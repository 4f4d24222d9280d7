package import GraphStore
import HTTPMessages
import Tenants

/// What the log says of one request, as values: nobody makes a text of them before it is written.
package struct RequestLine: Sendable {
  private let record: RequestRecord
  private let secrets: Secrets

  /// - Parameter secrets: what a reason must not tell.
  package init(_ record: RequestRecord, _ secrets: Secrets = Secrets()) {
    (self.record, self.secrets) = (record, secrets)
  }

  /// When its answer was made.
  package var time: Moment {
    record.time.adding(atMost: Int64(clamping: record.nanoseconds / 100))
  }

  /// Who runs a container does not want to read of its probes.
  package var isProbe: Bool { record.request.target.hasPrefix("/_emulator/health") }

  /// Of Graph, and of the token service.
  private var requestID: String? {
    record.response.headers.first { $0.name == "request-id" || $0.name == "x-ms-request-id" }?.value
  }
}

// MARK: The members of a line

extension RequestLine {
  /// A value by its name, in the order of the line.
  package struct Member: Sendable {
    package enum Value: Sendable {
      case text(String)
      case number(UInt64)
      /// As milliseconds.
      case nanoseconds(UInt64)
    }

    package let name: String
    package let value: Value

    init(_ name: String, _ value: Value) { (self.name, self.value) = (name, value) }

    init(_ name: String, _ text: String) { self.init(name, .text(text)) }
  }

  package var members: [Member] {
    var members: [Member] = []
    forEachMember { members.append($0) }
    return members
  }

  /// Without an array of them: of each request the members are written once, and at once.
  func forEachMember(_ visit: (Member) -> Void) {
    visit(Member("method", record.request.method))
    visit(Member("path", SecretMask.logged(record.request.target)))
    visit(Member("status", .number(UInt64(clamping: record.response.status))))
    visit(Member("ms", .nanoseconds(record.nanoseconds)))
    visit(Member("bytes", .number(UInt64(clamping: record.response.body.count))))
    if let requestID { visit(Member("request-id", requestID)) }
    if let tenant = record.facts.tenant { visit(Member("tenant", tenant.text)) }
    if let user = record.facts.caller?.user { visit(Member("user", user)) }
    if let application = record.facts.caller?.application { visit(Member("app", application)) }
    if let refusal = record.facts.refusal { visit(Member("error", refusal.code)) }
  }
}

// MARK: Why

extension RequestLine {
  /// Why the emulator refused the request, and the parts of a batch; empty when it did not.
  package var reasons: [[Member]] {
    let told = ToldSecrets(in: record.request, secrets)
    let own = members(of: record.facts, part: nil, told).map { [$0] } ?? []
    return own + record.facts.parts.compactMap { members(of: $1.facts, part: $0, told) }
  }

  private func members(of facts: RequestNotes.Facts, part: Int?, _ told: ToldSecrets) -> [Member]? {
    guard let refusal = facts.refusal else { return nil }
    var members = requestID.map { [Member("request-id", $0)] } ?? []
    if let part { members.append(Member("part", .number(UInt64(clamping: part)))) }
    members.append(Member("error", refusal.code))
    if let reason = refusal.reason { members.append(Member("reason", told.hidden(in: reason.fact))) }
    return members + (facts.trace.map { Self.members($0.record) } ?? [])
  }

  private static func members(_ record: TraceRecord) -> [Member] {
    var members: [Member] = []
    if let template = record.template { members.append(Member("route", template)) }
    if let permission = record.permission, !permission.isAllowed {
      members.append(Member("permission", permission.permission ?? permission.reason))
    }
    for rule in record.rules where rule.outcome == .refused {
      members.append(Member("rule", "\(rule.name) \(rule.occasion.rawValue) \(rule.subject)"))
    }
    return members
  }
}
