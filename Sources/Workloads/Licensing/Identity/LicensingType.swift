/// Qualified names of the types that licensing is about.
enum LicensingType {
  static let user = "microsoft.graph.user"
  static let group = "microsoft.graph.group"
  static let device = "microsoft.graph.device"
  static let organization = "microsoft.graph.organization"
  static let allotment = "microsoft.graph.cloudLicensing.allotment"
  static let assignment = "microsoft.graph.cloudLicensing.assignment"
  static let assignmentError = "microsoft.graph.cloudLicensing.assignmentError"
  static let usageRight = "microsoft.graph.cloudLicensing.usageRight"
  static let waitingMember = "microsoft.graph.cloudLicensing.waitingMember"
  static let service = "microsoft.graph.cloudLicensing.service"
}

/// What an assignment can be made to; the raw value is the member of `assigneeTypes`.
enum AssigneeKind: String, CaseIterable {
  case user
  case group
  case device

  init?(typeName: String) {
    guard let kind = Self.allCases.first(where: { $0.typeName == typeName }) else { return nil }
    self = kind
  }

  var typeName: String {
    switch self {
    case .user: LicensingType.user
    case .group: LicensingType.group
    case .device: LicensingType.device
    }
  }
}
