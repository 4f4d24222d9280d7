import GraphStore
import JSON

/// Lines of the log as bytes, one after the other.
package struct LogLines: Sendable {
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
    let time = line.time
    begin(line.isProbe ? "debug" : "info", "request", at: time)
    line.forEachMember { append($0) }
    end()
    guard withReasons else { return }
    for reason in line.reasons {
      begin("debug", "refused", at: time)
      for member in reason { append(member) }
      end()
    }
  }

  private mutating func begin(_ level: StaticString, _ message: StaticString, at time: Moment) {
    switch style {
    case .text:
      stamp.append(time, to: &bytes)
      bytes.append(UInt8(ascii: " "))
      bytes.append(literal: level)
      bytes.append(UInt8(ascii: " "))
      bytes.append(literal: message)
    case .json:
      bytes.append(literal: #"{"time":""#)
      stamp.append(time, to: &bytes)
      bytes.append(literal: #"","level":""#)
      bytes.append(literal: level)
      bytes.append(literal: #"","message":""#)
      bytes.append(literal: message)
      bytes.append(UInt8(ascii: "\""))
    }
  }

  private mutating func append(_ member: RequestLine.Member) {
    switch style {
    case .text:
      bytes.append(UInt8(ascii: " "))
      bytes.append(raw: member.name)
      bytes.append(UInt8(ascii: "="))
    case .json:
      bytes.append(UInt8(ascii: ","))
      bytes.append(jsonString: member.name)
      bytes.append(UInt8(ascii: ":"))
    }
    append(member.value)
  }

  private mutating func append(_ value: RequestLine.Member.Value) {
    switch (value, style) {
    case (.text(let text), .text): bytes.append(logField: text)
    case (.text(let text), .json): bytes.append(jsonString: text)
    case (.number(let number), _): bytes.append(decimal: number)
    case (.nanoseconds(let nanoseconds), _): bytes.append(millisecondsOf: nanoseconds)
    }
  }

  private mutating func end() {
    if style == .json { bytes.append(UInt8(ascii: "}")) }
    bytes.append(UInt8(ascii: "\n"))
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
    bytes.append(contentsOf: text)
    bytes.append(UInt8(ascii: "."))
    bytes.append(lastDigits: 7, of: UInt64(clamping: fraction))
    bytes.append(UInt8(ascii: "Z"))
  }
}
