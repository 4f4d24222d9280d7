import HTTPMessages

/// Where an application wants its answer.
enum RedirectURI {
  /// Whether a text can stand in a header, and names a place: a scheme, and no fragment.
  static func isWellFormed(_ text: String) -> Bool {
    guard text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "#") }),
      let colon = text.firstIndex(of: ":"), colon != text.startIndex
    else { return false }
    let scheme = text[..<colon].lowercased()
    return scheme.utf8.allSatisfy { $0 > 0x20 && Self.isSchemeByte($0) } && !unsafe.contains(scheme)
  }

  /// A browser would run or show what they hold, in the name of this service.
  private static let unsafe: Set = ["javascript", "data", "vbscript", "file", "blob"]

  private static func isSchemeByte(_ byte: UInt8) -> Bool {
    (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || "+-.".utf8.contains(byte)
  }

  /// - Parameter listed: those of the application; none: any will do.
  static func isAllowed(_ text: String, _ listed: [String]) -> Bool {
    listed.isEmpty || listed.contains { $0 == text || isSameOnThisMachine($0, text) }
  }

  /// Applications on this machine listen on whatever port is free (RFC 8252, section 7.3).
  private static func isSameOnThisMachine(_ listed: String, _ text: String) -> Bool {
    guard let first = parts(listed), let second = parts(text) else { return false }
    return first.host.isLoopback && first.host == second.host && first.path == second.path
  }

  /// A page of this machine, which is nobody else's.
  static func isOnThisMachine(_ text: String) -> Bool {
    ["http://", "https://"].contains { parts(text, $0)?.host.isLoopback == true }
  }

  private static func parts(_ text: String, _ start: String = "http://") -> (host: HostName, path: Substring)?
  {
    guard text.lowercased().hasPrefix(start) else { return nil }
    let rest = text.dropFirst(start.count)
    let end = rest.firstIndex { $0 == "/" || $0 == "?" } ?? rest.endIndex
    guard let host = HostName(rest[..<end]) else { return nil }
    let path = rest[end...]
    return (host, path == "/" ? "" : path)
  }

  /// A form may be posted only to a page.
  static func isPage(_ text: String) -> Bool {
    ["http://", "https://"].contains { text.lowercased().hasPrefix($0) }
  }
}
