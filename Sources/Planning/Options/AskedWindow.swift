package import EntityModel
import GraphContract
package import OData

/// The time that a request wants to know about, by the two options that the collection names.
package struct AskedWindow: Sendable {
  /// The moment of the option in the form in which moments are stored.
  package let start: String
  /// As `start`.
  package let end: String

  /// - Throws: `QueryFailure` where an option is missing or is no moment.
  package init(_ query: QueryOptions, of window: TimeWindow) throws {
    start = try Self.moment(window.startOption, query, window)
    end = try Self.moment(window.endOption, query, window)
  }

  init(start: String, end: String) {
    self.start = start
    self.end = end
  }

  private static func moment(_ name: String, _ query: QueryOptions, _ window: TimeWindow) throws -> String {
    let word = name.lowercased()
    guard let entry = query.entries.first(where: { $0.kind == .custom && $0.name.lowercased() == word })
    else {
      throw QueryFailure.windowNeeded(start: window.startOption, end: window.endOption)
    }
    // One without an offset is of UTC.
    guard let text = Timestamp.normalized(entry.value) ?? Timestamp.normalized(entry.value + "Z") else {
      throw QueryFailure.invalidMoment(option: name, text: entry.value)
    }
    return text
  }
}
