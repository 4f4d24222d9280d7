import HTTPMessages

/// Requests whose answers show secrets: what is read is else not looked into.
enum SecretPlaces {
  private struct Place {
    /// In lower case: of a path, or among the options.
    let word: [UInt8]
    /// Of members whose values are secrets there beside those that always are.
    let names: [[UInt8]]

    init(_ word: String, _ names: String...) {
      (self.word, self.names) = (Array(word.utf8), names.map { Array($0.utf8) })
    }
  }

  /// The text of an encrypted setting, as any other value is told.
  private static let plainText = Place("getomasettingplaintextvalue", "value")

  private static let shown = [
    plainText, Place("keycredentials", "key"), Place("deviceconfigurations"), Place("subscriptions"),
  ]

  /// Names of members that are secrets in the answer, beside those that always are; nil where there are none at all.
  static func secrets(answering request: Request) -> [[UInt8]]? {
    guard request.method == "GET" || request.method == "HEAD" else { return ofWrite(request) }
    let target =
      request.target.utf8.contains(UInt8(ascii: "%")) ? request.target.percentDecoded : request.target
    let bytes = Array(target.utf8)
    return shown.first { contains(bytes, $0.word) }?.names
  }

  /// A batch may read as well.
  private static func ofWrite(_ request: Request) -> [[UInt8]] {
    let isBatch = contains(Array(request.target.utf8), Array("batch".utf8))
    return isBatch && contains(request.body, plainText.word) ? plainText.names : []
  }

  /// Whether one of the words of a text begins so, in any case.
  private static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool {
    var isInWord = false
    for index in text.indices {
      defer { isInWord = isLetter(text[index]) }
      guard !isInWord, text.count - index >= word.count else { continue }
      if zip(text[index...], word).allSatisfy({ lowercased($0) == $1 }) { return true }
    }
    return false
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }

  private static func lowercased(_ byte: UInt8) -> UInt8 { (0x41...0x5A).contains(byte) ? byte | 0x20 : byte }
}
