/// Writes a table, element by element, in the order of the document.
struct CSDLTableWriter {
  private var elements: [CSDLTable.Element] = []
  private var attributes: [CSDLTable.Attribute] = []
  private var texts = TextPool()
  /// Elements that have begun.
  private var open: [Int] = []

  /// The name under which the text of an element is kept among its attributes: no attribute can be called so.
  static let text: StaticString = "#"

  /// Elements so far.
  var count: Int { elements.count }

  /// - Parameter capacity: about how many bytes the document has.
  init(capacity: Int) {
    elements.reserveCapacity(capacity / 80)
    attributes.reserveCapacity(capacity / 40)
  }

  mutating func begin(_ name: UnsafeBufferPointer<UInt8>, line: Int) {
    open.append(elements.count)
    elements.append(
      CSDLTable.Element(
        name: texts.number(of: name), end: 0, firstAttribute: UInt32(attributes.count), line: UInt32(line)))
  }

  /// Of the element that has begun last; before any that it holds.
  ///
  /// - Returns: false where it has one of that name already.
  @discardableResult mutating func add(
    _ name: UnsafeBufferPointer<UInt8>, _ value: UnsafeBufferPointer<UInt8>
  ) -> Bool {
    let name = texts.number(of: name)
    let first = Int(elements.last?.firstAttribute ?? 0)
    guard !attributes[first...].contains(where: { $0.name == name }) else { return false }
    attributes.append(CSDLTable.Attribute(name: name, value: texts.number(of: value)))
    return true
  }

  /// Of an element that holds nothing else.
  mutating func addText(_ text: UnsafeBufferPointer<UInt8>) {
    add(UnsafeBufferPointer(start: Self.text.utf8Start, count: Self.text.utf8CodeUnitCount), text)
  }

  mutating func setLine(_ line: Int, of element: Int) { elements[element].line = UInt32(line) }

  mutating func end() {
    if let last = open.popLast() { elements[last].end = UInt32(elements.count) }
  }

  /// - Parameter name: what messages call the document.
  /// - Returns: nil where nothing was written.
  consuming func table(named name: String?) -> CSDLTable? {
    let counts = CSDLTable.Header(
      elements: UInt32(elements.count), attributes: UInt32(attributes.count), texts: UInt32(texts.count))
    elements.append(
      CSDLTable.Element(name: 0, end: 0, firstAttribute: UInt32(attributes.count), line: 0))
    var bytes: [UInt8] = []
    withUnsafeBytes(of: counts) { bytes.append(contentsOf: $0) }
    elements.withUnsafeBytes { bytes.append(contentsOf: $0) }
    attributes.withUnsafeBytes { bytes.append(contentsOf: $0) }
    texts.write(to: &bytes)
    let copy = UnsafeMutableRawBufferPointer.allocate(byteCount: bytes.count, alignment: 16)
    copy.copyBytes(from: bytes)
    return CSDLTable(UnsafeRawBufferPointer(copy), named: name) { $0.deallocate() }
  }
}

extension CSDLTableWriter {
  /// Writes an element with all that it holds.
  mutating func write(_ element: CSDLElement) {
    begin(element.name, line: element.place?.line ?? 0)
    for (name, value) in element.attributes { add(name, value) }
    if !element.text.isEmpty { add("#", element.text) }
    for child in element.children { write(child) }
    end()
  }

  private mutating func begin(_ name: String, line: Int) {
    var name = name
    name.withUTF8 { begin($0, line: line) }
  }

  private mutating func add(_ name: String, _ value: String) {
    var (name, value) = (name, value)
    _ = name.withUTF8 { name in value.withUTF8 { add(name, $0) } }
  }
}
