/// What `Emulator.Window` says of a collection: its lists are of what happens between the moments of two query options.
package struct TimeWindow: Sendable, Equatable {
  /// Names on the way to the property that says when something begins, and when it ends.
  package let start: [String]
  package let end: [String]
  /// The names of the options.
  package let startOption: String
  package let endOption: String

  /// `start/dateTime end/dateTime`, with the names of the options behind it where they are not the usual ones.
  init?(_ text: String) {
    let words = text.split(separator: " ")
    guard words.count == 2 || words.count == 4 else { return nil }
    (start, end) = (words[0].names, words[1].names)
    let options = words.count == 4 ? words[2...].map(String.init) : ["startDateTime", "endDateTime"]
    (startOption, endOption) = (options[0], options[1])
  }

  /// How it is written.
  static let form = "'START END' or 'START END STARTOPTION ENDOPTION'"
}
