package import GraphStore
import HTTPMessages
import Tenants

/// What the log says of one request, as values: nobody makes a text of them before it is written.
package struct RequestLine: Sendable {
  let method: String
  let target: String
  let status: Int
  let bytes: Int
  let requestID: String?
  let duration: Duration
  /// When it came.
  package let time: Moment
  let facts: RequestNotes.Facts

  package init(_ record: RequestRecord) {
    let response = record.response
    method = record.request.method
    target = record.request.target
    status = response.status
    bytes = response.body.count
    requestID = response.headers.first { $0.name == "request-id" }?.value
    duration = record.duration
    time = record.time
    facts = record.facts
  }

  /// A part of a batch, of which only the refusal is told.
  private init(_ part: RequestNotes.Facts, of whole: RequestLine) {
    (method, target, status, bytes) = (whole.method, whole.target, whole.status, whole.bytes)
    (requestID, duration, time, facts) = (whole.requestID, whole.duration, whole.time, part)
  }

  /// Who runs a container does not want to read of its probes.
  package var isProbe: Bool { target.hasPrefix("/_emulator/health") }
}

// MARK: The members of a line

extension RequestLine {
  /// A value by its name, in the order of the line.
  package struct Member: Sendable {
    package enum Value: Sendable {
      case text(String)
      /// Digits.
      case number(String)
    }

    package let name: String
    package let value: Value

    init(_ name: String, _ value: String) { (self.name, self.value) = (name, .text(value)) }

    init(_ name: String, number: String) { (self.name, value) = (name, .number(number)) }
  }

  package var members: [Member] {
    var members = [
      Member("method", method), Member("path", SecretMask.logged(target)),
      Member("status", number: "\(status)"),
      Member("ms", number: duration.milliseconds), Member("bytes", number: "\(bytes)"),
    ]
    if let requestID { members.append(Member("request-id", requestID)) }
    if let tenant = facts.tenant { members.append(Member("tenant", tenant.text)) }
    if let user = facts.caller?.user { members.append(Member("user", user)) }
    if let application = facts.caller?.application { members.append(Member("app", application)) }
    if let refusal = facts.refusal { members.append(Member("error", refusal.code)) }
    return members
  }

  /// Why the emulator refused the request, and the parts of a batch; empty when it did not.
  package var reasons: [[Member]] {
    let own = facts.refusal == nil ? [] : [refusalMembers(part: nil)]
    return own
      + facts.parts.compactMap { number, notes in
        let part = RequestLine(notes.facts, of: self)
        return part.facts.refusal == nil ? nil : part.refusalMembers(part: number)
      }
  }

  private func refusalMembers(part: Int?) -> [Member] {
    var members = requestID.map { [Member("request-id", $0)] } ?? []
    if let part { members.append(Member("part", number: "\(part)")) }
    guard let refusal = facts.refusal else { return members }
    members.append(Member("error", refusal.code))
    if let reason = refusal.reason { members.append(Member("reason", Self.text(reason))) }
    return members + (facts.trace.map { Self.members($0.record) } ?? [])
  }

  /// `RoutingFailure.unknownSegment("x")`
  private static func text(_ reason: any Error) -> String { "\(type(of: reason)).\(reason)" }

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

extension RequestLine: CustomStringConvertible {
  /// For log handlers that do not know the type.
  package var description: String { LogText.line(members) }
}
