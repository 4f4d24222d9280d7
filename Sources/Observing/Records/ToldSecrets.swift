import HTTPMessages
import JSON

/// Secrets that a request told, by their text: its refusal may say of a value what is wrong with it.
struct ToldSecrets: Sendable {
  private let texts: [String]

  init(_ texts: [String] = []) { self.texts = texts }

  /// - Parameter secrets: what is one.
  init(in request: Request, _ secrets: Secrets) {
    let values = request.body.isEmpty ? [] : JSONMask.values(in: request.body, secrets.members)
    texts = values.flatMap(Self.texts).filter { $0.utf8.count >= Self.shortest }
  }

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

  func hidden(in text: String) -> String {
    texts.reduce(text) { text, secret in
      text.replacing(secret, with: SecretMask.mark)
        // As a fact is printed: `BodyFailure.text("a\"b")`.
        .replacing(secret.debugDescription, with: "\"\(SecretMask.mark)\"")
    }
  }
}
