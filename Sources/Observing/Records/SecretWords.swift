/// By what a name is known to stand for a secret, whoever has made it up: `X-Api-Key`, `Ocp-Apim-Subscription-Key`,
/// `access_token`.
///
/// A name that only looks so, as `X-Monkey`, loses its value too: nobody can tell from outside.
enum SecretWords {
  private static let words = WordTable(
    [
      "assertion", "auth", "cookie", "credential", "jwt", "key", "passphrase", "passwd", "password", "pwd",
      "secret", "session", "signature", "token",
    ].map { Array($0.utf8) })

  /// Whether one of the words stands anywhere in a name.
  static func stand(in name: UnsafeRawBufferPointer) -> Bool { words.stands(in: name) }

  static func stand(in name: String) -> Bool { name.withBytes { stand(in: $0) } }
}
