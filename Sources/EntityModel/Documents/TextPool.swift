/// Texts, each once, by the order in which they came.
struct TextPool {
  private var bytes: [UInt8] = []
  private var ends: [UInt32] = []
  /// By their bytes: texts that only mean the same are others.
  private var numbers: [[UInt8]: UInt32] = [:]

  var count: Int { ends.count }

  mutating func number(of text: String) -> UInt32 {
    let text = Array(text.utf8)
    if let number = numbers[text] { return number }
    let number = UInt32(ends.count)
    bytes += text
    ends.append(UInt32(bytes.count))
    numbers[text] = number
    return number
  }

  /// The end of each, and then their bytes.
  func write(to output: inout [UInt8]) {
    ends.withUnsafeBytes { output.append(contentsOf: $0) }
    output += bytes
  }
}
