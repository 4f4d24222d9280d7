import GraphStore

/// A tenant without a license of Intune: all of it is refused (intune-device-configuration.md section 4).
struct LicensedRule: AreaRule {
  let workload = "intune"

  func isOn(_ settings: TenantSettings) -> Bool { !settings[IntuneSettings.self].isLicensed }

  func check(_ place: AskedPlace) throws { throw IntuneError.unlicensed }
}
