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
    case .text: append(field: member)
    case .json:
      bytes.append(UInt8(ascii: ","))
      bytes.append(jsonString: member.name)
      bytes.append(UInt8(ascii: ":"))
      append(json: member.value)
    }
  }

  private mutating func append(field member: RequestLine.Member) {
    let value = member.value.field
    bytes.append(atMost: member.name.utf8.count + value.longest + 2) { writer in
      writer.write(UInt8(ascii: " "))
      writer.write(member.name)
      writer.write(UInt8(ascii: "="))
      writer.write(value)
    }
  }

  private mutating func append(json value: RequestLine.Member.Value) {
    switch value {
    case .text(let text): bytes.append(jsonString: text)
    case .number, .nanoseconds: bytes.append(atMost: value.longest) { $0.write(value) }
    }
  }

  private mutating func end() {
    if style == .json { bytes.append(UInt8(ascii: "}")) }
    bytes.append(UInt8(ascii: "\n"))
    texts.append(bytes)
    bytes = []
  }
}

extension RequestLine.Member.Value {
  /// With a text in quotes where it needs them.
  fileprivate var field: Self {
    guard case .text(let text) = self, !LogText.isPlain(text) else { return self }
    return .text(LogText.field(text))
  }

  /// Bytes of it at most.
  fileprivate var longest: Int {
    switch self {
    case .text(let text): text.utf8.count
    case .number, .nanoseconds: ByteWriter.longestNumber
    }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ value: RequestLine.Member.Value) {
    switch value {
    case .text(let text): write(text)
    case .number(let number): write(decimal: number)
    case .nanoseconds(let nanoseconds): write(millisecondsOf: nanoseconds)
    }
  }
}
