/// What `Emulator.Window` says of a collection: its lists are of what happens between the moments of two query options,
/// `startDateTime` and `endDateTime`.
package struct TimeWindow: Sendable, Equatable {
  /// Names on the way to the property that says when something begins, and when it ends.
  package let start: [String]
  package let end: [String]

  /// `start/dateTime end/dateTime`
  init?(_ text: String) {
    let ways = text.split(separator: " ").map(\.names)
    guard ways.count == 2 else { return nil }
    (start, end) = (ways[0], ways[1])
  }
}
