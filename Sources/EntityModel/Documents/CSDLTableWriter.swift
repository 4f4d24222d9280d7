/// Writes a table, element by element, in the order of the document.
struct CSDLTableWriter {
  private var elements: [CSDLTable.Element] = []
  private var attributes: [CSDLTable.Attribute] = []
  private var texts = TextPool()

  /// The name under which the text of an element is kept among its attributes: no attribute can be called so.
  static let text: StaticString = "#"

  /// Writes an element with all that it holds.
  mutating func write(_ element: CSDLElement) {
    let number = elements.count
    elements.append(
      CSDLTable.Element(
        name: texts.number(of: element.name), end: 0, firstAttribute: UInt32(attributes.count),
        line: UInt32(element.place?.line ?? 0)))
    for (name, value) in element.attributes { add(name, value) }
    if !element.text.isEmpty { add("\(Self.text)", element.text) }
    for child in element.children { write(child) }
    elements[number].end = UInt32(elements.count)
  }

  private mutating func add(_ name: String, _ value: String) {
    attributes.append(CSDLTable.Attribute(name: texts.number(of: name), value: texts.number(of: value)))
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
