import HTTPMessages

/// Writes the texts of a request one behind the other, behind the room for its facts.
///
/// Copies, although the texts are there anyhow: what a request was answered with is free again at once, and its memory
/// serves the next one while the processor has it at hand. To keep a dozen pieces of memory, and to free them a thousand
/// requests later, costs several times what the copy does.
struct KeptWriter {
  /// All of the request.
  private(set) var bytes: [UInt8] = []
  private static var start: Int { KeptPlaces.startOfTexts }

  /// - Parameter capacity: bytes of all texts.
  init(capacity: Int) {
    bytes.reserveCapacity(Self.start + capacity)
    bytes.append(addingCapacity: Self.start) { $0.append(repeating: 0, count: Self.start) }
  }

  /// Each part in its order, and every one: nil for what is not there.
  mutating func append(_ part: KeptPart, _ text: String?) {
    if let text { bytes.append(contentsOf: text.utf8) }
    end(part, isThere: text != nil)
  }

  mutating func append(_ part: KeptPart, bytes more: ArraySlice<UInt8>?) {
    if let more { bytes.append(contentsOf: more) }
    end(part, isThere: more != nil)
  }

  mutating func append(_ part: KeptPart, names: [String]?) {
    for name in names ?? [] {
      bytes.append(contentsOf: name.utf8)
      bytes.append(KeptRequest.endOfName)
    }
    end(part, isThere: names != nil)
  }

  /// Values of secrets are left out.
  mutating func append(_ part: KeptPart, head: RequestHeaders) {
    SecretMask.append(kept: head, to: &bytes)
    end(part, isThere: true)
  }

  /// Values of secrets are left out. No name and no value of a field has an end of a text in it.
  mutating func append(_ part: KeptPart, head fields: [HeaderField]) {
    bytes.append(atMost: Self.size(of: fields)) { writer in
      for field in fields {
        let isSecret = field.name.withBytes { name in
          writer.write(name)
          return SecretMask.isSecretField(name)
        }
        writer.write(KeptRequest.endOfField)
        writer.write(isSecret ? SecretMask.mark : field.value)
        writer.write(KeptRequest.endOfField)
      }
    }
    end(part, isThere: true)
  }

  /// Bytes that they take at most.
  static func size(of fields: [HeaderField]) -> Int {
    fields.reduce(0) { $0 + $1.name.utf8.count + max($1.value.utf8.count, SecretMask.mark.utf8.count) + 2 }
  }

  private mutating func end(_ part: KeptPart, isThere: Bool) {
    let end = bytes.count - Self.start
    bytes.withUnsafeMutableBytes { KeptPlaces.write(end, of: part, isThere: isThere, to: $0) }
  }

  /// Writes what stands before the texts.
  mutating func write(_ facts: KeptFacts) {
    bytes.withUnsafeMutableBytes { $0.storeBytes(of: facts, as: KeptFacts.self) }
  }
}
