/// A pattern for paths: `/v1.0/users/*`; a star stands for anything within one segment, two stars for any segments, and a
/// name in braces, as templates have it, for one segment: `/users/{id}/manager`.
///
/// A pattern that begins with no version fits paths of both, and none has to name the tenant.
package struct PathGlob: Sendable, Equatable {
  private let parts: [Part]

  private enum Part: Sendable, Equatable {
    case segments
    case segment(TextGlob)
  }

  package init(_ pattern: String) {
    parts = pattern.split(separator: "/").map { text in
      if text == "**" { return .segments }
      return .segment(TextGlob(text.hasPrefix("{") && text.hasSuffix("}") ? "*" : text))
    }
  }

  package func matches(_ path: some StringProtocol) -> Bool {
    let segments = String(path).split(separator: "/")
    return Self.starts(of: segments).contains { matches(segments[$0...]) }
  }

  /// Where what a pattern says may begin: `/tenants/ci-42/v1.0/users` may be meant from any of its slashes but the second.
  private static func starts(of segments: [Substring]) -> [Int] {
    let starts = segments.first == "tenants" ? [0, 2, 3] : [0, 1]
    return starts.filter { $0 <= segments.count }
  }

  private func matches(_ path: ArraySlice<Substring>) -> Bool {
    // Which segments of the path are the end of a match of the pattern so far, as a set: no pattern takes long.
    var ends: Set<Int> = [path.startIndex]
    for part in parts {
      switch part {
      case .segments:
        guard let first = ends.min() else { return false }
        ends = Set(first...path.endIndex)
      case .segment(let glob):
        ends = Set(ends.filter { $0 < path.endIndex && glob.matches(path[$0]) }.map { $0 + 1 })
      }
    }
    return ends.contains(path.endIndex)
  }
}
