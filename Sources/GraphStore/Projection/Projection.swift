package import EntityModel
package import JSON

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
  /// Which of them conditions read by a view: written out where a condition names it, a long expression soon nests
  /// deeper than SQLite reads.
  private var viewed: Set<String> = []

  /// Finds those that no rule has to register.
  private var others: (@Sendable (_ name: String) -> Expression?)?

  package init(_ expressions: [String: Expression] = [:]) { self.expressions = expressions }

  /// The one that a model means by `Derived`, `StandIn` or `Visible`; nil: there is none.
  package subscript(name: String) -> Expression? {
    expressions[name] ?? others?(name)
  }

  /// The same with those that are found by their names.
  func completed(by others: @escaping @Sendable (_ name: String) -> Expression?) -> DerivedExpressions {
    var all = self
    all.others = others
    return all
  }

  package var names: Set<String> { Set(expressions.keys) }

  package mutating func merge(_ other: DerivedExpressions) {
    expressions.merge(other.expressions) { _, new in new }
    viewed.formUnion(other.viewed)
  }

  /// The same expressions, by views in conditions.
  package var throughViews: DerivedExpressions {
    var all = self
    all.viewed = names
    return all
  }

  /// The views, of `key` and `value`, over the rows of a table.
  package func views(over table: String) -> [StoreView] {
    viewed.sorted().compactMap { name in
      expressions[name].map {
        StoreView(name, "SELECT t.key AS key, \($0("t")) AS value FROM \(quoted(table)) t")
      }
    }
  }

  /// What stands for the value in a condition: `(SELECT value FROM "user.assignedLicenses" WHERE key = t.key)`.
  func inCondition(_ name: String) -> Expression? {
    guard viewed.contains(name) else { return self[name] }
    return { alias in "(SELECT value FROM \(quoted(name)) WHERE key = \(alias).key)" }
  }
}

extension Projection {
  /// Appends the representation of an object that has no row yet: its defaults, without the opening brace.
  package func append(defaultsOf type: StructuredType, id: String, to bytes: inout [UInt8]) {
    guard let projection = types[type.storedName] else { return bytes.append(UInt8(ascii: "}")) }
    let texts = [Array(type.storedName.utf8), Array(id.utf8), Self.defaults(of: type).bytes]
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

extension Projection {
  /// The properties that an object without a row has, as the store would hold them.
  package static func defaults(of type: StructuredType) -> JSONValue {
    .object(
      JSONObject(
        type.properties.compactMap { property in
          property.defaultValue.map { JSONObject.Member(name: property.storedName, value: $0) }
        }))
  }

  /// The same with what the place of the object gives it.
  ///
  /// - Parameter model: the store's own.
  package static func defaults(
    of type: StructuredType, _ initial: JSONObject, _ model: EntityModel
  ) -> JSONValue {
    let whole = WholeValue(model: model)
    let members = type.properties.compactMap { property in
      (initial[property.name].map { whole.value($0, as: property.type) } ?? property.defaultValue).map {
        JSONObject.Member(name: property.storedName, value: $0)
      }
    }
    return .object(JSONObject(members))
  }
}

/// A row that is in no table.
private struct ConstantFields: RowFields {
  let fields: [UnsafeRawBufferPointer]

  func text(_ index: Int) -> UnsafeRawBufferPointer? { index < fields.count ? fields[index] : nil }
}
