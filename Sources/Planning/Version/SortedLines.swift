/// Lines of a text that are sorted by their bytes, searched where they lie.
package enum SortedLines {
  /// - Parameter text: each line with its end.
  package static func contain(_ line: String, in text: UnsafeBufferPointer<UInt8>) -> Bool {
    let wanted = Array(line.utf8)
    var (low, high) = (0, text.count)
    while low < high {
      let start = lineStart(around: low + (high - low) / 2, from: low, text)
      let end = text[start...].firstIndex(of: newline) ?? text.count
      let found = text[start..<end]
      if found.elementsEqual(wanted) { return true }
      if found.lexicographicallyPrecedes(wanted) { low = end + 1 } else { high = start }
    }
    return false
  }

  private static let newline = UInt8(ascii: "\n")

  private static func lineStart(around position: Int, from low: Int, _ text: UnsafeBufferPointer<UInt8>)
    -> Int
  {
    var start = position
    while start > low, text[start - 1] != newline { start -= 1 }
    return start
  }
}
