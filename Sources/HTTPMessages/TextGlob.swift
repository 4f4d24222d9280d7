/// A pattern for a text: `a*c` fits `abc`; a star stands for anything.
package struct TextGlob: Sendable, Equatable {
  private let pattern: [UInt8]

  package init(_ pattern: some StringProtocol) { self.pattern = Array(pattern.utf8) }

  /// Goes back to the last star only, so that no pattern takes long.
  package func matches(_ text: some StringProtocol) -> Bool {
    let text = Array(text.utf8)
    var (position, index) = (0, 0)
    var star: (pattern: Int, text: Int)?
    while index < text.count {
      if position < pattern.count, pattern[position] == Self.anything {
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
    return pattern[position...].allSatisfy { $0 == Self.anything }
  }

  private static let anything = UInt8(ascii: "*")
}
