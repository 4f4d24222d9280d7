/// A catalog, `Marketing`, with one package, `Campaign`, that fills the group Studio.
enum CampaignSeed {
  /// Members of entitlement management in a seed.
  static func members(catalog: String, resource: String, package: String) -> String {
    """
    "accessPackageCatalogs": [{"id": "\(catalog)", "displayName": "Marketing", "accessPackageResources": [
      {"id": "\(resource)", "displayName": "Studio", "originSystem": "AadGroup", "originId": "\(People.sales)"}]}],
    "accessPackages": [{"id": "\(package)", "displayName": "Campaign", "catalogId": "\(catalog)",
      "accessPackageResourceRoleScopes": [{
        "accessPackageResourceRole": {"originSystem": "AadGroup", "originId": "Member_\(People.sales)",
          "accessPackageResource": {"id": "\(resource)"}},
        "accessPackageResourceScope": {"originSystem": "AadGroup", "originId": "\(People.sales)"}}]}]
    """
  }
}
