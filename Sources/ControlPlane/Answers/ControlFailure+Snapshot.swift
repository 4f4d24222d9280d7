import Tenants

extension ControlFailure {
  init(_ failure: SnapshotFailure) {
    let (status, code) = Self.kind(of: failure)
    self.init(status, code, failure.description)
  }

  private static func kind(of failure: SnapshotFailure) -> (Int, String) {
    switch failure {
    case .invalidName: (400, "BadRequest")
    case .unknown: (404, "SnapshotNotFound")
    case .unusable: (409, "SnapshotUnusable")
    case .tooMany: (409, "TooManySnapshots")
    }
  }
}
