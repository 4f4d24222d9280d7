/// Which rows something is said of: `DELETE */groups/{groupId}`, where a star stands for any text.
struct RoutePattern: Sendable {
  let text: String

  func matches(_ row: RouteRow) -> Bool {
    let parts = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    var rest = row.description[...]
    guard rest.hasPrefix(parts[0]) else { return false }
    rest = rest.dropFirst(parts[0].count)
    for part in parts.dropFirst().dropLast() where !part.isEmpty {
      guard let found = rest.firstRange(of: part) else { return false }
      rest = rest[found.upperBound...]
    }
    return parts.count == 1 ? rest.isEmpty : rest.hasSuffix(parts[parts.count - 1])
  }
}
