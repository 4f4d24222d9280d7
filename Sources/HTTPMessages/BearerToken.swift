extension RequestHeaders {
  /// What stands after `Bearer` (RFC 6750, section 2.1); nil where nothing does, and for another scheme.
  package var bearerToken: Substring? {
    guard let header = self[name: "authorization"] else { return nil }
    let bytes = header.utf8
    guard bytes.count > 7, zip(bytes, "bearer ".utf8).allSatisfy({ $0 | 0x20 == $1 }) else { return nil }
    let start = bytes.dropFirst(7).firstIndex { $0 != UInt8(ascii: " ") }
    return start.map { header[$0...] }
  }
}
