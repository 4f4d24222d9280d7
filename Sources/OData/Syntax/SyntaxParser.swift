/// Reads one decoded text from left to right; each file `SyntaxParser+…` holds the functions of one part of the
/// grammar, and each of those leaves the index behind what it read.
struct SyntaxParser {
  let text: String
  let bytes: [UInt8]
  let limits: SyntaxLimits
  /// Numbers of the query's parameters in the text, by their bytes.
  let parameters: [Range<Int>: Int]
  /// The byte that is read next.
  var index = 0
  /// Variables of the lambdas around the index, innermost last.
  var variables: [String] = []
  /// Whether the index is in an item of `$select` or `$expand`, outside of any expression within.
  var readsTerms = false
  private var depth = 0
  private var nodes = 0
  /// For each byte the number of scalars before it; nil where every scalar is one byte.
  private let scalarOffsets: [Int]?

  init(_ text: String, limits: SyntaxLimits = SyntaxLimits(), parameters: [Range<Int>: Int] = [:]) {
    self.text = text
    self.limits = limits
    self.parameters = parameters
    bytes = Array(text.utf8)
    scalarOffsets = Self.offsets(of: bytes)
  }

  private static func offsets(of bytes: [UInt8]) -> [Int]? {
    guard bytes.contains(where: { $0 >= 0x80 }) else { return nil }
    var offsets: [Int] = []
    offsets.reserveCapacity(bytes.count + 1)
    var count = -1
    for byte in bytes {
      if byte & 0xC0 != 0x80 { count += 1 }
      offsets.append(count)
    }
    offsets.append(count + 1)
    return offsets
  }
}

// MARK: positions and failures

extension SyntaxParser {
  /// Where the byte stands, counted in scalars.
  func position(of index: Int) -> Int { scalarOffsets?[index] ?? index }

  var position: Int { position(of: index) }

  func failure(_ kind: SyntaxError.Kind, at index: Int) -> SyntaxError {
    SyntaxError(position: position(of: index), kind: kind, text: text)
  }

  func unexpected(_ expected: SyntaxError.Expectation...) -> SyntaxError {
    unexpected(expected, at: index)
  }

  func unexpected(_ expected: [SyntaxError.Expectation], at index: Int) -> SyntaxError {
    failure(readsTerms ? .invalidTerm(expected: expected) : .unexpected(expected: expected), at: index)
  }
}

// MARK: bounds

extension SyntaxParser {
  /// One level further in; the caller leaves again by `leave`.
  mutating func enter() throws(SyntaxError) {
    depth += 1
    guard depth <= limits.depth else { throw failure(.tooDeep(limit: limits.depth), at: index) }
  }

  mutating func leave() { depth -= 1 }

  mutating func countNode() throws(SyntaxError) {
    nodes += 1
    guard nodes <= limits.nodes else { throw failure(.tooManyNodes(limit: limits.nodes), at: index) }
  }

  func checkLength() throws(SyntaxError) {
    guard bytes.count <= limits.bytes else { throw failure(.tooLong(limit: limits.bytes), at: limits.bytes) }
  }
}

// MARK: bytes

extension SyntaxParser {
  var isAtEnd: Bool { index >= bytes.count }

  var byte: UInt8? { index < bytes.count ? bytes[index] : nil }

  func byte(ahead distance: Int) -> UInt8? {
    index + distance < bytes.count ? bytes[index + distance] : nil
  }

  /// Number of the query's parameter that begins at a byte and ends at the index.
  func parameter(from start: Int) -> Int? { parameters.isEmpty ? nil : parameters[start..<index] }

  func slice(from start: Int) -> String { String(decoding: bytes[start..<index], as: UTF8.self) }

  mutating func skipSpaces() {
    while let byte, byte == .space || byte == .tab { index += 1 }
  }

  /// Steps over the byte if it is the next.
  mutating func take(_ wanted: UInt8) -> Bool {
    guard byte == wanted else { return false }
    index += 1
    return true
  }

  mutating func expect(_ wanted: UInt8, _ name: SyntaxError.Expectation) throws(SyntaxError) {
    guard take(wanted) else { throw unexpected(name) }
  }

  mutating func expectEnd(or others: [SyntaxError.Expectation]) throws(SyntaxError) {
    skipSpaces()
    guard isAtEnd else { throw unexpected(others + [.end], at: index) }
  }
}
