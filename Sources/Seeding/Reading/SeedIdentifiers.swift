import Crypto
import JSON
import OData

/// Makes the ids of objects that a seed gives none: the same text at the same place gives the same id
/// (seed-format section 2).
struct SeedIdentifiers {
  private var counts: [SHA256.Digest: Int] = [:]

  mutating func identifier(of object: JSONObject, in set: String) -> String {
    var text = Array(set.utf8)
    text.append(0x0A)
    text.append(sorted: .object(object))
    let content = SHA256.hash(data: text)
    let count = counts[content, default: 0]
    counts[content] = count + 1
    text.append(0x0A)
    text.append(raw: String(count))
    return Self.guid(SHA256.hash(data: text))
  }

  /// The first 16 bytes as a GUID of version 8 (RFC 9562, section 5.8).
  private static func guid(_ digest: SHA256.Digest) -> String {
    let bytes = Array(digest)
    return Guid.text(
      high: word(bytes[0..<8]) & ~0xF000 | 0x8000, low: word(bytes[8..<16]) & ~(3 << 62) | 2 << 62)
  }

  private static func word(_ bytes: ArraySlice<UInt8>) -> UInt64 { bytes.reduce(0) { $0 << 8 | UInt64($1) } }
}

extension [UInt8] {
  /// Appends a value without blanks, the members of its objects in the order of their names.
  fileprivate mutating func append(sorted value: JSONValue) {
    switch value {
    case .null, .bool, .number, .string: append(json: value)
    case .array(let elements):
      append(UInt8(ascii: "["))
      for (index, element) in elements.enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(sorted: element)
      }
      append(UInt8(ascii: "]"))
    case .object(let object):
      append(UInt8(ascii: "{"))
      for (index, member) in object.members.sorted(by: { $0.name < $1.name }).enumerated() {
        if index > 0 { append(UInt8(ascii: ",")) }
        append(jsonString: member.name)
        append(UInt8(ascii: ":"))
        append(sorted: member.value)
      }
      append(UInt8(ascii: "}"))
    }
  }
}
