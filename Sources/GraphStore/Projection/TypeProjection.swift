import EntityModel
import JSON

/// How a row of one type becomes the bytes of its representation.
///
/// The stored JSON text is walked once, its values are copied as they stand and put between constant bytes:
/// nothing is decoded.
package struct TypeProjection: Sendable {
  /// A member of the representation.
  struct Item: Sendable {
    enum Source: Sendable {
      case id
      /// Index into `slots`.
      case stored(Int)
      case camelCased(Int)
      /// A value that is not sent as it is stored.
      indirect case converted(Int, ValueConversion)
      /// Index into the extra columns of the statement; they hold JSON text.
      case extra(Int)
      indirect case convertedExtra(Int, ValueConversion)
      case constant([UInt8])
      /// Index of an extra column; where the row has no value there is no member.
      case dynamic(Int)
      /// With what stands in place of null.
      indirect case otherwise(Source, [UInt8])
      /// A part of a complex value.
      indirect case trimmed(Source, MemberFilter)
    }

    /// `,"displayName":`, the comma but for the first, as a part of the projection's names.
    let name: Range<Int>
    let source: Source
    /// What stands there when the row has no value.
    let absent: Absent
  }

  enum Absent: Sendable {
    case null
    case emptyCollection
  }

  /// A property name in the order in which the store writes them, and the slot its value goes to.
  struct StoredName: Sendable {
    let name: [UInt8]
    let slot: Int
  }

  /// `{` or `{"@odata.type":"#microsoft.graph.user",`
  let prefix: [UInt8]
  let items: [Item]
  /// The names of all items in one piece of memory, so that writing one touches no reference count.
  let names: [UInt8]
  /// In storage order, the wanted ones only.
  let storedNames: [StoredName]
  /// The longest property text that keeps `slots` on the stack is bounded by this.
  let slotCount: Int
  /// Names that the type declares, where its objects show what else they have; nil where they do not.
  var declaredNames: Set<String>?
}

extension TypeProjection {
  /// Fields of every row that a projection reads.
  enum Field {
    static let type = 0
    static let id = 1
    static let properties = 2
    static let position = 3
    static let firstExtra = 4
  }

