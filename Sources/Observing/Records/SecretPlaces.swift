package import GraphContract
import HTTPMessages

/// Where bodies show secrets: an answer that is read elsewhere is not looked into.
package struct SecretPlaces: Sendable {
  private let places: [SecretPlace]
  /// What takes them out.
  let mask: BodyMask

  /// - Parameter members: that are secrets in every body that is looked into.
  package init(_ places: [SecretPlace] = [], members: [SecretMember] = []) {
    (self.places, mask) = (places, BodyMask(members))
  }

  /// Names of members that are secrets in the answer, beside those that always are; nil where there are none at all.
  func secrets(answering request: Request) -> [[UInt8]]? {
    guard request.method == "GET" || request.method == "HEAD" else { return ofWrite(request) }
    let target =
      request.target.utf8.contains(UInt8(ascii: "%")) ? request.target.percentDecoded : request.target
    let bytes = Array(target.utf8)
    return places.first { Self.contains(bytes, $0.word) }?.names
  }

  /// A batch may read as well.
  private func ofWrite(_ request: Request) -> [[UInt8]] {
    guard Self.contains(Array(request.target.utf8), Array("batch".utf8)) else { return [] }
    return places.filter { !$0.names.isEmpty && Self.contains(request.body, $0.word) }.flatMap(\.names)
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
