import GraphStore

extension RepresentationStyle {
  /// Distinguishes plans of requests that are alike but for the style; empty for the usual one.
  package var key: String {
    guard self != .standard else { return "" }
    return (namesLaterMembers ? " later" : "") + (identifiesObjects ? " identified" : "")
  }
}
