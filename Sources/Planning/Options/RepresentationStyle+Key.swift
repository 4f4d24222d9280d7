import GraphStore

extension RepresentationStyle {
  /// Distinguishes plans of requests that are alike but for the style; empty for the usual one.
  package var key: String {
    guard self != .standard else { return "" }
    let seen = [(" basic ", basic), (" identity ", identities)].filter { !$1.isEmpty }
    return (namesLaterMembers ? " later" : "") + (identifiesObjects ? " identified" : "")
      + seen.map { $0 + $1.sorted().joined(separator: ",") }.joined()
  }
}
