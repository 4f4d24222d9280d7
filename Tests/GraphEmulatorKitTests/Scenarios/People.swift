import GraphEmulatorKit

/// The ids and the seed that most scenarios share: three people, a group, a device and two pools.
enum People {
  static let adele = "11111111-0000-4000-8000-000000000001"
  static let alex = "11111111-0000-4000-8000-000000000002"
  static let diego = "11111111-0000-4000-8000-000000000003"
  static let sales = "22222222-0000-4000-8000-000000000001"
  static let kiosk = "33333333-0000-4000-8000-000000000001"
  static let nobody = "99999999-0000-4000-8000-000000000009"

  static let exchange = "4b9405b0-7788-4568-add1-99614e613b69"
  static let powerBI = "f8a1db68-be16-40ed-86d5-cb42ce701560"

  /// The Exchange pool has one unit: Adele holds it and Alex waits. Power BI is free.
  static let seed = """
    {"users": [
      {"id": "\(adele)", "userPrincipalName": "adele@contoso.example", "displayName": "Adele Vance", "department": "Sales",
       "createdDateTime": "2025-01-01T00:00:00Z"},
      {"id": "\(alex)", "userPrincipalName": "alex@contoso.example", "displayName": "Alex Wilber", "department": "IT",
       "createdDateTime": "2025-01-02T00:00:00Z", "manager@odata.bind": "users/\(adele)"},
      {"id": "\(diego)", "userPrincipalName": "diego@contoso.example", "displayName": "Diego Siciliani",
       "createdDateTime": "2025-01-03T00:00:00Z", "manager@odata.bind": "users/\(adele)"}],
     "groups": [{"id": "\(sales)", "displayName": "Sales", "members@odata.bind": ["users/\(adele)", "users/\(diego)"]}],
     "devices": [{"id": "\(kiosk)", "displayName": "KIOSK-01", "deviceId": "34333333-0000-4000-8000-000000000001"}],
     "admin": {"cloudLicensing": {
       "allotments": [{"id": "exchange", "allottedUnits": 1, "skuId": "\(exchange)"},
                      {"id": "powerBI", "allottedUnits": 9, "skuId": "\(powerBI)"}],
       "assignments": [
         {"id": "first", "allotment@odata.bind": "admin/cloudLicensing/allotments/exchange", "assignedTo@odata.bind": "users/\(adele)"},
         {"id": "second", "allotment@odata.bind": "admin/cloudLicensing/allotments/exchange", "assignedTo@odata.bind": "users/\(alex)"}]}},
     "settings": {"signIn": {"user": "\(adele)"}}}
    """

  static let profile = "44444444-0000-4000-8000-000000000001"
  static let catalog = "55555555-0000-4000-8000-000000000001"
  static let package = "55555555-0000-4000-8000-000000000002"

  /// The same with two profiles and two packages.
  static let everyWorkload: String =
    String(seed.dropLast()) + """
      , "deviceManagement": {"deviceConfigurations": [
        {"@odata.type": "#microsoft.graph.windows10CustomConfiguration", "id": "\(profile)", "displayName": "Kiosks",
         "assignments": [{"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}}]},
        {"@odata.type": "#microsoft.graph.iosUpdateConfiguration", "id": "44444444-0000-4000-8000-000000000002", "displayName": "Phones"}]},
      "identityGovernance": {"entitlementManagement": {
        "accessPackageCatalogs": [{"id": "\(catalog)", "displayName": "Marketing"}],
        "accessPackages": [{"id": "\(package)", "displayName": "Campaign", "catalogId": "\(catalog)"},
          {"id": "55555555-0000-4000-8000-000000000003", "displayName": "Agency", "catalogId": "\(catalog)"}]}}}
      """
}

/// Emulators for tests that change nothing, each made once: to make one costs more than what such a test does.
extension TestEmulator {
  static let people = Result { try frozen(People.seed) }
  /// With what the emulator describes itself and no more, whatever the others have loaded.
  static let plainPeople = Result { try frozen(People.seed) { $0.metadata = [] } }
  static let everyWorkload = Result { try frozen(People.everyWorkload) }
  static let demo = Result { try contoso() }
}
