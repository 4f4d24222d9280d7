/// Somebody who can be chosen on a page.
struct PageUser: Sendable, Equatable {
  let id: String
  let displayName: String
  let principalName: String
  let isEnabled: Bool

  /// A button that chooses the user, or says why nobody can.
  func button(_ field: String) -> HTML {
    let note: HTML = isEnabled ? "" : " (disabled)"
    return """
      <li><button type="submit" name="\(field)" value="\(id)">\(displayName)\(note)<small>\(principalName)</small>\
      </button></li>

      """
  }
}
