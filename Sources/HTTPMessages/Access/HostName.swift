/// The name or address in a `Host` field or an origin, without its port: `localhost`, `10.0.0.1`, `[::1]`.
package struct HostName: Sendable, Hashable {
  /// In lower case, without the dot that may end a name.
  package let text: String

  /// nil for what is no host with or without a port (RFC 9110, section 7.2).
  package init?(_ host: some StringProtocol) {
    let host = host.lowercased()
    let end =
      host.hasPrefix("[") ? host.firstIndex(of: "]").map(host.index(after:)) : host.firstIndex(of: ":")
    let name = host[..<(end ?? host.endIndex)]
    let port = host[name.endIndex...]
    guard port.isEmpty || port.first == ":", port.utf8.dropFirst().allSatisfy(\.isDigit) else { return nil }
    guard name.hasPrefix("[") ? Self.isAddress(name) : Self.isName(name) else { return nil }
    text = String(name.hasSuffix(".") ? name.dropLast() : name)
  }

  /// `[::1]`
  private static func isAddress(_ text: Substring) -> Bool {
    text.hasSuffix("]")
      && text.utf8.dropFirst().dropLast().allSatisfy { $0.isHexadecimal || $0 == 0x3A || $0 == 0x2E }
  }

  private static func isName(_ text: Substring) -> Bool {
    !text.isEmpty && text != "."
      && text.utf8.allSatisfy { $0.isDigit || (0x61...0x7A).contains($0) || "-._".utf8.contains($0) }
  }
}

extension HostName {
  /// A name or an address that leads to the machine of whoever uses it (RFC 6761, section 6.3).
  package var isLoopback: Bool {
    text == "localhost" || text.hasSuffix(".localhost") || text == "[::1]" || numbers?.first == 127
  }

  /// No name server is asked for it.
  package var isAddress: Bool { text.hasPrefix("[") || numbers != nil }

  /// `emulator`: a name that no public name server knows.
  package var hasNoDots: Bool { !text.contains(".") && !text.hasPrefix("[") }

  /// Those of an IPv4 address; nil for anything else. With a zero before it a number is octal to some, and not to all.
  private var numbers: [UInt8]? {
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { $0.utf8.allSatisfy(\.isDigit) ? UInt8($0) : nil }
    let areDecimal = parts.allSatisfy { $0 == "0" || !$0.hasPrefix("0") }
    return parts.count == 4 && numbers.count == 4 && areDecimal ? numbers : nil
  }
}

extension UInt8 {
  fileprivate var isDigit: Bool { (0x30...0x39).contains(self) }
  fileprivate var isHexadecimal: Bool { isDigit || (0x61...0x66).contains(self) }
}
