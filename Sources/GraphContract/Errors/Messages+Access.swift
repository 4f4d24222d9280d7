extension Messages {
  package func error(_ failure: AccessFailure) -> GraphError {
    switch failure {
    case .hostNotServed(let host):
      GraphError(
        403, "AccessDenied",
        "The host '\(host)' is not served. Start the emulator with --allow-host and its name to serve it.")
    case .originNotAllowed(let origin):
      GraphError(
        403, "AccessDenied",
        "Pages of '\(origin)' may not use the service. Start the emulator with --cors-origin and that text to let them."
      )
    case .tenantUnknown(let name):
      GraphError(404, "TenantNotFound", "There is no tenant '\(name)' in this emulator.")
    case .tenantsDiffer(let one, let other):
      GraphError(
        400, "BadRequest",
        "The request is for two tenants, '\(one)' and '\(other)': its port, its header and its path must name the same."
      )
    case .tokenOfOtherTenant(let one, let other):
      GraphError(
        400, "BadRequest",
        "The request is for two tenants, '\(one)' and '\(other)': the token of a part must be of the tenant of its batch, unless port, header or path name one."
      )
    }
  }
}
