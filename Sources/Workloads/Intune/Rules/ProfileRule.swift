import EntityModel
import GraphStore
import JSON

/// What a profile points to is looked at (intune-device-configuration.md section 1.5).
struct ProfileRule: EntityRule {
  let types = [IntuneType.profile]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    try ProfileReferences.check(new.references, of: new.type, transaction)
  }

  func willUpdate(_ old: Entity, _ new: inout Entity, _ transaction: WriteTransaction) throws {
    try ProfileReferences.check(new.references, of: new.type, transaction)
  }
}

/// Certificates that a profile points to must be of the declared type (section 1.5).
enum ProfileReferences {
  static func check(
    _ references: [String: Int64], of type: StructuredType, _ transaction: WriteTransaction
  ) throws {
    for (name, key) in references {
      guard let navigation = type.navigationProperty(name) else { continue }
      try check(key, navigation, transaction)
    }
  }

  static func check(_ key: Int64, _ navigation: NavigationProperty, _ transaction: WriteTransaction) throws {
    let table = try transaction.table(IntuneType.profile)
    guard let declared = transaction.model.type(navigation.target),
      let target = try transaction.entity(key: key, in: table), target.type.isKind(of: declared)
    else {
      throw IntuneError.badRequest(
        "The value of '\(navigation.name)' refers to no object of type '\(navigation.target)'.")
    }
  }
}

/// The same for collections of certificates.
struct ProfileLinkRule: LinkRule {
  /// Table names are the declaring type's short name and the property's.
  let links = [
    "windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation",
    "windowsWiredNetworkConfiguration_rootCertificatesForServerValidation",
    "androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation",
    "iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation",
    "macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation",
    "windowsZtdnsConfiguration_rootCertificatesForClientValidation",
    "windowsZtdnsConfiguration_rootCertificatesForServerValidation",
    "windowsDomainJoinConfiguration_networkAccessConfigurations",
  ]

  func willLink(_ link: LinkTable, source: Int64, target: Int64, _ transaction: WriteTransaction) throws {
    let names = link.name.split(separator: "_").map(String.init)
    guard names.count == 2, let type = transaction.model.type("microsoft.graph." + names[0]),
      let navigation = type.navigationProperty(names[1])
    else { return }
    try ProfileReferences.check(target, navigation, transaction)
  }
}
