import GraphStore
import JSON

/// The lines of one request, as far as they can be made while others write theirs: without what says the time.
struct UnstampedLines: Sendable {
  let time: Moment
  private let style: LogLines.Style
  /// Of all of them.
  private var bytes: [UInt8] = []
  /// Where those begin that follow the first.
  private var further: [Int] = []

  /// - Parameter withReasons: in lines of their own.
  init(_ line: RequestLine, _ style: LogLines.Style, withReasons: Bool) {
    (time, self.style) = (line.time, style)
    bytes.reserveCapacity(256)
    begin(line.isProbe ? "debug" : "info", "request")
    line.forEachMember { append($0) }
    end()
    guard withReasons else { return }
    for reason in line.reasons {
      further.append(bytes.count)
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
    if case .text(let text) = member.value, !LogText.isPlain(text) {
      return write(member.name, .text(LogText.field(text)))
    }
    write(member.name, member.value)
  }

  private mutating func write(_ name: String, _ value: RequestLine.Member.Value) {
    bytes.append(atMost: name.utf8.count + value.longest + 2) { writer in
      writer.write(UInt8(ascii: " "))
      writer.write(name)
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
  }

  /// Gives each line from what follows its time to its end.
  func forEach(_ visit: (ArraySlice<UInt8>) -> Void) {
    var start = 0
    for end in further {
      visit(bytes[start..<end])
      start = end
    }
    visit(bytes[start...])
  }
}

extension RequestLine.Member.Value {
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
