package import EntityModel
import JSON

/// What is returned of the rows of one place: the columns to select, and for each type that a row can have how
/// its representation is written.
package final class Projection: Sendable {
  /// Distinguishes projections in statements that nest them.
  package let identifier: Int
  /// SQL expressions after the fixed columns; each yields JSON text or NULL.
  package let extras: [String]
  /// By the text in the `type` column.
  let types: [String: TypeProjection]
  /// Projections that the extras use through the function `render`.
  package let nested: [Projection]
  /// The only type, when there is but one: saves the look-up.
  private let single: TypeProjection?

  init(identifier: Int, extras: [String], types: [String: TypeProjection], nested: [Projection]) {
    self.identifier = identifier
    self.extras = extras
    self.types = types
    self.nested = nested
    single = types.count == 1 ? types.first?.value : nil
  }

  /// Appends the representation of a row, without its opening brace; false when this version knows no such type.
  func appendMembers(of row: some RowFields, to bytes: inout [UInt8]) -> Bool {
    guard let type = single ?? type(of: row) else { return false }
    type.appendMembers(of: row, to: &bytes)
    return true
  }

  private func type(of row: some RowFields) -> TypeProjection? {
    row.text(TypeProjection.Field.type).flatMap { types[String(decoding: $0, as: UTF8.self)] }
  }
}

/// SQL for the values that are computed on read, by the name that `Emulator.V1.Derived` gives.
package struct DerivedExpressions: Sendable {
  /// From a table alias to an expression that yields JSON text.
  package typealias Expression = @Sendable (_ alias: String) -> String

  private var expressions: [String: Expression] = [:]

  package init(_ expressions: [String: Expression] = [:]) { self.expressions = expressions }

  package subscript(name: String) -> Expression? { expressions[name] }

  package mutating func merge(_ other: DerivedExpressions) {
    expressions.merge(other.expressions) { _, new in new }
  }
}

/// What `$select` asks for.
package enum Selection: Sendable, Equatable {
  /// The default properties of each type.
  case defaults
  /// These names, in lower case; `*` stands for every default property.
  case names([String])

  package func includes(_ property: Property) -> Bool {
    switch self {
    case .defaults: !property.isSelectOnly
    case .names(let names):
      names.contains(property.name.lowercased()) || (names.contains("*") && !property.isSelectOnly)
    }
  }
}

/// An expanded navigation property: the member's name and the SQL that yields its JSON text.
package struct ExpansionColumn: Sendable {
  /// Path of the member: `["assignedTo"]`, `["cloudLicensing", "assignments"]`.
  package let path: [String]
  package let sql: String
  /// What stands there for rows of another type: nothing; for a null: `null`.
  package let nested: [Projection]
  package let absent: String

  package init(path: [String], sql: String, nested: [Projection], absent: String) {
    self.path = path
    self.sql = sql
    self.nested = nested
    self.absent = absent
  }
}

extension Projection {
  /// Appends the representation of an object that has no row yet: its defaults, without the opening brace.
  package func append(defaultsOf type: StructuredType, id: String, to bytes: inout [UInt8]) {
    guard let projection = types[type.storedName] else { return bytes.append(UInt8(ascii: "}")) }
    let properties = type.properties.compactMap { property in
      property.defaultValue.map { JSONObject.Member(name: property.storedName, value: $0) }
    }
    let texts = [Array(type.storedName.utf8), Array(id.utf8), JSONValue.object(JSONObject(properties)).bytes]
    texts[0].withUnsafeBytes { typeText in
      texts[1].withUnsafeBytes { idText in
        texts[2].withUnsafeBytes { propertiesText in
          projection.appendMembers(
            of: ConstantFields(fields: [typeText, idText, propertiesText]), to: &bytes)
        }
      }
    }
  }
}

/// A row that is in no table.
private struct ConstantFields: RowFields {
  let fields: [UnsafeRawBufferPointer]

  func text(_ index: Int) -> UnsafeRawBufferPointer? { index < fields.count ? fields[index] : nil }
}
