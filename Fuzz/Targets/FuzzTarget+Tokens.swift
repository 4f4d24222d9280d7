import Crypto
import GraphService
import GraphStore

extension FuzzTarget {
  /// Page and delta tokens: as texts from a client, and as payloads that somebody has sealed.
  static let tokens = FuzzTarget(
    "tokens",
    words: [
      "[", "]", ",", "null", "true", "0", "-1", "9223372036854775807", "9223372036854775808", "1e3", "\"a\"",
      "{\"r\":\"4607182418800017408\"}", "{\"r\":\"x\"}", "-", "_", "AAAAAAAAAAAAAAAA", "=", "%",
    ]
  ) { input in
    let text = String(decoding: input, as: UTF8.self)
    let seal = TokenSeal(purpose: "users", key: key)
    let forged = PageToken.open(text, for: "users", key: key) != nil || DeltaToken(text, seal) != nil
    try FuzzFinding.unless(!forged, "a token of somebody else is taken")
    let sealed = seal.sealed(input)
    try FuzzFinding.unless(
      seal.open(sealed) == (input.isEmpty ? nil : input), "a sealed payload is not opened")
    try FuzzFinding.unless(
      TokenSeal(purpose: "groups", key: key).open(sealed) == nil, "opened for something else")
    if let token = PageToken.open(sealed, for: "users", key: key) {
      let second = token.sealed(for: "users", key: key)
      let third = PageToken.open(second, for: "users", key: key)?.sealed(for: "users", key: key)
      try FuzzFinding.unless(third == second, "a page token changes")
    }
    if let token = DeltaToken(sealed, seal) {
      let second = token.sealed(seal)
      try FuzzFinding.unless(DeltaToken(second, seal)?.sealed(seal) == second, "a delta token changes")
    }
  }

  private static let key = SymmetricKey(data: [UInt8](repeating: 7, count: 32))
}
