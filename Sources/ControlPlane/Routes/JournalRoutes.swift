import Foundation
import HTTPMessages
import JSON
import Observing
import Tenants

extension ControlRoutes {
  /// What a tenant's programs sent, and what they got.
  static let journal = [
    ControlRoute("GET", ofTenant: "/requests") { call, tenant in
      let query = try JournalQuery(call.request.target)
      let entries = query.entries(of: tenant, in: call.observation.journal)
      switch query.format {
      case .entries: return .json(status: 200, ["value": .array(entries.map(\.json))])
      case .har: return .json(status: 200, HARDocument(entries, version: call.program.number).json)
      }
    },
    ControlRoute("GET", ofTenant: "/requests.har") { call, tenant in
      let query = try JournalQuery(call.request.target)
      let entries = query.entries(of: tenant, in: call.observation.journal)
      return .json(status: 200, HARDocument(entries, version: call.program.number).json)
    },
    ControlRoute("DELETE", ofTenant: "/requests") { call, tenant in
      call.observation.journal.clear(tenant.name)
      return Response(status: 204)
    },
    ControlRoute("POST", ofTenant: "/requests/count") { call, tenant in
      let body = try call.object()
      try JournalVerification.check(body, ["match"], "The body")
      let match = try JournalMatch(body["match"])
      let count = call.observation.journal.entries(of: tenant.name).count(where: match.matches)
      return .json(status: 200, ["count": .number(count)])
    },
    ControlRoute("POST", ofTenant: "/requests/verify") { call, tenant in
      let verification = try JournalVerification(call.object())
      return .json(status: 200, verification.json(call.observation.journal.entries(of: tenant.name)))
    },
    ControlRoute("GET", ofTenant: "/requests/settings") { call, tenant in
      .json(status: 200, call.observation.journal.settings(of: tenant.name).json)
    },
    ControlRoute("PUT", ofTenant: "/requests/settings") { call, tenant in
      var settings = call.observation.journal.settings(of: tenant.name)
      try settings.apply(call.object())
      call.observation.journal.set(settings, of: tenant.name)
      return .json(status: 200, settings.json)
    },
  ]
}

/// `?method=GET&path=/users/*&status=404&format=har`
struct JournalQuery {
  enum Format: String { case entries, har }

  private let match: JournalMatch
  let format: Format

  /// - Throws: `JournalMatch.Mistake`
  init(_ target: String) throws(JournalMatch.Mistake) {
    var members: [(name: String, value: String)] = []
    var format = Format.entries
    let query = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).dropFirst().first
    for option in (query ?? "").split(separator: "&") {
      let parts = option.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      let texts = parts.map { String($0).replacing("+", with: " ").removingPercentEncoding ?? String($0) }
      let (name, value) = (texts[0], texts.count > 1 ? texts[1] : "")
      if name == "format" {
        guard let named = Format(rawValue: value) else {
          throw .init(message: "'format' takes 'entries' or 'har', not '\(value)'.")
        }
        format = named
      } else {
        members.append((name, value))
      }
    }
    match = try JournalMatch(members)
    self.format = format
  }

  func entries(of tenant: Tenant, in journal: Journal) -> [JournalEntry] {
    journal.entries(of: tenant.name).filter(match.matches)
  }
}

extension Journal.Settings {
  fileprivate var json: JSONValue {
    ["count": .number(count), "bodyBytes": .number(bodyBytes), "decisions": .bool(keepsDecisions)]
  }

  /// Members that are not there stay as they are.
  ///
  /// - Throws: `ControlFailure`, `JournalMatch.Mistake`
  fileprivate mutating func apply(_ object: JSONObject) throws {
    try JournalVerification.check(object, ["count", "bodyBytes", "decisions"], "The body")
    if let value = object["count"] { count = try Self.number(value, "count", Self.counts) }
    if let value = object["bodyBytes"] { bodyBytes = try Self.number(value, "bodyBytes", Self.bodies) }
    if let value = object["decisions"] {
      guard let flag = value.boolValue else {
        throw ControlFailure(400, "BadRequest", "'decisions' takes true or false.")
      }
      keepsDecisions = flag
    }
  }

  private static func number(
    _ value: JSONValue, _ name: String, _ range: ClosedRange<Int>
  ) throws(ControlFailure) -> Int {
    guard let number = value.intValue, range.contains(number) else {
      throw ControlFailure(
        400, "BadRequest", "'\(name)' takes a number from \(range.lowerBound) to \(range.upperBound).")
    }
    return number
  }
}
