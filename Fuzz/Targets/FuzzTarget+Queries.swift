import GraphEmulatorKit
import HTTPMessages
import Logging
import Seeding

extension FuzzTarget {
  /// A path with options: parsed, bound, planned, prepared and run over the demo company.
  static func queries() throws -> FuzzTarget {
    let core = try EmulatorCore.forFuzzing(seeds: [FuzzFiles.path("seed-data/contoso.json")])
    return FuzzTarget("queries", words: FuzzTarget.options.words + queryWords) { input in
      for version in ["beta", "v1.0"] {
        let target = "/\(version)/" + String(decoding: input, as: UTF8.self)
        let response = core.respond(to: request(target))
        let isServed = response.status < 500 || response.status == 501
        let body = String(decoding: response.body.prefix(500), as: UTF8.self)
        try FuzzFinding.unless(isServed, "\(response.status) for \(target): \(body)")
      }
    }
  }

  static func request(_ target: String) -> Request {
    Request(method: "GET", target: target, headers: headers)
  }

  private static let headers = RequestHeaders([
    HeaderField("Host", "localhost:8585"), HeaderField("Authorization", "Bearer x"),
    HeaderField("ConsistencyLevel", "eventual"),
  ])

  static let queryWords = [
    "users", "groups", "?", "displayName", "id", "members", "memberOf", "transitiveMemberOf", "manager",
    "assignedLicenses", "skuId", "createdDateTime", "accountEnabled", "admin/cloudLicensing/allotments",
    "assignments",
    "deviceManagement/deviceConfigurations", "startswith(", "contains(", "matchesPattern(", "length(",
    "year(", "now()",
    "$count=true", "10000000-0000-4000-8000-000000000001", "\"displayName:a\"", "owners", "proxyAddresses",
    "directory/deletedItems/microsoft.graph.user", "subscribedSkus", "delta", "$skiptoken=", "allottedUnits",
    "me",
    "identityGovernance/entitlementManagement/accessPackageAssignments",
  ]
}

extension EmulatorCore {
  /// Temporary, without a word in the log.
  static func forFuzzing(seeds: [String] = []) throws -> EmulatorCore {
    var configuration = EmulatorConfiguration()
    configuration.logLevel = .critical
    configuration.seeds = seeds
    return try EmulatorCore(configuration)
  }
}
