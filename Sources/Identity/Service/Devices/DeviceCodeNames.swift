package import GraphStore

/// Random names of a device's sign-in.
package struct DeviceCodeNames: Sendable, Equatable {
  /// 256 bits, so that nobody guesses it.
  package let deviceCode: String
  /// Nine letters and digits that are not mistaken for others.
  package let userCode: String

  package init(_ source: IdentifierSource) {
    deviceCode = Base64URL.text(source.bytes(32))
    userCode = String(source.draw(9, from: 0...Self.letters.count - 1).map { Self.letters[$0] })
  }

  private static let letters = Array("BCDFGHJKLMNPQRSTVWXYZ2345679")
}
