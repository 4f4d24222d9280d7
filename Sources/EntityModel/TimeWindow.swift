/// What `Emulator.Window` says of a collection: its lists are of what happens between the moments of two query options,
/// `startDateTime` and `endDateTime`.
package struct TimeWindow: Sendable, Equatable {
  /// Names on the way to the property that says when something begins, and when it ends.
  package let start: [String]
  package let end: [String]

  /// `start/dateTime end/dateTime`
  init?(_ words: [String]?) {
    guard let words, words.count == 2 else { return nil }
    (start, end) = (Self.names(words[0]), Self.names(words[1]))
  }

  private static func names(_ path: String) -> [String] { path.split(separator: "/").map(String.init) }
}
