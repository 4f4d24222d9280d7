import HTTPMessages

/// Texts that are kept of a request, one behind the other in one block of memory.
///
/// Copies, although the texts are there anyhow: what a request was answered with is free again at once, and its memory
/// serves the next one while the processor has it at hand. To keep a dozen pieces of memory, and to free them a thousand
/// requests later, costs several times what the copy does.
struct KeptTexts: Sendable {
  typealias Place = Range<Int>

  private var bytes: [UInt8] = []

  init(capacity: Int) { bytes.reserveCapacity(capacity) }

  /// Bytes that they take.
  var size: Int { bytes.capacity }

  mutating func append(_ text: String) -> Place { append { $0.append(contentsOf: text.utf8) } }

  mutating func append(_ more: ArraySlice<UInt8>) -> Place { append { $0.append(contentsOf: more) } }

  /// Values of secrets are left out.
  mutating func append(_ headers: RequestHeaders) -> Place {
    append { SecretMask.append(kept: headers, to: &$0) }
  }

  /// Values of secrets are left out. No name and no value of a field has an end of a text in it.
  mutating func append(_ fields: [HeaderField]) -> Place {
    append { bytes in
      bytes.append(atMost: Self.size(of: fields)) { writer in
        for field in fields {
          writer.write(field.name)
          writer.write(Self.end)
          writer.write(SecretMask.isSecretField(field.name) ? SecretMask.mark : field.value)
          writer.write(Self.end)
        }
      }
    }
  }

  /// Bytes that they take at most.
  static func size(of fields: [HeaderField]) -> Int {
    fields.reduce(0) { $0 + $1.name.utf8.count + max($1.value.utf8.count, SecretMask.mark.utf8.count) + 2 }
  }

  private static let end: UInt8 = 0

  private mutating func append(_ write: (inout [UInt8]) -> Void) -> Place {
    let start = bytes.count
    write(&bytes)
    return start..<bytes.count
  }

  func bytes(at place: Place) -> [UInt8] { Array(bytes[place]) }

  func text(at place: Place) -> String { String(decoding: bytes[place], as: UTF8.self) }

  func requestHeaders(at place: Place) -> RequestHeaders {
    bytes.withUnsafeBytes { RequestHeaders(copying: UnsafeRawBufferPointer(rebasing: $0[place])) }
  }

  func fields(at place: Place) -> [HeaderField] {
    let texts = bytes[place].split(separator: Self.end, omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    return stride(from: 0, to: texts.count - 1, by: 2).map { HeaderField(texts[$0], texts[$0 + 1]) }
  }
}
