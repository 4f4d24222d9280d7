import Foundation
import GraphStore
import JSON
public import Logging
import Observing

/// How the lines of a log look.
public enum LogFormat: String, Sendable, CaseIterable {
  /// `2026-01-31T08:15:30.1234567Z info request method=GET path=/v1.0/users status=200 …`
  case text
  /// `{"time":"2026-01-31T08:15:30.1234567Z","level":"info","message":"request","method":"GET",…}`
  case json
}

/// Writes each event as one line on standard error, at once.
///
/// ```swift
/// LoggingSystem.bootstrap { _ in StandardErrorLog(.json) }
/// ```
public struct StandardErrorLog: LogHandler {
  private let format: LogFormat
  public var logLevel = Logger.Level.info
  public var metadata: Logger.Metadata = [:]
  public var metadataProvider: Logger.MetadataProvider?

  public init(_ format: LogFormat) { self.format = format }

  public subscript(metadataKey key: String) -> Logger.Metadata.Value? {
    get { metadata[key] }
    set { metadata[key] = newValue }
  }

  public func log(event: LogEvent) { Self.put(Array(line(event).utf8)) }

  /// How requests are written: by a logger with this handler in bytes, past swift-log, unless each of its lines has more
  /// than what the request says.
  static func output(of logger: Logger) -> RequestLog.Output {
    guard let own = logger.handler as? StandardErrorLog, own.metadata.isEmpty, own.metadataProvider == nil
    else { return .events }
    return .bytes(own.format.style, write: { put($0) })
  }

  /// One line with its end.
  func line(_ event: LogEvent) -> String {
    let request = event.metadata?[RequestLog.key].flatMap(Self.members)
    let time = WallClock.now().precise
    switch format {
    case .text:
      let start = "\(time) \(event.level) \(LogText.escaped(event.message.description))"
      return
        ([start] + others(event).map { "\($0.0)=\(LogText.field($0.1))" }
        + (request.map { [LogText.line($0)] } ?? [])).joined(separator: " ") + "\n"
    case .json:
      var object: JSONObject = [
        "time": .string(time), "level": .string("\(event.level)"),
        "message": .string(event.message.description),
      ]
      for (name, value) in others(event) { object[name] = .string(value) }
      for member in request ?? [] { object[member.name] = member.json }
      return String(decoding: JSONValue.object(object).bytes, as: UTF8.self) + "\n"
    }
  }

  private static func members(_ value: Logger.MetadataValue) -> [RequestLine.Member]? {
    guard case .stringConvertible(let value) = value else { return nil }
    return (value as? LoggedMembers)?.members
  }

  /// What is said beside the members of a request.
  private func others(_ event: LogEvent) -> [(String, String)] {
    let provided = metadataProvider?.get() ?? [:]
    let all = metadata.merging(provided) { $1 }.merging(event.metadata ?? [:]) { $1 }
    return all.filter { $0.key != RequestLog.key || Self.members($0.value) == nil }
      .map { ($0.key, "\($0.value)") }.sorted { $0.0 < $1.0 }
  }

  /// In pieces that a pipe takes whole, so that lines of several threads stay whole.
  private static func put(_ lines: [UInt8]) {
    lines.withUnsafeBytes { bytes in
      var rest = bytes
      while !rest.isEmpty {
        let end = endOfPiece(rest)
        put(UnsafeRawBufferPointer(rebasing: rest[..<end]))
        rest = UnsafeRawBufferPointer(rebasing: rest[end...])
      }
    }
  }

  /// Where the last line ends that is no longer than a pipe takes, or else the first.
  private static func endOfPiece(_ lines: UnsafeRawBufferPointer) -> Int {
    let limit = Int(PIPE_BUF)
    guard lines.count > limit else { return lines.count }
    let newline = UInt8(ascii: "\n")
    let last = lines[..<limit].lastIndex(of: newline) ?? lines[limit...].firstIndex(of: newline)
    return last.map { $0 + 1 } ?? lines.count
  }

  private static func put(_ piece: UnsafeRawBufferPointer) {
    var rest = piece
    while !rest.isEmpty {
      let written = write(STDERR_FILENO, rest.baseAddress, rest.count)
      guard written > 0 || errno == EINTR else { return }
      rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(max(0, written)))
    }
  }
}

extension LogFormat {
  var style: LogLines.Style {
    switch self {
    case .text: .text
    case .json: .json
    }
  }
}

extension RequestLine.Member {
  var json: JSONValue {
    switch value {
    case .text(let text): .string(text)
    case .number(let number): .number(String(number))
    case .nanoseconds(let nanoseconds): .number(nanoseconds.milliseconds)
    }
  }
}
