/// What the values of an effect make of texts.
extension String {
  /// Without what is before the rest, once or several times, in whatever case: `Re: FW: Lunch` as `Lunch`.
  func without(_ lead: [String]) -> String {
    let lowered = lowercased()
    guard let first = lead.first(where: { !$0.isEmpty && lowered.hasPrefix($0.lowercased()) }) else {
      return self
    }
    return String(dropFirst(first.count)).without(lead)
  }

  /// `users('a')` as `a`.
  var withoutSet: String {
    guard hasSuffix("')"), let start = firstRange(of: "('") else { return self }
    return String(self[start.upperBound...].dropLast(2)).replacing("''", with: "'")
  }
}
