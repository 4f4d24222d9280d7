/// What `Emulator.StreamLink` says of a type: an answer that shows one of its objects has the URL of its bytes, which needs no
/// token.
package struct StreamLink: Sendable, Equatable {
  /// Name of the property that has the bytes.
  package let stream: String
  /// Name of the annotation that has the URL.
  package let annotation: String

  /// `content @microsoft.graph.downloadUrl`
  init?(_ text: String) {
    let words = text.split(separator: " ").map(String.init)
    guard words.count == 2 else { return nil }
    (stream, annotation) = (words[0], words[1])
  }
}
