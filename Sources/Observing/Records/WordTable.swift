/// Words to look for in texts of ASCII, in any case. Few places of a text begin one, and a look at their byte tells.
struct WordTable: Sendable {
  private struct Word: Sendable {
    let number: Int
    let bytes: [UInt8]
  }

  /// By their first byte, in either case.
  private let words: [[Word]]

  /// - Parameter words: in lower case.
  init(_ words: [[UInt8]]) {
    let all = words.enumerated().map { Word(number: $0, bytes: $1) }
    self.words = (UInt8.min...UInt8.max).map { byte in
      all.filter { $0.bytes.first == Self.lowercased(byte) }
    }
  }

  /// - Returns: the number of the word that stands at a place of a text; nil for none.
  func word(at place: Int, of text: UnsafeRawBufferPointer) -> Int? {
    words[Int(text[place])].first { word in
      text.count - place >= word.bytes.count
        && word.bytes.indices.allSatisfy { Self.lowercased(text[place + $0]) == word.bytes[$0] }
    }?.number
  }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}

extension String {
  /// Gives its UTF-8 without a copy, where it lies in one piece as nearly all do.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    utf8.withContiguousStorageIfAvailable { body(UnsafeRawBufferPointer($0)) }
      ?? Array(utf8).withUnsafeBytes(body)
  }

  func contains(byte: UInt8) -> Bool { withBytes { $0.contains(byte) } }
}
