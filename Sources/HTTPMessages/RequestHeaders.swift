/// The header fields of a request in one block of memory, searched when asked.
///
/// Requests come with a handful of fields of which a handler reads two or three: a search through a few
/// hundred bytes costs less than a string for each of them. The block holds, field by field, two `UInt32`
/// lengths, the name in lower case and the value.
package struct RequestHeaders: Sendable {
  private var block: [UInt8]

  package init(copying block: UnsafeRawBufferPointer) {
    self.block = [UInt8](block)
  }

  /// Lays out fields that did not come over a socket.
  package init(_ fields: [HeaderField] = []) {
    var block: [UInt8] = []
    for field in fields {
      for length in [field.name.utf8.count, field.value.utf8.count] {
        withUnsafeBytes(of: UInt32(length)) { block.append(contentsOf: $0) }
      }
      block.append(contentsOf: field.name.lowercased().utf8)
      block.append(contentsOf: field.value.utf8)
    }
    self.block = block
  }

  /// The value of the first field with this name, which is given in lower case.
  package subscript(name name: String) -> String? {
    var name = name
    return name.withUTF8 { wanted in
      first { $0.elementsEqual(wanted) }
    }
  }

  /// The values of all fields with this name, which is given in lower case, in the order sent.
  package func values(of name: String) -> [String] {
    var name = name
    var values: [String] = []
    name.withUTF8 { wanted in
      scan { field, value in
        if field.elementsEqual(wanted) { values.append(String(decoding: value, as: UTF8.self)) }
        return true
      }
    }
    return values
  }

  /// All fields in the order sent, names in lower case.
  package var fields: [HeaderField] {
    var fields: [HeaderField] = []
    scan { name, value in
      fields.append(
        HeaderField(String(decoding: name, as: UTF8.self), String(decoding: value, as: UTF8.self)))
      return true
    }
    return fields
  }

  /// One field of that name, which is given in lower case, in the place of all that there are.
  package func replacing(_ name: String, by value: String) -> RequestHeaders {
    RequestHeaders([HeaderField(name, value)] + fields.filter { $0.name != name })
  }

  /// Appends the block of these fields to a text, with other values for some names. `init(copying:)` reads it again.
  ///
  /// - Parameters:
  ///   - isMeant: gets the name in lower case.
  ///   - replacement: appends the new value to what it is given.
  package func append(
    to text: inout [UInt8], replacingValuesWhere isMeant: (_ name: UnsafeRawBufferPointer) -> Bool,
    by replacement: (_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer, _ text: inout [UInt8])
      -> Void
  ) {
    block.withUnsafeBytes { bytes in
      var end = 0  // of what is copied
      Self.scan(bytes) { name, value in
        let found = UnsafeRawBufferPointer(rebasing: bytes[name])
        guard isMeant(found) else { return true }
        text.append(contentsOf: bytes[end..<value.lowerBound])
        end = value.upperBound
        let start = text.count
        replacement(found, UnsafeRawBufferPointer(rebasing: bytes[value]), &text)
        text.overwriteLength(before: start - name.count, with: text.count - start)
        return true
      }
      text.append(contentsOf: bytes[end...])
    }
  }

  /// Bytes that the fields take.
  package var size: Int { block.count }

  private func first(where matches: (UnsafeRawBufferPointer) -> Bool) -> String? {
    var found: String?
    scan { name, value in
      if matches(name) { found = String(decoding: value, as: UTF8.self) }
      return found == nil
    }
    return found
  }

  /// Visits name and value of each field until `visit` returns false.
  private func scan(_ visit: (UnsafeRawBufferPointer, UnsafeRawBufferPointer) -> Bool) {
    block.withUnsafeBytes { bytes in
      Self.scan(bytes) { name, value in
        visit(UnsafeRawBufferPointer(rebasing: bytes[name]), UnsafeRawBufferPointer(rebasing: bytes[value]))
      }
    }
  }

  /// Visits the places of name and value of each field until `visit` returns false.
  private static func scan(_ bytes: UnsafeRawBufferPointer, _ visit: (Range<Int>, Range<Int>) -> Bool) {
    var position = 0
    while position < bytes.count {
      let nameLength = Int(bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
      let valueLength = Int(bytes.loadUnaligned(fromByteOffset: position + 4, as: UInt32.self))
      let name = position + 8
      let value = name + nameLength
      position = value + valueLength
      guard visit(name..<value, value..<position) else { return }
    }
  }
}

extension [UInt8] {
  /// Overwrites the length of a value, which stands before the field's name.
  fileprivate mutating func overwriteLength(before name: Int, with length: Int) {
    withUnsafeMutableBytes {
      $0.storeBytes(of: UInt32(length), toByteOffset: name - 4, as: UInt32.self)
    }
  }
}
