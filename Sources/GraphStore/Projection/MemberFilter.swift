import EntityModel
import JSON

/// Copies a part of a complex value: `$select=employeeOrgData/costCenter`. Nothing is decoded.
struct MemberFilter: Sendable {
  /// What is kept of a value of one type.
  private struct Kept: Sendable {
    let name: [UInt8]
    /// What is kept of the member's own value; nil: the whole.
    let inner: [MemberFilter]
  }

  /// By the type that a value's annotation names.
  private let annotated: [String: [Kept]]
  /// Of a value that names no type.
  private let declared: [Kept]

  /// - Parameter members: what is selected of values of the type and of those below it.
  init(_ members: [SelectedMember], of type: StructuredType, model: EntityModel) {
    var annotated: [String: [Kept]] = [:]
    for derived in model.family(of: type) {
      annotated["#" + derived.name] = Self.kept(members, of: derived, model: model)
    }
    self.annotated = annotated
    declared = annotated["#" + type.name] ?? []
  }

  private static func kept(
    _ members: [SelectedMember], of type: StructuredType, model: EntityModel
  ) -> [Kept] {
    type.properties.compactMap { property in
      let name = Array(property.name.utf8)
      switch members.share(of: property, in: type) {
      case .nothing: return nil
      case .whole: return Kept(name: name, inner: [])
      case .part(let inner):
        guard case .structured(let complex) = property.type.element, let complex = model.type(complex) else {
          return Kept(name: name, inner: [])
        }
        return Kept(name: name, inner: [MemberFilter(inner, of: complex, model: model)])
      }
    }
  }
}

extension MemberFilter {
  /// In bytes.
  var memory: Int {
    HeapSize.dictionary(annotated) + annotated.values.reduce(0) { $0 + Self.memory($1) }
  }

  private static func memory(_ kept: [Kept]) -> Int {
    HeapSize.array(kept) { HeapSize.array($0.name) + HeapSize.array($0.inner, \.memory) }
  }
}

extension MemberFilter {
  /// Appends what is kept of a value: an object, an array of objects, or null.
  func append(_ value: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    switch value.first {
    case UInt8(ascii: "{"): appendObject(value, to: &bytes)
    case UInt8(ascii: "["): appendArray(value, to: &bytes)
    default: bytes.append(contentsOf: value)
    }
  }

  private func appendArray(_ value: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    bytes.append(UInt8(ascii: "["))
    var elements = JSONElements(value)
    var isFirst = true
    while let element = elements.next() {
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      append(element, to: &bytes)
    }
    bytes.append(UInt8(ascii: "]"))
  }

  private func appendObject(_ value: UnsafeRawBufferPointer, to bytes: inout [UInt8]) {
    let kept = kept(of: value)
    bytes.append(UInt8(ascii: "{"))
    var members = JSONMembers(value)
    var isFirst = true
    while let (name, member) = members.next() {
      let found = kept.first { $0.name.count == name.count && name.elementsEqual($0.name) }
      guard found != nil || name.first == UInt8(ascii: "@") else { continue }
      if !isFirst { bytes.append(UInt8(ascii: ",")) }
      isFirst = false
      bytes.append(UInt8(ascii: "\""))
      bytes.append(contentsOf: name)
      bytes.append(literal: "\":")
      if let inner = found?.inner.first {
        inner.append(member, to: &bytes)
      } else {
        bytes.append(contentsOf: member)
      }
    }
    bytes.append(UInt8(ascii: "}"))
  }

  private func kept(of value: UnsafeRawBufferPointer) -> [Kept] {
    var members = JSONMembers(value)
    while let (name, type) = members.next() {
      guard name.elementsEqual(Self.annotation) else { continue }
      return annotated[String(decoding: type.dropFirst().dropLast(), as: UTF8.self)] ?? []
    }
    return declared
  }

  private static let annotation = Array("@odata.type".utf8)
}
