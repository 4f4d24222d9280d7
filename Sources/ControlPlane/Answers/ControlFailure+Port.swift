extension ControlFailure {
  init(_ failure: TenantPortFailure) {
    let (status, code) =
      switch failure {
      case .notServing, .taken, .unavailable: (409, "PortUnavailable")
      case .tooMany: (409, "TooManyPorts")
      case .tooFewFiles: (503, "TooFewFiles")
      }
    self.init(status, code, failure.description)
  }
}
