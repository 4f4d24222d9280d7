import HTTPMessages

/// How much of a limit is used up, as answers tell it when that is much (graph-platform 4.2).
struct LimitUse: Sendable {
  let tenths: Int

  /// nil where nothing is told.
  init?(tenths: Int) {
    guard tenths >= 8 else { return nil }
    self.tenths = tenths
  }

  var header: HeaderField { HeaderField(Self.headerName, Self.text(tenths)) }

  static let headerName = "x-ms-throttle-limit-percentage"

  /// `0.8`
  static func text(_ tenths: Int) -> String { "\(tenths / 10).\(tenths % 10)" }
}
