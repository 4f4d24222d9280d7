import Synchronization

/// Plans of requests that were seen before, by their text without ids.
///
/// A class because all requests of a version share it. Bounded: past the limit it starts anew.
final class QueryCache: Sendable {
  private let entries = Mutex<[String: any Sendable]>([:])
  private static let limit = 2000

  /// The plan under that key, made when it is not there.
  func plan<Plan: Sendable>(_ key: String, make: () throws -> Plan) rethrows -> Plan {
    if let plan = entries.withLock({ $0[key] }) as? Plan { return plan }
    let plan = try make()
    entries.withLock { entries in
      if entries.count >= Self.limit { entries = [:] }
      entries[key] = plan
    }
    return plan
  }
}
