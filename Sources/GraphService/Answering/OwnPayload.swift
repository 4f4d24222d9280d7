import GraphContract
import JSON

extension JSONObject {
  /// A body that this service wrote, to be written again in another form.
  ///
  /// - Throws: `UnreadableAnswer` for what is no object: a fault of this program.
  init(answer bytes: [UInt8]) throws(UnreadableAnswer) {
    let value: JSONValue
    do { value = try JSONValue.parse(bytes, depthLimit: Self.answerDepth) } catch {
      throw UnreadableAnswer(reason: "\(error.reason) at \(error.offset)")
    }
    guard case .object(let object) = value else { throw UnreadableAnswer(reason: "no object") }
    self = object
  }

  /// The longest chain of references, and what surrounds it and is in its last object.
  private static let answerDepth = Conventions.Expansion.levelLimit + 100
}

/// A body of this service's own that cannot be read.
struct UnreadableAnswer: Error {
  let reason: String
}
