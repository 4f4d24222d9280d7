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

  /// The same fields, with other values for some names, which are in lower case.
  package func replacingValues(
    of names: [String], by replacement: (_ name: String, _ value: String) -> String
  ) -> RequestHeaders {
    var copy = RequestHeaders()
    copy.block.reserveCapacity(block.count)
    scan { name, value in
      let found = names.first { $0.utf8.count == name.count && $0.utf8.elementsEqual(name) }
      if let found {
        var other = replacement(found, String(decoding: value, as: UTF8.self))
        other.withUTF8 { copy.append(name, UnsafeRawBufferPointer($0)) }
      } else {
        copy.append(name, value)
      }
      return true
    }
    return copy
  }

  private mutating func append(_ name: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    for length in [name.count, value.count] {
      withUnsafeBytes(of: UInt32(length)) { block.append(contentsOf: $0) }
    }
    block.append(contentsOf: name)
    block.append(contentsOf: value)
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
      var position = 0
      while position < bytes.count {
        let nameLength = Int(bytes.loadUnaligned(fromByteOffset: position, as: UInt32.self))
        let valueLength = Int(bytes.loadUnaligned(fromByteOffset: position + 4, as: UInt32.self))
        let name = position + 8
        let value = name + nameLength
        position = value + valueLength
        guard
          visit(
            UnsafeRawBufferPointer(rebasing: bytes[name..<value]),
            UnsafeRawBufferPointer(rebasing: bytes[value..<position]))
        else { return }
      }
    }
  }
}
