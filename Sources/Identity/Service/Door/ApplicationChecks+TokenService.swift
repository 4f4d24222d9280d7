package import Tenants

extension ApplicationChecks {
  /// What the token service can do something with.
  package static func ofTokenService(_ permissions: PermissionCatalog) -> ApplicationChecks {
    ApplicationChecks { text, list in
      switch list {
      case .delegated:
        permissions.isDelegated(text) ? nil : "there is no delegated permission '\(text)'"
      case .application:
        permissions.isApplication(text) ? nil : "there is no application permission '\(text)'"
      case .redirectUris:
        RedirectURI.isWellFormed(text) ? nil : "'\(text)' is no URI that a browser can be sent to"
      case .certificates:
        ClientCertificate(text) == nil
          ? "a certificate expected, in PEM or as the Base64 text of its DER, with an RSA key of 2048 bits or more"
          : nil
      }
    }
  }
}
