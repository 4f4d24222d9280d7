import GraphContract
import JSON

/// A walk through a JSON text that notes where secrets stand, and leaves all else as it was sent.
///
/// It takes a beginning of a text too. It is as strict as RFC 8259, since what is read in another way here than elsewhere
/// could hide a secret; only that a name occurs twice is nothing to it.
struct JSONMask {
  private let bytes: [UInt8]
  private let names: SecretNames
  private let told: ToldSecrets
  private var position = 0
  private var depth = 0
  private var finds: [Find] = []
  /// The values of those that are members.
  private var values: [Range<Int>] = []
  /// The values of those that are within texts.
  private var innerValues: [JSONValue] = []

  /// A secret, and what stands in its place.
  private struct Find {
    let range: Range<Int>
    let text: [UInt8]
  }

  /// Why the walk goes no further.
  private enum Stop: Error {
    /// The text ends before its value does.
    case end
    case malformed
  }

  private init(_ bytes: [UInt8], _ names: SecretNames, _ told: ToldSecrets = ToldSecrets()) {
    (self.bytes, self.names, self.told) = (bytes, names, told)
  }

  static func masked(
    _ text: [UInt8], isCut: Bool, _ names: SecretNames, _ told: ToldSecrets
  ) throws(BodyMask.Unreadable) -> [UInt8] {
    var mask = JSONMask(text, names, told)
    do { try mask.document() } catch {
      guard error == .end, isCut else {
        throw BodyMask.Unreadable(reason: "it is no JSON from byte \(mask.position) on")
      }
    }
    let kept = isCut ? text.wholeCharacters : text[...]
    guard String(validating: kept, as: UTF8.self) != nil else {
      throw BodyMask.Unreadable(reason: "it is no UTF-8")
    }
    return mask.result
  }

  /// The values of secrets in a whole text, as far as it can be read.
  static func values(in text: [UInt8], _ names: SecretNames) -> [JSONValue] {
    var mask = JSONMask(text, names)
    try? mask.document()
    return mask.allValues
  }

  private var allValues: [JSONValue] {
    values.compactMap { try? JSONValue.parse(Array(bytes[$0])) } + innerValues
  }

  private var result: [UInt8] {
    guard !finds.isEmpty else { return bytes }
    var result: [UInt8] = []
    var end = 0
    for find in finds {
      result += bytes[end..<find.range.lowerBound]
      result += find.text
      end = find.range.upperBound
    }
    return result + bytes[end...]
  }
}

// MARK: Values

extension JSONMask {
  private mutating func document() throws(Stop) {
    // A byte order mark is not JSON, but editors write it.
    if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
    skipBlanks()
    try value(SecretNames.Place())
    skipBlanks()
    if position < bytes.count { throw .malformed }
  }

  private mutating func value(_ place: SecretNames.Place) throws(Stop) {
    switch try current() {
    case UInt8(ascii: "{"): try members(place)
    case UInt8(ascii: "["): try elements(place)
    case _ where place.isHolder: try secret()
    case UInt8(ascii: "\""): try text()
    default: try literal()
    }
  }

  private mutating func members(_ place: SecretNames.Place) throws(Stop) {
    try nested(until: UInt8(ascii: "}")) { mask throws(Stop) in
      let name = try mask.name()
      mask.skipBlanks()
      try mask.take(UInt8(ascii: ":"))
      mask.skipBlanks()
      if try mask.names.isSecret(name, in: place, isText: mask.current() == UInt8(ascii: "\"")) {
        try mask.secret()
      } else {
        try mask.value(mask.names.place(within: name, in: place))
      }
    }
  }

  private mutating func elements(_ place: SecretNames.Place) throws(Stop) {
    try nested(until: UInt8(ascii: "]")) { mask throws(Stop) in try mask.value(place) }
  }

  /// What stands between two brackets, with commas between its parts.
  private mutating func nested(
    until end: UInt8, _ part: (inout JSONMask) throws(Stop) -> Void
  ) throws(Stop) {
    depth += 1
    if depth > JSONValue.surroundedDepthLimit { throw .malformed }
    position += 1
    skipBlanks()
    var isFirst = true
    while try current() != end {
      if !isFirst {
        try take(UInt8(ascii: ","))
        skipBlanks()
      }
      isFirst = false
      try part(&self)
      skipBlanks()
    }
    position += 1
    depth -= 1
  }

  private mutating func name() throws(Stop) -> String {
    guard try current() == UInt8(ascii: "\"") else { throw .malformed }
    let name = try string()
    return try decoded(name).lowercased()
  }

