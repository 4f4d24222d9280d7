extension ControlFailure {
  init(_ failure: TenantPortFailure) {
    let code =
      switch failure {
      case .notServing, .taken, .unavailable: "PortUnavailable"
      case .tooMany: "TooManyPorts"
      }
    self.init(409, code, failure.description)
  }
}