  /// Appends the members of the representation and the closing brace, without the opening brace.
  @inline(__always)
  func appendMembers(of row: some RowFields, to bytes: inout [UInt8]) {
    withUnsafeTemporaryAllocation(of: UnsafeRawBufferPointer?.self, capacity: max(slotCount, 1)) { slots in
      slots.initialize(repeating: nil)
      if slotCount > 0, let properties = row.text(Field.properties) { fill(slots, from: properties) }
      bytes.append(contentsOf: prefix)
      names.withUnsafeBytes { names in
        // By index into the buffer: a copy of each item would count the references that it holds.
        items.withUnsafeBufferPointer { items in
          for index in items.indices {
            if case .dynamic(let extra) = items[index].source {
              appendDynamic(row.text(Field.firstExtra + extra), names, items[index].name, to: &bytes)
              continue
            }
            bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: names[items[index].name]))
            append(items[index], row, slots, to: &bytes)
          }
        }
      }
      // The comma after the annotation, where nothing followed.
      if case .dynamic? = items.last?.source, bytes.last == UInt8(ascii: ",") { bytes.removeLast() }
      if let declaredNames { appendUndeclared(beyond: declaredNames, of: row, to: &bytes) }
      bytes.append(UInt8(ascii: "}"))
    }
  }

  /// A member that only some rows have: the one before it may have been left out, so that its comma is not sure.
  @inline(never)
  private func appendDynamic(
    _ value: UnsafeRawBufferPointer?, _ names: UnsafeRawBufferPointer, _ range: Range<Int>,
    to bytes: inout [UInt8]
  ) {
    guard let value else { return }
    let hasComma = names[range.lowerBound] == UInt8(ascii: ",")
    let begins = bytes.last == UInt8(ascii: "{") || bytes.last == UInt8(ascii: ",")
    if !begins, !hasComma { bytes.append(UInt8(ascii: ",")) }
    let name = hasComma && begins ? range.dropFirst() : range[...]
    bytes.append(contentsOf: UnsafeRawBufferPointer(rebasing: names[name.startIndex..<name.endIndex]))
    bytes.append(contentsOf: value)
  }

  /// What a row of an open type has beyond what that declares, as it is stored.
  @inline(never)
  private func appendUndeclared(beyond names: Set<String>, of row: some RowFields, to bytes: inout [UInt8]) {
    guard let properties = row.text(Field.properties) else { return }
    var members = JSONMembers(properties)
    while let (name, value) = members.next() {
      guard name.first != UInt8(ascii: "@"), !names.contains(String(decoding: name, as: UTF8.self)) else {
        continue
      }
      if let last = bytes.last, last != UInt8(ascii: "{"), last != UInt8(ascii: ",") {
        bytes.append(UInt8(ascii: ","))
      }
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: name)
      bytes.append(literal: "\":")
      bytes.append(contentsOf: value)
    }
  }

  /// Both lists are in storage order, so that one pass over each finds all.
  @inline(__always)
  private func fill(
    _ slots: UnsafeMutableBufferPointer<UnsafeRawBufferPointer?>, from properties: UnsafeRawBufferPointer
  ) {
    var members = JSONMembers(properties)
    var next = 0
    while let (name, value) = members.next() {
      guard
        let index = storedNames[next...].firstIndex(where: {
          $0.name.count == name.count && same($0.name, name)
        })
      else { continue }
      slots[storedNames[index].slot] = value
      next = index + 1
      if next == storedNames.count { return }
    }
  }

  @inline(__always)
  private func same(_ name: [UInt8], _ bytes: UnsafeRawBufferPointer) -> Bool {
    name.withUnsafeBytes { $0.elementsEqual(bytes) }
  }

  @inline(__always)
  private func append(
    _ item: Item, _ row: some RowFields, _ slots: UnsafeMutableBufferPointer<UnsafeRawBufferPointer?>,
    to bytes: inout [UInt8]
  ) {
    switch item.source {
    case .id: appendQuoted(row.text(Field.id), to: &bytes)
    case .stored(let slot): bytes.append(slots[slot], else: item.absent)
    case .camelCased(let slot): appendCamelCased(slots[slot], absent: item.absent, to: &bytes)
    case .converted(let slot, let conversion):
      guard let text = slots[slot] else { return bytes.append(nil, else: item.absent) }
      conversion.append(text, to: &bytes)
    case .convertedExtra(let index, let conversion):
      guard let text = row.text(Field.firstExtra + index) else { return bytes.append(nil, else: item.absent) }
      conversion.append(text, to: &bytes)
    case .extra(let index): bytes.append(row.text(Field.firstExtra + index), else: item.absent)
    case .constant(let value): bytes.append(contentsOf: value)
    case .dynamic(let index): bytes.append(row.text(Field.firstExtra + index), else: item.absent)
    case .otherwise(let source, let value):
      append(
        Item(name: item.name, source: source, absent: item.absent), otherwise: value, row, slots, to: &bytes)
    case .trimmed(let source, let filter):
      append(
        trimmed: Item(name: item.name, source: source, absent: item.absent), filter, row, slots, to: &bytes)
    }
  }

  /// What the item is, or a value where that is null.
  @inline(never)
  private func append(
    _ item: Item, otherwise value: [UInt8], _ row: some RowFields,
    _ slots: UnsafeMutableBufferPointer<UnsafeRawBufferPointer?>, to bytes: inout [UInt8]
  ) {
    let start = bytes.count
    append(item, row, slots, to: &bytes)
    guard bytes[start...].elementsEqual("null".utf8) else { return }
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: value)
  }

  /// A part of what the item is without the filter.
  @inline(never)
  private func append(
    trimmed item: Item, _ filter: MemberFilter, _ row: some RowFields,
    _ slots: UnsafeMutableBufferPointer<UnsafeRawBufferPointer?>, to bytes: inout [UInt8]
  ) {
    var whole: [UInt8] = []
    append(item, row, slots, to: &whole)
    whole.withUnsafeBytes { filter.append($0, to: &bytes) }
  }

  /// A seed may give an id with characters that JSON escapes; hardly any has one.
  private func appendQuoted(_ text: UnsafeRawBufferPointer?, to bytes: inout [UInt8]) {
    guard let text else { return bytes.append(literal: "\"\"") }
    guard !text.contains(where: { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") || $0 < 0x20 }) else {
      return bytes.append(jsonString: String(decoding: text, as: UTF8.self))
    }
    bytes.append(UInt8(ascii: "\""))
    bytes.append(contentsOf: text)
    bytes.append(UInt8(ascii: "\""))
  }

  /// `"PendingApproval"` as `"pendingApproval"`.
  private func appendCamelCased(_ text: UnsafeRawBufferPointer?, absent: Absent, to bytes: inout [UInt8]) {
    let first = bytes.count + 1
    bytes.append(text, else: absent)
    if text != nil, first < bytes.count, (0x41...0x5A).contains(bytes[first]) { bytes[first] |= 0x20 }
  }
}

extension [UInt8] {
  @inline(__always)
  fileprivate mutating func append(_ text: UnsafeRawBufferPointer?, else absent: TypeProjection.Absent) {
    if let text { return append(contentsOf: text) }
    switch absent {
    case .null: append(literal: "null")
    case .emptyCollection: append(literal: "[]")
    }
  }
}
