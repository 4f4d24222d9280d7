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
      if let value = secret(of: option, isSecret) {
        result += option[..<value.startIndex] + mark
      } else {
        result += option
      }
    }
    return result
  }

  /// The values that `kept` leaves out, in each spelling in which somebody may say what is wrong with them.
  static func secrets(in target: String) -> [String] {
    guard let start = start(of: target) else { return [] }
    var secrets: [String] = []
    forEachOption(of: target[start...]) { _, option in
      if let value = secret(of: option, isCredential) { secrets += spellings(value) }
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

  /// nil where the value is none.
  private static func secret(of option: Substring, _ isSecret: (String) -> Bool) -> Substring? {
    guard let equals = option.firstIndex(of: "="), isSecret(name(option[..<equals])) else { return nil }
    return option[equals...].dropFirst()
  }

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

  private static func isSecretField(_ name: UnsafeRawBufferPointer) -> Bool {
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
