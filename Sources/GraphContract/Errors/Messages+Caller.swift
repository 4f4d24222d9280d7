extension Messages {
  package func error(_ failure: CallerFailure) -> GraphError {
    switch failure {
    case .tokenMissing(let host): unauthenticated("Access token is empty.", host)
    case .tokenRefused(let fault, let host): unauthenticated(fault.message, host)
    case .applicationAsCaller(let alias):
      .badRequest("/\(alias) request is only valid with delegated authentication flow.")
    }
  }

  private func unauthenticated(_ message: String, _ host: String) -> GraphError {
    GraphError(
      401, "InvalidAuthenticationToken", message, headers: [("WWW-Authenticate", challenge(host))])
  }

  /// What a client without a token is told: where there are some (graph-platform 3.3).
  private func challenge(_ host: String) -> String {
    #"Bearer realm="", authorization_uri="https://\#(host)/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000""#
  }
}
