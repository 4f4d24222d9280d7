package import JSON

/// The name of a member that an open type takes without declaring it.
package enum DynamicName: Sendable, Equatable {
  /// `extension_{appId without hyphens}_{name}`: a directory extension, a scalar or several.
  case directoryExtension
  /// `ext2dcql1vz_courses`, `contoso_courses`: a schema extension, a complex value.
  case schemaExtension
  /// Any value: nobody describes what such members are.
  case anything

  /// nil for a name that no extension can have.
  package init?(_ name: String) {
    guard name.utf8.allSatisfy(Self.isAllowed) else { return nil }
    let parts = name.split(separator: "_", omittingEmptySubsequences: false)
    guard parts.count > 1, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
    guard parts[0].lowercased() == "extension" else {
      self = .schemaExtension
      return
    }
    guard parts.count > 2, parts[1].count == 32, parts[1].allSatisfy(\.isHexDigit) else { return nil }
    self = .directoryExtension
  }

  /// Whether a member of a value that nobody describes can be called so: ids, with their hyphens, and addresses as
  /// keys, with `%` for what a name cannot have. Quotes around it make it a step of a path of SQLite.
  static func isFree(_ name: String) -> Bool {
    !name.isEmpty
      && name.unicodeScalars.allSatisfy {
        $0.value >= 0x20 && $0.value != 0x7F && !Self.reserved.contains($0)
      }
  }

  /// What annotations, names of types and texts of JSON consist of.
  private static let reserved: Set<Unicode.Scalar> = [".", ":", "@", "#", "\"", "\\"]

  /// Letters, digits and underscores: such a name needs no quotes in a path of SQLite, and can stand in an expression.
  package static func isAllowed(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"):
      true
    default: false
    }
  }

  /// Whether the member can have a value; null clears it.
  package func takes(_ value: JSONValue) -> Bool {
    switch (self, value) {
    case (_, .null), (.schemaExtension, .object), (.anything, _): true
    case (.directoryExtension, .bool), (.directoryExtension, .number), (.directoryExtension, .string): true
    case (.directoryExtension, .array(let elements)):
      elements.allSatisfy { $0.arrayValue == nil && $0.objectValue == nil && !$0.isNull }
    case (.directoryExtension, .object), (.schemaExtension, .bool), (.schemaExtension, .number),
      (.schemaExtension, .string), (.schemaExtension, .array):
      false
    }
  }
}

extension StructuredType {
  /// What a member is that an open type takes without declaring it; nil for a name that it does not take.
  ///
  /// A workload knows which names its entities take; those that no workload describes, and complex values, take any.
  package func dynamicName(_ name: String) -> DynamicName? {
    guard isOpen else { return nil }
    guard kind == .complex || traits.workload == nil else { return DynamicName(name) }
    return DynamicName.isFree(name) ? .anything : nil
  }

  /// Its objects show what they have undeclared without being asked for it.
  package var showsUndeclared: Bool { isOpen && kind == .entity && traits.workload == nil }
}

extension Property {
  /// A member that no type declares; its type is that of what it is compared with.
  ///
  /// - Parameters:
  ///   - name: for a member of a complex value with a dot: `contoso_courses.courseId`.
  ///   - type: what it is a member of.
  package static func dynamic(_ name: String, in type: StructuredType) -> Property {
    Property(
      name, TypeReference(.primitive(.untyped)), isNullable: true, maxLength: nil,
      traits: type.kind == .complex ? .dynamicOfValues : .dynamic, defaultValue: nil)
  }

  /// The same member where its values are looked at one by one.
  package var ofSeveralValues: Property {
    Property(
      name, TypeReference(type.element, isCollection: true), isNullable: isNullable, maxLength: maxLength,
      traits: traits, defaultValue: defaultValue)
  }
}
