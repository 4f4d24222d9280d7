import GraphStore
import JSON

/// Lines of the log as bytes, one after the other.
package struct LogLines {
  package enum Style: Sendable { case text, json }

  private let style: Style
  private(set) package var bytes: [UInt8] = []
  private var stamp = TimeStamp()

  package init(_ style: Style) { self.style = style }

  /// Gives the lines away.
  mutating func take() -> [UInt8] {
    defer { bytes = [] }
    return bytes
  }

  /// - Parameter withReasons: in lines of their own.
  package mutating func add(_ line: RequestLine, withReasons: Bool) {
    add(UnstampedLines(line, style, withReasons: withReasons))
  }

  /// - Parameter lines: made in the style of these.
  mutating func add(_ lines: UnstampedLines) {
    lines.forEach { line in
      if style == .json { bytes.append(literal: #"{"time":""#) }
      stamp.append(lines.time, to: &bytes)
      bytes.append(contentsOf: line)
    }
  }
}

/// `2026-01-31T08:15:30.1234567Z`, of which all but the fraction is made once a second.
private struct TimeStamp {
  private var second: Int64 = -1
  private var text: [UInt8] = []

  mutating func append(_ time: Moment, to bytes: inout [UInt8]) {
    let (second, fraction) = time.ticks.quotientAndRemainder(dividingBy: 10_000_000)
    if second != self.second {
      self.second = second
      text = Array(time.seconds.utf8.dropLast())
    }
    bytes.append(atMost: text.count + 9) { writer in
      text.withUnsafeBytes { writer.write($0) }
      writer.write(UInt8(ascii: "."))
      writer.write(lastDigits: 7, of: UInt64(clamping: fraction))
      writer.write(UInt8(ascii: "Z"))
    }
  }
}
