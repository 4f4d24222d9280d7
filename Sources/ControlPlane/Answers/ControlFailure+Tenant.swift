import Tenants

extension ControlFailure {
  init(_ failure: TenantFailure) {
    let (status, code) = Self.kind(of: failure)
    self.init(status, code, failure.description)
  }

  private static func kind(of failure: TenantFailure) -> (Int, String) {
    switch failure {
    case .invalidName: (400, "BadRequest")
    case .exists, .isOpen, .isClosed: (409, "TenantExists")
    case .tooMany: (409, "TooManyTenants")
    case .unknown: (404, "TenantNotFound")
    case .nothingScheduled: (409, "NothingScheduled")
    case .ended: (503, "ServiceNotAvailable")
    }
  }
}
