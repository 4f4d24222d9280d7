extension Messages {
  package func error(_ failure: CallerFailure) -> GraphError {
    switch failure {
    case .tokenMissing(let root): unauthenticated("Access token is empty.", root)
    case .tokenRefused(let fault, let root): unauthenticated(fault.message, root)
    case .applicationAsCaller(let alias):
      .badRequest("/\(alias) request is only valid with delegated authentication flow.")
    }
  }

  private func unauthenticated(_ message: String, _ root: String) -> GraphError {
    GraphError(
      401, "InvalidAuthenticationToken", message, headers: [("WWW-Authenticate", challenge(root))])
  }

  /// What a client without a token is told: where there are some (graph-platform 3.3).
  private func challenge(_ root: String) -> String {
    #"Bearer realm="", authorization_uri="\#(root)/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000""#
  }
}
