/// A pattern for paths: `/v1.0/users/*`; a star stands for anything within one segment, two stars for any segments.
///
/// A pattern that begins with no version fits paths of both, and none has to name the tenant.
package struct PathGlob: Sendable, Equatable {
  private let segments: [Substring]

  package init(_ pattern: String) { segments = pattern.split(separator: "/") }

  package func matches(_ path: some StringProtocol) -> Bool {
    let segments = String(path).split(separator: "/")
    return Self.starts(of: segments).contains { Self.matches(self.segments[...], segments[$0...]) }
  }

  /// Where what a pattern says may begin: `/tenants/ci-42/v1.0/users` may be meant from any of its slashes but the second.
  private static func starts(of segments: [Substring]) -> [Int] {
    let starts = segments.first == "tenants" ? [0, 2, 3] : [0, 1]
    return starts.filter { $0 <= segments.count }
  }

  private static func matches(_ pattern: ArraySlice<Substring>, _ path: ArraySlice<Substring>) -> Bool {
    // Which segments of the path are the end of a match of the pattern so far, as a set: no pattern takes long.
    var ends: Set<Int> = [path.startIndex]
    for part in pattern {
      if part == "**" {
        guard let first = ends.min() else { return false }
        ends = Set(first...path.endIndex)
      } else {
        ends = Set(ends.filter { $0 < path.endIndex && fits(part, path[$0]) }.map { $0 + 1 })
      }
    }
    return ends.contains(path.endIndex)
  }

  /// `a*c` fits `abc`.
  private static func fits(_ pattern: Substring, _ text: Substring) -> Bool {
    let (pattern, text) = (Array(pattern.utf8), Array(text.utf8))
    var (position, index) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while index < text.count {
      if position < pattern.count, pattern[position] == UInt8(ascii: "*") {
        star = (position, index)
        position += 1
      } else if position < pattern.count, pattern[position] == text[index] {
        (position, index) = (position + 1, index + 1)
      } else if let last = star {
        (position, index, star) = (last.pattern + 1, last.text + 1, (last.pattern, last.text + 1))
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == UInt8(ascii: "*") }
  }
}
