import HTTPMessages
import JSON

/// Takes the values of secrets out of what is kept or written of a request: out of its target and its header fields.
package enum SecretMask {
  static let mark = "…"

  /// Options whose values let somebody in, beside those that say so themselves.
  private static let credentials: Set<String> = ["code", "device_code", "user_code", "sig", "saml_response"]
  /// Those that go on where another request ended. The engine takes them without `$` too.
  private static let positions: Set<String> = ["$skiptoken", "$deltatoken", "skiptoken", "deltatoken"]

  /// `/users?$skiptoken=…&$top=2`: what a log may hold.
  package static func logged(_ target: String) -> String {
    masked(target) { positions.contains($0) || isCredential($0) }
  }

  /// What the journal keeps: a link that was followed is of use to who reads it, and opens nothing by itself.
  package static func kept(_ target: String) -> String { masked(target, isCredential) }

  /// - Parameter name: of an option, or of a form's field, in lower case.
  static func isCredential(_ name: String) -> Bool {
    credentials.contains(name)
      || !positions.contains(name) && SecretWords.stand(in: name)
  }

  private static func masked(_ target: String, _ isSecret: (String) -> Bool) -> String {
    guard let start = start(of: target) else { return target }
    var result = String(target[..<start])
    forEachOption(of: target[start...]) { separator, option in
      result.append(separator)
      let value = value(of: option)
      result += holdsSecret(option, value, isSecret) ? option[..<value.startIndex] + mark : option
    }
    return result
  }

  /// The values that `kept` leaves out, in each spelling in which somebody may say what is wrong with them.
  static func secrets(in target: String) -> [String] {
    guard let start = start(of: target) else { return [] }
    var secrets: [String] = []
    forEachOption(of: target[start...]) { _, option in
      let value = value(of: option)
      if isCredential(name(of: option, value)) {
        secrets += spellings(value)
      } else if let inner = innerOptions(of: value) {
        secrets += Self.innerSecrets(in: inner)
      }
    }
    return secrets
  }

  /// As deep as a request is decoded, and no deeper.
  private static func innerSecrets(in options: String) -> [String] {
    var secrets: [String] = []
    forEachOption(of: options[...]) { _, option in
      let value = value(of: option)
      if isCredential(name(of: option, value)) { secrets += spellings(value) }
    }
    return secrets
  }

  /// As it was sent, and decoded; without the rest of an option that it stands in, as in
  /// `$expand=manager($select=id;access_token=x)`, too.
  private static func spellings(_ value: Substring) -> [String] {
    [String(value), value.percentDecoded, value.replacing("+", with: " ").percentDecoded]
      .flatMap { [$0, String($0.prefix { !closings.contains($0) })] }
  }

  private static let closings: Set<Character> = ["(", ")", "'", "\"", ",", " "]

  private static func start(of target: String) -> String.Index? {
    guard target.withBytes({ $0.contains(where: isStart) }) else { return nil }
    return target.utf8.firstIndex(where: isStart)
  }

  private static func forEachOption(of options: Substring, _ visit: (Character, Substring) -> Void) {
    var rest = options
    while let separator = rest.first {
      let option = rest.dropFirst().prefix { !separators.contains($0) }
      visit(separator, option)
      rest = rest[option.endIndex...]
    }
  }

  /// Of the options, or of what a browser keeps to itself.
  private static func isStart(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "?") || byte == UInt8(ascii: "#")
  }

  private static let separators: Set<Character> = ["?", "&", "#", ";"]

  /// All of an option without a name.
  private static func value(of option: Substring) -> Substring {
    option.firstIndex(of: "=").map { option[$0...].dropFirst() } ?? option
  }

  private static func name(of option: Substring, _ value: Substring) -> String {
    let raw = option[..<value.startIndex].dropLast()
    let name = name(raw)
    guard raw.utf8.contains(UInt8(ascii: "%")), let end = name.lastIndex(where: separators.contains) else {
      return name
    }
    return String(name[end...].dropFirst())
  }

  private static func holdsSecret(
    _ option: Substring, _ value: Substring, _ isSecret: (String) -> Bool
  ) -> Bool {
    if isSecret(name(of: option, value)) { return true }
    guard let inner = innerOptions(of: value) else { return false }
    var isFound = false
    forEachOption(of: inner[...]) { _, option in
      if isSecret(name(of: option, Self.value(of: option))) { isFound = true }
    }
    return isFound
  }

  /// Those that stand encoded in a value, as in `$top=1%3Baccess_token%3Dx`; nil where there are none.
  private static func innerOptions(of value: Substring) -> String? {
    guard value.utf8.contains(UInt8(ascii: "%")) else { return nil }
    let hasSeparator = String(value).withBytes { bytes in
      bytes.indices.contains { encodedSeparators.word(at: $0, of: bytes) != nil }
    }
    return hasSeparator ? "?" + value.percentDecoded : nil
  }

  private static let encodedSeparators = WordTable(["%3f", "%26", "%23", "%3b"].map { Array($0.utf8) })

  /// `%24skiptoken` and `$skipToken` are the same option.
  static func name(_ text: Substring) -> String { text.percentDecoded.lowercased() }
}

// MARK: Headers

extension SecretMask {
  static func append(kept headers: RequestHeaders, to text: inout [UInt8]) {
    headers.append(to: &text, replacingValuesWhere: isSecretField) { name, value, text in
      if name.equals(authorization) {
        append(authorization: value, to: &text)
      } else {
        text.append(raw: mark)
      }
    }
  }

  /// Whether the value of a header field lets somebody in.
  static func isSecretField(_ name: String) -> Bool { name.withBytes { isSecretField($0) } }

  static func isSecretField(_ name: UnsafeRawBufferPointer) -> Bool {
    SecretWords.stand(in: name) && !challenges.contains(where: name.equals)
  }

  /// They ask for a secret, and hold none.
  private static let challenges = ["www-authenticate", "proxy-authenticate"].map { Array($0.utf8) }
  private static let authorization = Array("authorization".utf8)

  /// `Bearer #5f0c3a91`: equal tokens have the same mark as long as the process lives, and nothing leads back from it.
  private static func append(authorization value: UnsafeRawBufferPointer, to text: inout [UInt8]) {
    let scheme = value.prefix { $0 != UInt8(ascii: " ") }
    let token = UnsafeRawBufferPointer(rebasing: value[scheme.endIndex...].dropFirst())
    guard !token.isEmpty, (1...longestScheme).contains(scheme.count), scheme.allSatisfy(isLetter) else {
      return text.append(raw: mark)
    }
    text.append(contentsOf: scheme)
    text.append(literal: " #")
    var hasher = Hasher()
    hasher.combine(bytes: token)
    text.append(hexadecimal: UInt32(truncatingIfNeeded: hasher.finalize()))
  }

  /// `Negotiate`; what is longer may be a token without a scheme.
  private static let longestScheme = 10

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}

extension [UInt8] {
  /// `0f0c3a91`
  fileprivate mutating func append(hexadecimal number: UInt32) {
    for shift in stride(from: 28, through: 0, by: -4) {
      let digit = UInt8(truncatingIfNeeded: number >> UInt32(shift) & 15)
      append(digit < 10 ? UInt8(ascii: "0") + digit : UInt8(ascii: "a") - 10 + digit)
    }
  }
}
