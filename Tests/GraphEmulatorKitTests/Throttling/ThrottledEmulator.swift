import GraphContract
import GraphEmulatorKit
import HTTPMessages
import JSON
import Tenants
import Testing

/// An emulator with a clock that stands still, whose requests are counted.
struct ThrottledEmulator {
  let emulator: TestEmulator

  static let settings = #"{"settings":{"throttling":{"enabled":true}}}"#

  init() throws {
    emulator = try .frozen(People.everyWorkload)
    try emulator.load(Self.settings)
  }

  /// Has an application, or all who do not say who they are, use up so much of a limit.
  func use(
    _ units: Int, of limit: RateLimit, in size: RateLimit.TenantSize = .small, by application: String? = nil
  )
    throws
  {
    let tenant = try #require(emulator.core.tenants.mainTenant)
    let draw = RequestBuckets.Draw(limit, units, of: limit.amount(in: size), application: application)
    guard case .fits = tenant.buckets.draw([draw], at: tenant.clock.now) else {
      Issue.record("\(limit.name) has no room for \(units)")
      return
    }
  }

  /// What is said to whoever asks too often.
  ///
  /// - Parameter headers: those that tell of the limit.
  static func refusal(retryAfter: Int = 1, _ headers: String...) -> WholeAnswer {
    var answer = WholeAnswer.error(
      429, "TooManyRequests", "Please retry again later.",
      inner: #""code":"429","message":"Please retry after","status":"429","#)
    answer.headers = (answer.headers + ["Retry-After: \(retryAfter)"] + headers).sorted()
    return answer
  }

  /// The same of a limit of the directory.
  static func limited(
    _ kind: String, _ information: String, scope: String = "Tenant_Application",
    by application: String = unknown
  ) -> WholeAnswer {
    refusal(
      "x-ms-throttle-limit-percentage: 1.0", "x-ms-throttle-scope: \(scope)/\(kind)/\(application)/default",
      "x-ms-throttle-information: \(information)")
  }

  static let unknown = "00000000-0000-0000-0000-000000000000"

  static func application(_ id: String, _ roles: String...) -> HeaderField {
    UnsignedToken.header([
      "roles": .array(roles.map(JSONValue.string)), "idtyp": "app", "appid": .string(id),
    ])
  }
}
