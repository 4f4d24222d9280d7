extension Messages {
  package func error(_ failure: PermissionFailure) -> GraphError {
    switch failure {
    case .missing:
      GraphError(403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    }
  }
}
