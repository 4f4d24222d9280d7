import HTTPMessages
import JSON

/// Secrets that a request told, by their text: its refusal may say of a value what is wrong with it.
struct ToldSecrets: Sendable {
  /// Those that begin alike stand longest first; nil where there are none.
  private let words: WordTable?
  /// Of the words, by their numbers.
  private let lengths: [Int]

  init(_ texts: [String] = []) {
    let words = Set(texts.flatMap(Self.forms).filter { $0.count >= Self.shortest })
      .sorted { $0.count > $1.count }
    self.words = words.isEmpty ? nil : WordTable(words)
    lengths = words.map(\.count)
  }

  /// - Parameter secrets: what is one.
  init(in request: Request, _ secrets: Secrets) {
    let values = request.body.isEmpty ? [] : JSONMask.values(in: request.body, secrets.members)
    self.init(SecretMask.secrets(in: request.target) + values.flatMap(Self.texts))
  }

  /// Those that an answer may tell again: it refuses, or is that of a batch whose parts may be refused.
  init(in record: RequestRecord, _ secrets: Secrets) {
    let mayRefuse = record.response.status >= 400 || SecretPlaces.mayBeBatch(record.request)
    self = mayRefuse ? ToldSecrets(in: record.request, secrets) : ToldSecrets()
  }

  var isEmpty: Bool { words == nil }

  /// What is shorter stands in words that have nothing to do with it.
  private static let shortest = 4

  private static func texts(_ value: JSONValue) -> [String] {
    switch value {
    case .string(let text), .number(let text): [text]
    case .object(let object): object.members.flatMap { texts($0.value) }
    case .array(let elements): elements.flatMap(texts)
    case .bool, .null: []
    }
  }

  /// As it is, and as a fact is printed: `BodyFailure.text("a\"b")`.
  private static func forms(_ text: String) -> [[UInt8]] {
    [text[...], text.debugDescription.dropFirst().dropLast()].map { $0.utf8.map(\.lowercasedASCII) }
  }

  func hidden(in text: String) -> String {
    guard let words else { return text }
    return text.withBytes { bytes in
      var (result, start, place): ([UInt8], Int, Int) = ([], 0, 0)
      while place < bytes.count {
        guard let number = words.word(at: place, of: bytes) else {
          place += 1
          continue
        }
        result += bytes[start..<place]
        result += SecretMask.mark.utf8
        place += lengths[number]
        start = place
      }
      return start == 0 ? text : String(decoding: result + bytes[start...], as: UTF8.self)
    }
  }
}
