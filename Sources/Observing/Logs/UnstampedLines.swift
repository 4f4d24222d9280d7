import GraphStore
import JSON

/// The lines of one request, as far as they can be made while others write theirs: without what says the time.
struct UnstampedLines: Sendable {
  let time: Moment
  /// Each from what follows its time to its end.
  private(set) var texts: [[UInt8]] = []
  private let style: LogLines.Style
  private var bytes: [UInt8] = []

  /// - Parameter withReasons: in lines of their own.
  init(_ line: RequestLine, _ style: LogLines.Style, withReasons: Bool) {
    (time, self.style) = (line.time, style)
    bytes.reserveCapacity(256)
    begin(line.isProbe ? "debug" : "info", "request")
    line.forEachMember { append($0) }
    end()
    guard withReasons else { return }
    for reason in line.reasons {
      begin("debug", "refused")
      for member in reason { append(member) }
      end()
    }
  }

  private mutating func begin(_ level: StaticString, _ message: StaticString) {
    switch style {
    case .text:
      bytes.append(UInt8(ascii: " "))
      bytes.append(literal: level)
      bytes.append(UInt8(ascii: " "))
      bytes.append(literal: message)
    case .json:
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
      bytes.append(atMost: member.name.utf8.count + 2) { writer in
        writer.write(UInt8(ascii: " "))
        writer.write(member.name)
        writer.write(UInt8(ascii: "="))
      }
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
    texts.append(bytes)
    bytes = []
  }
}
