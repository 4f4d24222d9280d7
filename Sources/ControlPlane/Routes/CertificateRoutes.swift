import HTTPMessages

extension ControlRoutes {
  /// What clients have to trust.
  static let certificates = [
    ControlRoute("GET", "/ca.pem") { call in
      guard let authority = call.authority else {
        throw ControlFailure(
          404, "CertificateNotFound", "There is no certificate authority of the emulator's own here.")
      }
      return Response(
        status: 200, headers: [HeaderField("Content-Type", "application/x-pem-file")],
        body: Array(authority.utf8))
    }
  ]
}
