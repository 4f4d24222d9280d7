import EntityModel

/// What rules call the properties of users and devices.
enum DynamicRuleProperties {
  /// Names that rules use, and what the model calls them.
  static let aliases = [
    "objectid": "id", "deviceostype": "operatingSystem", "deviceosversion": "operatingSystemVersion",
    "devicemanufacturer": "manufacturer", "devicemodel": "model", "devicetrusttype": "trustType",
    "mobile": "mobilePhone", "telephonenumber": "businessPhones",
    "facsimiletelephonenumber": "faxNumber", "physicaldeliveryofficename": "officeLocation",
    "dirsyncenabled": "onPremisesSyncEnabled",
  ]

  /// Names that rules use of what the model has in another form, or not at all.
  private static let others: Set = [
    "memberof", "sipproxyaddress", "devicemanagementappid", "devicephysicalids", "organizationalunit",
    "onpremisessecurityidentifier", "isdirsynced",
  ]

  /// What the model says of a single value that a rule compares; nil of what is no property of the type.
  static func kind(
    of name: String, _ subject: DynamicRule.Subject, _ model: EntityModel
  ) -> PrimitiveType? {
    let name = name.lowercased()
    let type = model.type(subject == .user ? DirectoryType.user : DirectoryType.device)
    guard let property = type?.property(aliases[name] ?? name), !property.type.isCollection,
      case .primitive(let kind) = property.type.element
    else { return nil }
    return kind
  }

  static func has(_ name: String, of subject: DynamicRule.Subject, _ model: EntityModel) -> Bool {
    let name = name.lowercased()
    let type = model.type(subject == .user ? DirectoryType.user : DirectoryType.device)
    return type?.member(aliases[name] ?? name) != nil || others.contains(name)
      || name.hasPrefix("extensionattribute") || name.hasPrefix("extension_")
  }
}
