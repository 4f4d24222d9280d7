import EntityModel
import OData

extension FuzzTarget {
  /// A path below the version, bound to the model of each.
  static func paths(_ models: FuzzModels) -> FuzzTarget {
    FuzzTarget(
      "paths",
      words: [
        "users", "groups", "/", "//", "('a')", "(", ")", "'", ",", "=", "(id='a')", "(userPrincipalName='a')",
        "%2F",
        "%27", "%", "%00", "$ref", "$count", "$value", "members", "manager", "microsoft.graph.user",
        "graph.group",
        "admin/cloudLicensing/allotments", "identityGovernance/entitlementManagement/accessPackages",
        "deviceManagement/deviceConfigurations", "me", "delta()", "filterByCurrentUser(on='reviewer')",
        "6fd2c87f-b296-42f0-b197-1e91e994b900", "@p", "é", ":", "+",
      ]
    ) { input in
      guard let path = try? ResourcePath.parse(String(decoding: input, as: UTF8.self)) else { return }
      for model in models.all {
        guard let bound = try? PathBinder.bind(path, to: model) else { continue }
        try FuzzFinding.unless(!bound.steps.isEmpty || path.segments.isEmpty, "\(path) is bound to nothing")
      }
    }
  }
}
