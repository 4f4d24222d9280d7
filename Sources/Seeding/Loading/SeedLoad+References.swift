import EntityModel
import GraphStore
import OData

extension SeedLoad {
  /// Keys by property, nil for a reference to clear; no result when something is not there yet.
  mutating func references(
    of object: SeedObject, isLast: Bool, depth: Int
  ) throws -> [String: Int64?]? {
    var keys: [String: Int64?] = [:]
    if case .referring(let column, let parent) = object.place { keys[column] = parent.object?.key }
    for reference in object.references where !reference.navigation.isCollection {
      let name = transaction.schema.column(of: reference.navigation, in: transaction.model)
      guard !reference.targets.isEmpty else {
        keys[name] = .some(nil)
        continue
      }
      guard let key = try key(of: reference, in: object, isLast: isLast, depth: depth) else { return nil }
      keys[name] = key
    }
    for inline in object.inline {
      guard case .referred(let column) = inline.place else { continue }
      guard try require(inline, for: object, isLast: isLast, depth: depth) else { return nil }
      keys[column] = inline.key
    }
    return keys
  }

  /// Key of what a single reference refers to; nil when it is not there yet.
  private mutating func key(
    of reference: SeedReference, in object: SeedObject, isLast: Bool, depth: Int
  ) throws -> Int64? {
    let named = try NamedObject(reference, 0, in: object, transaction)
    if let other = try index.object(named) {
      if other === object { return object.key }
      if try store(other, isLast: isLast, depth: depth) { return other.key }
      // What waits may be what a rule looks at; in a circle somebody has to be first.
      if other.progress == .waiting, !isLast { return nil }
      guard reference.navigation.traits.isRequired else { return other.key }
      return try require(other, for: object, isLast: isLast, depth: depth) ? other.key : nil
    }
    if let key = try named.stored(transaction) { return key }
    guard isLast else { return nil }
    throw named.missing
  }
}

/// What a text of a seed refers to, as far as the text itself tells.
struct NamedObject {
  private let type: StructuredType
  private let table: EntityTable
  /// Stored name of the property that it is called by; nil: its id.
  private let property: String?
  private let value: String
  private let expected: StructuredType
  private let object: SeedObject
  private let path: String

  /// - Throws: `SeedMistake` when the text is no path of an object.
  init(_ reference: SeedReference, _ index: Int, in object: SeedObject, _ transaction: WriteTransaction)
    throws
  {
    self.object = object
    path = reference.path(of: index)
    expected = transaction.model.type(reference.navigation.target) ?? object.draft.type
    switch reference.targets[index] {
    case .identifier(let id): (type, property, value) = (expected, nil, id)
    case .path(let text):
      let parsed = ReferenceResolver.parse(text, model: transaction.model, expected: expected)
      guard let parsed else { throw object.mistake("'\(text)' is no path of an object", at: path) }
      (type, value) = (parsed.type, parsed.value)
      switch parsed.lookup {
      case .identifier: property = nil
      case .property(let name): property = name
      case .single, .caller, .nothing: throw object.mistake("'\(text)' is no path of an object", at: path)
      }
    }
    table = try transaction.table(type.name)
  }

  var missing: SeedMistake { object.mistake("no \(type.shortName) '\(value)'", at: path) }

  /// - Throws: when the object is of a kind that does not fit.
  fileprivate func found(in index: SeedIndex) throws -> SeedObject? {
    let found =
      property.map { index.object($0, is: value, in: table) } ?? index.object(id: value, in: table)
    guard let found, !found.isAmongDeleted else { return nil }
    try check(found.draft.type)
    return found
  }

  func stored(_ transaction: WriteTransaction) throws -> Int64? {
    let found =
      try property.map { try transaction.entity($0, is: value, in: table) }
      ?? transaction.referred(value, type, in: table)
    guard let found else { return nil }
    try check(found.type)
    return found.key
  }

  private func check(_ found: StructuredType) throws {
    guard !found.isKind(of: type) || !found.isKind(of: expected) else { return }
    guard found.isKind(of: type) else { throw missing }
    throw object.mistake("'\(value)' is a \(found.shortName), no \(expected.shortName)", at: path)
  }
}

extension SeedIndex {
  func object(_ named: NamedObject) throws -> SeedObject? { try named.found(in: self) }
}
