/// A walk over the members of one object in a text that is known to be valid JSON without blanks, as the store
/// writes it. Nothing is decoded: each step yields the bytes of the name and of the value.
///
/// `{"a":1,"b":{"c":2}}` yields `a`, `1` and `b`, `{"c":2}`.
package struct JSONMembers {
  private let bytes: UnsafeRawBufferPointer
  private var position: Int

  /// Starts at the first member of the object that `bytes` holds.
  package init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    position = 1
  }

  /// The next member, or nil after the last.
  @inline(__always)
  package mutating func next() -> (name: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)? {
    guard position + 1 < bytes.count else { return nil }
    let nameStart = position + 1
    let nameEnd = bytes.endOfString(from: nameStart)
    let valueStart = nameEnd + 2
    let valueEnd = bytes.endOfValue(from: valueStart)
    position = valueEnd + 1
    return (slice(nameStart, nameEnd), slice(valueStart, valueEnd))
  }

  @inline(__always)
  private func slice(_ start: Int, _ end: Int) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[start..<end])
  }
}

/// A walk over the elements of one array, on the same terms: `[1,{"a":2}]` yields `1` and `{"a":2}`.
package struct JSONElements {
  private let bytes: UnsafeRawBufferPointer
  private var position: Int

  /// Starts at the first element of the array that `bytes` holds.
  package init(_ bytes: UnsafeRawBufferPointer) {
    self.bytes = bytes
    position = 1
  }

  /// The next element, or nil after the last.
  package mutating func next() -> UnsafeRawBufferPointer? {
    guard position + 1 < bytes.count else { return nil }
    let end = bytes.endOfValue(from: position)
    defer { position = end + 1 }
    return UnsafeRawBufferPointer(rebasing: bytes[position..<end])
  }
}

extension UnsafeRawBufferPointer {
  /// The index of the closing quote of the string whose content begins at `start`.
  @inline(__always)
  fileprivate func endOfString(from start: Int) -> Int {
    var index = start
    while self[index] != UInt8(ascii: "\"") { index += self[index] == UInt8(ascii: "\\") ? 2 : 1 }
    return index
  }

  /// The index after the value that begins at `start`: a comma or the closing brace or bracket around it.
  @inline(__always)
  fileprivate func endOfValue(from start: Int) -> Int {
    var index = start
    var depth = 0
    while index < count {
      switch self[index] {
      case UInt8(ascii: "\""): index = endOfString(from: index + 1)
      case UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        if depth == 0 { return index }
        depth -= 1
      case UInt8(ascii: ","):
        if depth == 0 { return index }
      default: break
      }
      index += 1
    }
    return index
  }
}
