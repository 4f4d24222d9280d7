import JSON
import OData

/// How late others see what requests write.
package struct Consistency: Sendable, Equatable {
  /// How many reads do not see a write yet; nil: no number of them makes it visible.
  package let reads: Int?
  /// The ticks of the tenant's clock after which it is seen, however many have read; nil: no time makes it visible.
  package let delay: Int64?
  /// Reads of single objects are late as well.
  package let includesObjects: Bool

  package static let usualDelay = 2 * Ticks.second

  /// nil: all see at once what was written.
  init?(_ object: JSONObject) {
    guard object["mode"]?.stringValue == "eventual" else { return nil }
    reads = object["reads"]?.intValue
    let delay = object["delay"]?.stringValue.flatMap(ISODuration.ticks)
    // Nobody would ever see what no read and no time makes visible.
    self.delay = delay ?? (reads == nil ? Self.usualDelay : nil)
    includesObjects = object["byId"]?.boolValue ?? false
  }

  static let form = OptionForm.variants(
    by: "mode",
    [
      .init("strong"),
      .init("eventual", ["reads": .integer(1...Int.max), "delay": .durationAboveZero, "byId": .bool]),
    ])
}
