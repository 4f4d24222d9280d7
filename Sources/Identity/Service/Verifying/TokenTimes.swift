/// Times of tokens, in seconds since 1970; clocks may differ a little.
enum TokenTimes {
  static let leeway = 300

  /// Whether a moment is before another, as far as clocks that differ can tell.
  static func isBefore(_ first: Int, _ second: Int) -> Bool {
    let (bound, isTooMuch) = second.addingReportingOverflow(leeway)
    return isTooMuch || first < bound
  }
}
