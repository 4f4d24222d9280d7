import HTTPMessages
import JSON

/// Secrets that a request told, by their text: its refusal may say of a value what is wrong with it.
struct ToldSecrets: Sendable {
  /// Those that begin alike stand longest first; nil where there are none.
  private let words: WordTable?
  /// Of the words, by their numbers.
  private let lengths: [Int]
  /// What a refusal says again it may shorten, and so does the journal with a body.
  private let beginnings: WordBeginnings

  init(_ texts: [String] = []) {
    let words = Set(texts.flatMap(Self.forms).filter { $0.count >= Self.shortest })
      .sorted { $0.count > $1.count }
    self.words = words.isEmpty ? nil : WordTable(words)
    lengths = words.map(\.count)
    beginnings = WordBeginnings(words, atLeast: Self.shortest)
  }

  /// - Parameter secrets: what is one.
  init(in request: Request, _ secrets: Secrets) {
    let values = request.body.isEmpty ? [] : JSONMask.values(in: request.body, secrets.members)
    self.init(SecretMask.secrets(in: request.target) + values.flatMap(Self.texts))
  }

  /// Those that an answer may tell again: it refuses, or is that of a batch whose parts may be refused.
  init(in record: RequestRecord, _ secrets: Secrets) {
    let mayRefuse = record.response.status >= 400 || SecretPlaces.mayBeBatch(record.request)
    self = mayRefuse ? ToldSecrets(in: record.request, secrets) : .none
  }

  /// Of nearly all requests, which are not refused.
  private static let none = ToldSecrets()

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

  /// - Parameter isCut: what follows the text is not there, be it the rest of a secret.
  func hidden(in text: String, isCut: Bool = false) -> String {
    guard let words else { return text }
    return text.withBytes { bytes in
      let starts = beginnings.starts(before: Self.cuts(of: bytes, isCut: isCut), in: bytes)
      var (result, start, place): ([UInt8], Int, Int) = ([], 0, 0)
      while place < bytes.count {
        let whole = words.word(at: place, of: bytes).map { place + lengths[$0] } ?? place
        let end = max(whole, starts[place] ?? place)
        guard end > place else {
          place += 1
          continue
        }
        result += bytes[start..<place]
        // The mark of what was cut is there already.
        if !Self.isMark(at: end, of: bytes) { result += SecretMask.mark.utf8 }
        (place, start) = (end, end)
      }
      return start == 0 ? text : String(decoding: result + bytes[start...], as: UTF8.self)
    }
  }

  /// Where the text goes on with the mark of what was cut out, and its end where that is a cut.
  private static func cuts(of text: UnsafeRawBufferPointer, isCut: Bool) -> Set<Int> {
    var cuts: Set<Int> = isCut ? [text.count] : []
    guard text.contains(mark[0]) else { return cuts }
    for place in text.indices where isMark(at: place, of: text) { cuts.insert(place) }
    return cuts
  }

  private static func isMark(at place: Int, of text: UnsafeRawBufferPointer) -> Bool {
    text[place...].starts(with: mark)
  }

  private static let mark = Array(SecretMask.mark.utf8)
}
