import Foundation
package import HTTPMessages
import JSON

/// Takes the values of secrets out of what is kept or written of a request.
package enum SecretMask {
  static let mark = "…"

  /// Options whose values let somebody in.
  static let credentials: Set<String> = [
    "access_token", "assertion", "client_assertion", "client_secret", "code", "device_code", "id_token",
    "id_token_hint", "password", "refresh_token", "token", "validationtoken",
  ]
  /// Those that go on where another request ended.
  private static let positions: Set<String> = ["$skiptoken", "$deltatoken"]

  /// `/users?$skiptoken=…&$top=2`: what a log may hold.
  package static func logged(_ target: String) -> String { masked(target, credentials.union(positions)) }

  /// What the journal keeps: a link that was followed is of use to who reads it, and opens nothing by itself.
  package static func kept(_ target: String) -> String { masked(target, credentials) }

  private static func masked(_ target: String, _ names: Set<String>) -> String {
    guard let mark = target.utf8.firstIndex(of: UInt8(ascii: "?")) else { return target }
    let options = target[target.index(after: mark)...].split(separator: "&", omittingEmptySubsequences: false)
    let masked = options.map { option in
      guard let equals = option.firstIndex(of: "="), names.contains(name(option[..<equals])) else {
        return String(option)
      }
      return option[...equals] + Self.mark
    }
    return target[...mark] + masked.joined(separator: "&")
  }

  /// `%24skiptoken` and `$skipToken` are the same option.
  static func name(_ text: Substring) -> String {
    (String(text).removingPercentEncoding ?? String(text)).lowercased()
  }
}

// MARK: Headers

extension SecretMask {
  /// Fields whose values are secrets: those of HTTP, our own, and those that gateways and functions in front of services
  /// are known to take.
  static let fields = [
    "authorization", "cookie", "proxy-authorization", "x-emulator-key", "x-api-key", "api-key", "apikey",
    "x-functions-key", "ocp-apim-subscription-key", "x-auth-token", "x-access-token", "x-admin-key",
    "x-ms-authorization-auxiliary",
  ]

  package static func kept(_ headers: RequestHeaders) -> RequestHeaders {
    headers.replacingValues(of: fields) { name, value, text in
      if name == "authorization" { append(authorization: value, to: &text) } else { text.append(raw: mark) }
    }
  }

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
