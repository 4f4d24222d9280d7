import Foundation
package import HTTPMessages

/// Takes the values of secrets out of what is kept or written of a request.
package enum SecretMask {
  static let mark = "…"

  /// Options whose values let somebody in.
  private static let credentials: Set<String> = [
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
  private static func name(_ text: Substring) -> String {
    (String(text).removingPercentEncoding ?? String(text)).lowercased()
  }
}

// MARK: Headers

extension SecretMask {
  /// Fields whose values are secrets.
  private static let fields = [
    "authorization", "cookie", "proxy-authorization", "x-emulator-key",
  ]

  package static func kept(_ headers: RequestHeaders) -> RequestHeaders {
    headers.replacingValues(of: fields) { name, value in
      name == "authorization" ? authorization(value) : mark
    }
  }

  /// `Bearer #5f0c3a91`: equal tokens have the same mark as long as the process lives, and nothing leads back from it.
  static func authorization(_ value: String) -> String {
    let parts = value.split(separator: " ", maxSplits: 1)
    guard parts.count == 2, let scheme = parts.first else { return mark }
    var hasher = Hasher()
    hasher.combine(parts[1])
    let text = String(UInt32(truncatingIfNeeded: hasher.finalize()), radix: 16)
    return "\(scheme) #" + String(repeating: "0", count: 8 - text.count) + text
  }
}

// MARK: Bodies

extension SecretMask {
  /// Takes out what follows the members `authorization` of a batch, whose parts may bring tokens of their own.
  ///
  /// - Parameter body: the beginning of a text in JSON; what is cut inside a token is no token any more either.
  static func batch(_ body: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while let start = valueOfAuthorization(body, from: position) {
      result += body[position..<start] + Array(mark.utf8)
      position = endOfString(body, from: start)
    }
    return position == 0 ? body : result + body[position...]
  }

  /// Where the text after `"authorization":"` begins.
  private static func valueOfAuthorization(_ body: [UInt8], from start: Int) -> Int? {
    var index = start
    while index + word.count <= body.count {
      defer { index += 1 }
      guard body[index] | 0x20 == word[0],
        (0..<word.count).allSatisfy({ body[index + $0] | 0x20 == word[$0] })
      else { continue }
      var next = index + word.count
      // The quote that ends the name, the colon and the blanks between them.
      while next < body.count, [0x20, 0x09, 0x0A, 0x0D, 0x3A].contains(body[next]) || body[next] == 0x22 {
        let isValue = body[next] == 0x22 && body[(index + word.count)..<next].contains(0x3A)
        next += 1
        if isValue { return next }
      }
    }
    return nil
  }

  private static let word = Array("authorization".utf8)

  private static func endOfString(_ body: [UInt8], from start: Int) -> Int {
    var index = start
    while index < body.count, body[index] != 0x22 { index += body[index] == 0x5C ? 2 : 1 }
    return min(index, body.count)
  }
}
