/// Reads plain XML, as documents of CSDL are written, straight into a table, ten times as fast as the system's parser.
///
/// It takes what is well-formed beyond doubt, and nothing else: what it does not take, the parser reads, and says what is
/// wrong with it.
struct CSDLScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private var position = 0
  private var line = 1
  private let isNamed: Bool
  private var writer: CSDLTableWriter
  private var open: [Open] = []
  /// Of namespaces, up to here.
  private var prefixes: Set<[UInt8]> = [Array("xml".utf8)]
  private var isPastRoot = false
  private var isASCII = true

  /// An element that has begun and not ended.
  private struct Open {
    /// With its prefix.
    let name: Range<Int>
    /// nil where texts say nothing.
    var text: [UInt8]?
    var isEmpty = true
  }

  /// - Returns: nil for what the parser has to look at.
  static func table(of document: [UInt8], named name: String?) -> CSDLTable? {
    document.withUnsafeBufferPointer { bytes in
      var scanner = CSDLScanner(bytes, isNamed: name != nil)
      guard scanner.scan() else { return nil }
      return scanner.writer.table(named: name)
    }
  }

  private init(_ bytes: UnsafeBufferPointer<UInt8>, isNamed: Bool) {
    (self.bytes, self.isNamed) = (bytes, isNamed)
    writer = CSDLTableWriter(capacity: bytes.count)
  }

  private mutating func scan() -> Bool {
    if starts("\u{FEFF}") { position += 3 }
    guard passDeclaration() else { return false }
    while position < bytes.count {
      let isGood = bytes[position] == UInt8(ascii: "<") ? passMarkup() : passText()
      guard isGood else { return false }
    }
    return isPastRoot && (isASCII || String(validating: bytes, as: UTF8.self) != nil)
  }

  /// `<?xml version="1.0" encoding="utf-8"?>`
  private mutating func passDeclaration() -> Bool {
    guard starts("<?xml ") else { return true }
    guard let end = find("?>") else { return false }
    let text = String(decoding: bytes[position..<end], as: UTF8.self).lowercased()
    guard !text.contains("encoding") || text.contains("\"utf-8\"") || text.contains("'utf-8'") else {
      return false
    }
    pass(to: end + 2)
    return true
  }

  private mutating func passMarkup() -> Bool {
    guard position + 1 < bytes.count else { return false }
    switch bytes[position + 1] {
    case UInt8(ascii: "/"): return passEnd()
    case UInt8(ascii: "!"): return passComment()
    default: return passStart()
    }
  }

  private mutating func passComment() -> Bool {
    guard starts("<!--") else { return false }
    let start = position
    position += 4
    guard let end = find("--"), end + 2 < bytes.count, bytes[end + 2] == UInt8(ascii: ">") else {
      return false
    }
    position = start
    pass(to: end + 3)
    return true
  }

  // MARK: Texts

  /// Outside the root there are blanks alone.
  private mutating func passText() -> Bool {
    let start = position
    while position < bytes.count, bytes[position] != UInt8(ascii: "<") {
      guard isText(bytes[position]) else { return false }
      position += 1
    }
    let text = start..<position
    guard !open.isEmpty else { return bytes[text].allSatisfy(Self.isBlank) }
    guard open[open.count - 1].text != nil || hasReferences(text) else { return true }
    guard let value = resolved(text) else { return false }
    open[open.count - 1].text?.append(contentsOf: value)
    return true
  }

  /// Counts lines as well. What only the parser reads: control characters, carriage returns where texts count, `]]>`.
  private mutating func isText(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "\n"): line += 1
    case UInt8(ascii: "]"): return false
    case UInt8(ascii: "\r"): return open.last?.text == nil
    case 0x80...: isASCII = false
    case UInt8(ascii: "\t"), UInt8(ascii: " ")...: break
    default: return false
    }
    return true
  }

  private func hasReferences(_ text: Range<Int>) -> Bool { bytes[text].contains(UInt8(ascii: "&")) }

  /// `&lt;` as `<`; nil where there is a reference that is none, or one to an entity of the document.
  ///
  /// - Parameter isAttribute: each blank is a space.
  private func resolved(_ text: Range<Int>, isAttribute: Bool = false) -> [UInt8]? {
    var result: [UInt8] = []
    var index = text.lowerBound
    while index < text.upperBound {
      guard bytes[index] == UInt8(ascii: "&") else {
        let isBlank = isAttribute && Self.isBlank(bytes[index])
        result.append(isBlank ? UInt8(ascii: " ") : bytes[index])
        index += 1
        continue
      }
      guard let end = bytes[index..<text.upperBound].firstIndex(of: UInt8(ascii: ";")),
        let character = Self.character(String(decoding: bytes[index + 1..<end], as: UTF8.self))
      else { return nil }
      result += Array(String(character).utf8)
      index = end + 1
    }
    return result
  }

  /// What is called `lt`, `#60` or `#x3C`.
  private static func character(_ name: String) -> Unicode.Scalar? {
    if let character = characters[name] { return character }
    let digits = name.dropFirst(name.hasPrefix("#x") ? 2 : 1)
    guard name.hasPrefix("#"), digits.utf8.allSatisfy({ UInt8(ascii: "+") != $0 && UInt8(ascii: "-") != $0 }),
      let number = UInt32(digits, radix: name.hasPrefix("#x") ? 16 : 10),
      number >= 0x20 || [0x9, 0xA, 0xD].contains(number), number != 0xFFFE, number != 0xFFFF
    else { return nil }
    return Unicode.Scalar(number)
  }

  private static let characters: [String: Unicode.Scalar] = [
    "amp": "&", "lt": "<", "gt": ">", "quot": "\"", "apos": "'",
  ]

  // MARK: Elements

  private mutating func passStart() -> Bool {
    position += 1
    guard !isPastRoot, let name = passName() else { return false }
    let start = local(name)
    let element = writer.count
    writer.begin(UnsafeBufferPointer(rebasing: bytes[start..<name.upperBound]), line: 0)
    var prefixed = hasPrefix(name) ? [name] : []
    while true {
      let hasBlanks = passBlanks()
      guard position < bytes.count else { return false }
      if bytes[position] == UInt8(ascii: ">") || starts("/>") { break }
      guard hasBlanks, let attribute = passAttribute() else { return false }
      if hasPrefix(attribute) { prefixed.append(attribute) }
    }
    guard prefixed.allSatisfy(isDeclared) else { return false }
    if isNamed { writer.setLine(line, of: element) }
    if let last = open.indices.last { open[last].isEmpty = false }
    return passStartEnd(name)
  }

  private mutating func passStartEnd(_ name: Range<Int>) -> Bool {
    guard bytes[position] == UInt8(ascii: "/") else {
      position += 1
      let isText = name.count >= 4 && starts("Path", at: name.upperBound - 4)
      open.append(Open(name: name, text: isText ? [] : nil))
      return true
    }
    position += 2
    writer.end()
    isPastRoot = open.isEmpty
    return true
  }

  private mutating func passEnd() -> Bool {
    position += 2
    guard let name = passName(), let last = open.popLast(), bytes[name].elementsEqual(bytes[last.name]) else {
      return false
    }
    _ = passBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: ">") else { return false }
    position += 1
    if let text = last.text, !text.isEmpty {
      guard last.isEmpty else { return false }
      text.withUnsafeBufferPointer { writer.addText($0) }
    }
    writer.end()
    isPastRoot = open.isEmpty
    return true
  }

  // MARK: Attributes

  /// - Returns: its name.
  private mutating func passAttribute() -> Range<Int>? {
    guard let name = passName() else { return nil }
    _ = passBlanks()
    guard position < bytes.count, bytes[position] == UInt8(ascii: "=") else { return nil }
    position += 1
    _ = passBlanks()
    let key = UnsafeBufferPointer(rebasing: bytes[name])
    guard let value = passValue() else { return nil }
    if starts("xmlns:", at: name.lowerBound) {
      prefixes.insert(Array(bytes[(name.lowerBound + 6)..<name.upperBound]))
    }
    guard bytes[value].contains(where: { $0 == UInt8(ascii: "&") || $0 < UInt8(ascii: " ") }) else {
      return writer.add(key, UnsafeBufferPointer(rebasing: bytes[value])) ? name : nil
    }
    guard let text = resolved(value, isAttribute: true) else { return nil }
    return text.withUnsafeBufferPointer { writer.add(key, $0) } ? name : nil
  }

  private mutating func passValue() -> Range<Int>? {
    guard position < bytes.count else { return nil }
    let quote = bytes[position]
    guard quote == UInt8(ascii: "\"") || quote == UInt8(ascii: "'") else { return nil }
    position += 1
    let start = position
    while position < bytes.count, bytes[position] != quote {
      let byte = bytes[position]
      guard byte >= UInt8(ascii: " ") || Self.isBlank(byte), byte != UInt8(ascii: "\r"),
        byte != UInt8(ascii: "<")
      else { return nil }
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte >= 0x80 { isASCII = false }
      position += 1
    }
    guard position < bytes.count else { return nil }
    position += 1
    return start..<(position - 1)
  }

  // MARK: Names

  /// Of letters that every document of CSDL is written with.
  private mutating func passName() -> Range<Int>? {
    let start = position
    while position < bytes.count, Self.isNameByte(bytes[position]) { position += 1 }
    guard start < position, Self.isLetter(bytes[start]) else { return nil }
    return start..<position
  }

  /// Where the name begins after its prefix.
  private func local(_ name: Range<Int>) -> Int {
    bytes[name].lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? name.lowerBound
  }

  private func hasPrefix(_ name: Range<Int>) -> Bool { bytes[name].contains(UInt8(ascii: ":")) }

  private func isDeclared(_ name: Range<Int>) -> Bool {
    guard let colon = bytes[name].firstIndex(of: UInt8(ascii: ":")) else { return true }
    let isWhole = colon > name.lowerBound && colon + 1 == local(name) && colon + 1 < name.upperBound
    return isWhole
      && (starts("xmlns:", at: name.lowerBound) || prefixes.contains(Array(bytes[name.lowerBound..<colon])))
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "_"): true
    default: false
    }
  }

  private static func isNameByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: ":"): true
    default: isLetter(byte)
    }
  }

  // MARK: Bytes

  private static func isBlank(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: " ") || (UInt8(ascii: "\t")...UInt8(ascii: "\n")).contains(byte)
      || byte == UInt8(ascii: "\r")
  }

  /// - Returns: whether there was one.
  private mutating func passBlanks() -> Bool {
    let start = position
    while position < bytes.count, Self.isBlank(bytes[position]) {
      if bytes[position] == UInt8(ascii: "\n") { line += 1 }
      position += 1
    }
    return position > start
  }

  private mutating func pass(to end: Int) {
    for byte in bytes[position..<end] {
      if byte == UInt8(ascii: "\n") { line += 1 }
      if byte >= 0x80 { isASCII = false }
    }
    position = end
  }

  private func starts(_ text: StaticString) -> Bool { starts(text, at: position) }

  private func starts(_ text: StaticString, at index: Int) -> Bool {
    let count = text.utf8CodeUnitCount
    guard index + count <= bytes.count else { return false }
    return UnsafeBufferPointer(rebasing: bytes[index..<index + count])
      .isSame(UnsafeBufferPointer(start: text.utf8Start, count: count))
  }

  /// From here on.
  private func find(_ text: StaticString) -> Int? {
    (position..<bytes.count).first { starts(text, at: $0) }
  }
}
