import GraphContract
import GraphStore
import HTTPMessages

/// The answer with the bytes of a stream, whole or a range of them (RFC 9110, sections 13 and 14).
struct StreamAnswer {
  private let stream: StoredStream
  private let headers: RequestHeaders
  /// Of the object that has the bytes, beside their own.
  private let others: [String]

  init(_ stream: StoredStream, _ headers: RequestHeaders, others: [String] = []) {
    self.others = others
    self.stream = stream
    self.headers = headers
  }

  /// - Throws: `StreamFailure`
  func answer() throws -> Answer {
    if let known = try known() { return known }
    guard let range = try range() else { return media(stream.bytes, status: 200) }
    var answer = media(Array(stream.bytes[range]), status: 206)
    answer.mediaFields.append(
      HeaderField(
        "Content-Range", "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(stream.bytes.count)"))
    return answer
  }

  /// That the client has these bytes already; nil where it has not.
  ///
  /// - Throws: `StreamFailure.changed`
  func known() throws -> Answer? {
    let tags = EntityTags(headers)
    let all = [stream.tag] + others
    try tags.check(all)
    return all.contains(where: tags.isKnown) ? Answer(status: 304, mediaFields: [tagField]) : nil
  }

  private func media(_ bytes: [UInt8], status: Int) -> Answer {
    Answer(
      status: status, content: .media(bytes, type: stream.type),
      mediaFields: [tagField] + Self.fields)
  }

  /// What clients sent is no page of the emulator's own: a browser neither guesses what it is nor runs it.
  private static let fields = [
    HeaderField("Accept-Ranges", "bytes"), HeaderField("X-Content-Type-Options", "nosniff"),
    HeaderField("Content-Security-Policy", "sandbox"),
  ]

  private var tagField: HeaderField { HeaderField("ETag", "\"\(stream.tag)\"") }

  /// nil for the whole: also where the bytes are others than those that the client has a part of.
  private func range() throws -> Range<Int>? {
    guard let text = headers[name: "range"] else { return nil }
    if let known = headers[name: "if-range"], known != "\"\(stream.tag)\"" { return nil }
    guard let wanted = ByteRange(text) else { return nil }
    guard let range = wanted.range(of: stream.bytes.count) else {
      throw StreamFailure.rangeNotSatisfiable(size: stream.bytes.count)
    }
    return range
  }
}

/// Which bytes the field `Range` asks for.
enum ByteRange: Equatable {
  case from(Int, to: Int?)
  case last(Int)

  /// nil for what is not looked at: another unit, several ranges, or what is none.
  init?(_ text: String) {
    guard text.hasPrefix("bytes=") else { return nil }
    let ends = text.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
    guard ends.count == 2 else { return nil }
    let (first, last) = (Self.number(ends[0]), Self.number(ends[1]))
    switch (first, last) {
    case (let first?, let last?) where first <= last: self = .from(first, to: last)
    case (let first?, nil) where ends[1].isEmpty: self = .from(first, to: nil)
    case (nil, let last?) where ends[0].isEmpty: self = .last(last)
    default: return nil
    }
  }

  /// Digits alone: `Int` takes a sign too.
  private static func number(_ text: Substring) -> Int? {
    text.utf8.allSatisfy { (0x30...0x39).contains($0) } ? Int(text) : nil
  }

  /// What there is of them; nil where there is nothing.
  func range(of size: Int) -> Range<Int>? {
    switch self {
    case .from(let first, let last):
      guard first < size else { return nil }
      return first..<min(last.map { $0 < size ? $0 + 1 : size } ?? size, size)
    case .last(let count): return count > 0 && size > 0 ? max(size - count, 0)..<size : nil
    }
  }
}
