import GraphContract
import HTTPMessages
import JSON

/// Where answers show secrets: what is read elsewhere is not looked into.
struct SecretPlaces: Sendable {
  private let places: [SecretPlace]
  private let words: WordTable

  init(_ places: [SecretPlace]) {
    self.places = places
    words = WordTable(places.map(\.word))
  }

  /// Names of members that are secrets in the answer, beside those that always are; nil where there are none at all.
  func secrets(answering record: RequestRecord) -> [String]? {
    let target = Self.plain(record.request.target)
    guard record.request.method == "GET" || record.request.method == "HEAD" else {
      return ofWrite(record.request.body, to: target)
    }
    let found = target.withBytes { named(in: $0) }
    return found.isEmpty ? nil : found.flatMap(\.names)
  }

  /// A batch may read as well.
  private func ofWrite(_ body: [UInt8], to target: String) -> [String] {
    guard Self.isOfBatch(target) else { return [] }
    let body = body.contains(UInt8(ascii: "\\")) ? (try? JSONValue.parse(body).bytes) ?? [] : body
    return Self.plain(String(decoding: body, as: UTF8.self)).withBytes { named(in: $0) }.flatMap(\.names)
  }

  /// A name of another endpoint that looks so is taken for one too.
  static func mayBeBatch(_ request: Request) -> Bool {
    request.method == "POST" && isOfBatch(plain(request.target))
  }

  private static func isOfBatch(_ target: String) -> Bool { target.lowercased().contains("batch") }

  private static func plain(_ text: String) -> String {
    text.contains(byte: UInt8(ascii: "%")) ? text.percentDecoded : text
  }

  /// Those of which a word of the text begins with the word.
  private func named(in text: UnsafeRawBufferPointer) -> [SecretPlace] {
    guard words.stands(in: text) else { return [] }
    return text.indices.compactMap { place in
      guard place == 0 || !Self.isLetter(text[place - 1]) else { return nil }
      return words.word(at: place, of: text).map { places[$0] }
    }
  }

  private static func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
}