  private mutating func literal() throws(Stop) {
    let start = position
    while position < bytes.count, !Self.endsLiteral(bytes[position]) { position += 1 }
    guard position < bytes.count || depth == 0 else { throw .end }
    guard (try? JSONValue.parse(Array(bytes[start..<position]))) != nil else {
      position = start
      throw .malformed
    }
  }

  private static func endsLiteral(_ byte: UInt8) -> Bool { isBlank(byte) || ",]}:".utf8.contains(byte) }
}

// MARK: Secrets

extension JSONMask {
  private static let mark = Array(SecretMask.mark.utf8)

  /// The value of a secret: of a string what is in its quotes. What is empty, null or a truth value is none.
  private mutating func secret() throws(Stop) {
    let (start, before) = (position, finds.count)
    let isString = try current() == UInt8(ascii: "\"")
    var stop: Stop?
    do { try value(SecretNames.Place()) } catch { stop = error }
    // Nothing in it needs a mark of its own.
    finds.removeSubrange(before...)
    let isWhole = stop == nil
    let range = isString ? (start + 1)..<(isWhole ? position - 1 : position) : start..<position
    if !range.isEmpty, !Self.plain.contains(Array(bytes[range])) {
      finds.append(Find(range: range, text: Self.mark))
    }
    if let stop { throw stop }
    values.append(start..<position)
  }

  private static let plain = ["null", "true", "false"].map { Array($0.utf8) }

  /// A string may be a URL with credentials among its options, or a text of JSON with secrets of its own.
  private mutating func text() throws(Stop) {
    let start = position + 1
    var stop: Stop?
    do { _ = try string() } catch { stop = error }
    if stop == .malformed { throw .malformed }
    let range = start..<(stop == nil ? position - 1 : position)
    if let text = replacement(for: try decoded(range, isCut: stop != nil), isCut: stop != nil) {
      finds.append(Find(range: range, text: text))
    }
    if let stop { throw stop }
  }

  /// nil for a text without secrets.
  private mutating func replacement(for text: String, isCut: Bool) -> [UInt8]? {
    if text.utf8.first.map("{[".utf8.contains) == true {
      var inner = JSONMask(Array(text.utf8), names, told)
      inner.depth = depth
      // Where it stops it is no JSON, or was cut.
      try? inner.document()
      guard !inner.finds.isEmpty else { return nil }
      innerValues += inner.allValues
      return Self.mark
    }
    let kept = SecretMask.kept(text)
    if kept != text { innerValues += SecretMask.secrets(in: text).map(JSONValue.string) }
    let masked = told.hidden(in: kept, isCut: isCut)
    return masked == text ? nil : Array(JSONValue.string(masked).bytes.dropFirst().dropLast())
  }
}

// MARK: Bytes

extension JSONMask {
  private func current() throws(Stop) -> UInt8 {
    guard position < bytes.count else { throw .end }
    return bytes[position]
  }

  private mutating func take(_ byte: UInt8) throws(Stop) {
    guard try current() == byte else { throw .malformed }
    position += 1
  }

  private mutating func skipBlanks() {
    while position < bytes.count, Self.isBlank(bytes[position]) { position += 1 }
  }

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x09 || byte == 0x0A || byte == 0x0D
  }

  /// Goes past a string.
  ///
  /// - Returns: where that stands which is in its quotes.
  private mutating func string() throws(Stop) -> Range<Int> {
    position += 1
    let start = position
    while try current() != UInt8(ascii: "\"") {
      if bytes[position] < 0x20 { throw .malformed }
      position = min(position + (bytes[position] == UInt8(ascii: "\\") ? 2 : 1), bytes.count)
    }
    position += 1
    return start..<(position - 1)
  }

  /// - Parameter isCut: an escape at its end may be half of one.
  private func decoded(_ range: Range<Int>, isCut: Bool = false) throws(Stop) -> String {
    let text = bytes[range]
    guard text.contains(UInt8(ascii: "\\")) else { return String(decoding: text, as: UTF8.self) }
    for missing in 0...(isCut ? min(Self.longestEscape, text.count) : 0) {
      let quoted = [UInt8(ascii: "\"")] + text.dropLast(missing) + [UInt8(ascii: "\"")]
      if let text = try? JSONValue.parse(quoted).stringValue { return text }
    }
    throw .malformed
  }

  /// `\uD83D\uDE00`
  private static let longestEscape = 12
}

extension [UInt8] {
  /// Without the first bytes of a character at the end.
  fileprivate var wholeCharacters: ArraySlice<UInt8> {
    let start = suffix(3).lastIndex { $0 >= 0xC0 } ?? endIndex
    return String(validating: self[start...], as: UTF8.self) == nil ? self[..<start] : self[...]
  }
}
