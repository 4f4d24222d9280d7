/// A CSDL document as a table of numbers over its texts: its elements in the order in which they begin, each with where
/// what it holds ends, and every text once.
///
/// It is the same in memory and in a file: a file is mapped and read where it lies. `@unchecked` since the bytes stand
/// behind a pointer, which the compiler cannot follow: nobody changes them.
package final class CSDLTable: @unchecked Sendable {
  /// What messages call the document; nil for one that is compiled in.
  let name: String?
  /// The whole of it.
  package let bytes: UnsafeRawBufferPointer
  private let release: (UnsafeRawBufferPointer) -> Void
  private let elements: UnsafePointer<Element>
  private let attributes: UnsafePointer<Attribute>
  private let ends: UnsafePointer<UInt32>
  private let texts: UnsafePointer<UInt8>
  private let counts: Header

  struct Header {
    /// Another one for another form of the table.
    var form: UInt32 = CSDLTable.form
    /// Of the documents' elements; one more stands at their end.
    var elements: UInt32 = 0
    var attributes: UInt32 = 0
    var texts: UInt32 = 0
  }

  struct Element {
    /// The text that is its name, without a prefix.
    var name: UInt32
    /// The first element after it and all that it holds.
    var end: UInt32
    /// Up to the first one of the next element.
    var firstAttribute: UInt32
    /// Where it begins; 0 for an element of a document that has no name.
    var line: UInt32
  }

  struct Attribute {
    var name: UInt32
    var value: UInt32
  }

  /// Changes with every change of the form.
  package static let form: UInt32 = 0x4353_0001

  /// - Parameters:
  ///   - bytes: as `CSDLTableWriter` has written them; they stay until `release` is called with them.
  ///   - name: what messages call the document.
  /// - Returns: nil for what is no such table, or not a whole one.
  package init?(
    _ bytes: UnsafeRawBufferPointer, named name: String? = nil,
    release: @escaping (UnsafeRawBufferPointer) -> Void
  ) {
    guard let start = bytes.baseAddress, let parts = Parts(bytes) else {
      release(bytes)
      return nil
    }
    self.name = name
    self.bytes = bytes
    self.release = release
    counts = parts.counts
    elements = (start + parts.elements).assumingMemoryBound(to: Element.self)
    attributes = (start + parts.attributes).assumingMemoryBound(to: Attribute.self)
    ends = (start + parts.ends).assumingMemoryBound(to: UInt32.self)
    texts = (start + parts.texts).assumingMemoryBound(to: UInt8.self)
  }

  deinit { release(bytes) }

  /// Where the parts begin.
  private struct Parts {
    let counts: Header
    let elements: Int
    let attributes: Int
    let ends: Int
    let texts: Int

    init?(_ bytes: UnsafeRawBufferPointer) {
      guard bytes.count >= MemoryLayout<Header>.size else { return nil }
      counts = bytes.loadUnaligned(as: Header.self)
      guard counts.form == CSDLTable.form, counts.elements > 0 else { return nil }
      elements = MemoryLayout<Header>.size
      attributes = elements + (Int(counts.elements) + 1) * MemoryLayout<Element>.size
      ends = attributes + Int(counts.attributes) * MemoryLayout<Attribute>.size
      texts = ends + Int(counts.texts) * MemoryLayout<UInt32>.size
      guard texts <= bytes.count, counts.texts > 0 else { return nil }
      let length = bytes.loadUnaligned(fromByteOffset: texts - 4, as: UInt32.self)
      guard texts + Int(length) == bytes.count else { return nil }
    }
  }
}

extension CSDLTable {
  package var root: CSDLNode { CSDLNode(self, 0) }

  var elementCount: Int { Int(counts.elements) }

  var textCount: Int { Int(counts.texts) }

  func element(_ number: Int) -> Element { elements[number] }

  /// Of an element.
  func attributes(of number: Int) -> UnsafeBufferPointer<Attribute> {
    let (first, end) = (elements[number].firstAttribute, elements[number + 1].firstAttribute)
    return UnsafeBufferPointer(start: attributes + Int(first), count: Int(end - first))
  }

  func utf8(_ text: UInt32) -> UnsafeBufferPointer<UInt8> {
    let start = text == 0 ? 0 : ends[Int(text) - 1]
    return UnsafeBufferPointer(start: texts + Int(start), count: Int(ends[Int(text)] - start))
  }

  func text(_ text: UInt32) -> String { String(decoding: utf8(text), as: UTF8.self) }
}
