extension Messages {
  package func error(_ failure: CallerFailure) -> GraphError {
    switch failure {
    case .tokenMissing(let host):
      GraphError(
        401, "InvalidAuthenticationToken", "Access token is empty.",
        headers: [("WWW-Authenticate", challenge(host))])
    case .applicationAsCaller(let alias):
      .badRequest("/\(alias) request is only valid with delegated authentication flow.")
    }
  }

  /// What a client without a token is told: where there are some (graph-platform 3.3).
  private func challenge(_ host: String) -> String {
    #"Bearer realm="", authorization_uri="https://\#(host)/common/oauth2/authorize", client_id="00000003-0000-0000-c000-000000000000""#
  }
}
