/// Words to look for in texts of ASCII, in any case. Few places of a text begin one, and a look at three bytes tells.
struct WordTable: Sendable {
  private struct Word: Sendable {
    let number: Int
    let bytes: [UInt8]
  }

  /// By their first byte, in either case.
  private let words: [[Word]]
  /// Of each first byte the letters that come second and third, as bits: the lower five of a letter say which it is.
  private let nexts: [SIMD2<UInt32>]

  /// - Parameter words: in lower case, of three bytes at least.
  init(_ words: [[UInt8]]) {
    let all = words.enumerated().map { Word(number: $0, bytes: $1) }
    self.words = (UInt8.min...UInt8.max).map { byte in
      all.filter { $0.bytes.first == byte.lowercasedASCII }
    }
    nexts = self.words.map { words in
      words.reduce(SIMD2(0, 0)) { $0 | SIMD2(Self.bit($1.bytes[1]), Self.bit($1.bytes[2])) }
    }
  }

  /// - Returns: the number of the word that stands at a place of a text; nil for none.
  func word(at place: Int, of text: UnsafeRawBufferPointer) -> Int? {
    guard place + 2 < text.count, Self.mayBegin(nexts[Int(text[place])], place, text) else { return nil }
    let rest = text[place...]
    return words[Int(text[place])].first { rest.prefix($0.bytes.count).equals($0.bytes) }?.number
  }

  /// Whether one of the words stands anywhere in a text.
  ///
  /// Names of all header fields of each request come here: hence the loop.
  func stands(in text: UnsafeRawBufferPointer) -> Bool {
    nexts.withUnsafeBufferPointer { nexts in
      var place = 0
      while place + 2 < text.count {
        if Self.mayBegin(nexts[Int(text[place])], place, text), word(at: place, of: text) != nil {
          return true
        }
        place += 1
      }
      return false
    }
  }

  @inline(__always)
  private static func mayBegin(_ next: SIMD2<UInt32>, _ place: Int, _ text: UnsafeRawBufferPointer) -> Bool {
    next.x & bit(text[place + 1]) != 0 && next.y & bit(text[place + 2]) != 0
  }

  private static func bit(_ byte: UInt8) -> UInt32 { 1 &<< UInt32(byte & 31) }
}

extension UInt8 {
  var lowercasedASCII: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}

extension Collection<UInt8> {
  /// - Parameter word: in lower case; that of the text does not count.
  func equals(_ word: [UInt8]) -> Bool {
    count == word.count && zip(self, word).allSatisfy { $0.lowercasedASCII == $1 }
  }
}

extension String {
  /// Gives its UTF-8 without a copy, where it lies in one piece as nearly all do.
  func withBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result {
    utf8.withContiguousStorageIfAvailable { body(UnsafeRawBufferPointer($0)) }
      ?? Array(utf8).withUnsafeBytes(body)
  }

  func contains(byte: UInt8) -> Bool { withBytes { $0.contains(byte) } }
}
