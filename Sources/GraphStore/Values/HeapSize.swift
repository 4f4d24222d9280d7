/// What values take of the heap, in bytes, as its allocator gives memory out.
package enum HeapSize {
  /// An object with so many bytes of its own.
  package static func object(_ bytes: Int) -> Int { allocation(16 + bytes) }

  /// Short texts stand in their variable.
  package static func text(_ text: String) -> Int {
    let count = text.utf8.count
    return count > 15 ? allocation(32 + count + 1) : 0
  }

  /// The elements themselves, without what they refer to.
  package static func array<Element>(_ elements: [Element]) -> Int {
    elements.isEmpty ? 0 : allocation(32 + elements.count * MemoryLayout<Element>.stride)
  }

  package static func array<Element>(_ elements: [Element], _ inner: (Element) -> Int) -> Int {
    array(elements) + elements.reduce(0) { $0 + inner($1) }
  }

  /// Room for more elements than there are comes with it.
  package static func dictionary<Key, Value>(_ entries: [Key: Value]) -> Int {
    guard !entries.isEmpty else { return 0 }
    let stride = MemoryLayout<Key>.stride + MemoryLayout<Value>.stride
    return allocation(64 + entries.capacity * 4 / 3 * stride)
  }

  /// With what the allocator needs itself.
  private static func allocation(_ bytes: Int) -> Int { (bytes + 8 + 15) / 16 * 16 }
}
