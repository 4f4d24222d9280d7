import Planning
import Testing

@Suite("Lines that are searched where they lie") struct SortedLinesTests {
  private func found(_ line: String, in text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { SortedLines.contain(line, in: $0) }
  }

  @Test("each line is found, and nothing between, before, behind or in them", arguments: 0...9) func all(
    count: Int
  ) {
    let lines = (0..<count).map { "l" + String(repeating: "x", count: $0 % 3) + "\($0)" }.sorted()
    let text = lines.map { $0 + "\n" }.joined()
    for line in lines {
      #expect(found(line, in: text))
      #expect(!found(line + "a", in: text))
      #expect(!found(String(line.dropLast()), in: text))
    }
    for line in ["", "a", "z", "\n"] { #expect(!found(line, in: text)) }
  }
}
