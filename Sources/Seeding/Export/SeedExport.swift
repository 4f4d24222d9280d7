import EntityModel
import GRDB
package import GraphStore
import JSON
package import Tenants

/// Writes all state of a tenant as a seed (seed-format section 7): the same state gives the same bytes, and so does
/// the tenant that has loaded them.
package enum SeedExport {
  /// - Throws: `InterruptionFailure` when the limit is over.
  package static func bytes(of tenant: Tenant, limit: RequestLimit = .none) throws -> [UInt8] {
    try tenant.store.inspect(moment: tenant.clock.now, limit: limit) { transaction in
      var export = try SeedWriter(transaction: transaction)
      return try export.document()
    }
  }
}

/// Goes through the sets and singletons in the order of the model.
struct SeedWriter {
  let transaction: WriteTransaction
  let objects: ExportedObjects
  private let members: SeedMembers
  private let places: PlacesInUse
  private var bytes: [UInt8] = []

  init(transaction: WriteTransaction) throws {
    self.transaction = transaction
    places = try PlacesInUse(transaction)
    members = SeedMembers(model: transaction.model, schema: transaction.schema)
    objects = ExportedObjects(transaction: transaction, members: members)
  }

  mutating func document() throws -> [UInt8] {
    try writeObject(indentation: 0) { writer throws in
      for element in writer.transaction.model.container where element.traits.isSeedable {
        try writer.write(element)
      }
      try writer.writeOptions()
    }
    if bytes.isEmpty { bytes.append(literal: "{}") }
    bytes.append(0x0A)
    return bytes
  }

  private mutating func write(_ element: ContainerElement) throws {
    guard let type = transaction.model.type(element.type) else { return }
    switch element.kind {
    case .entitySet:
      guard !members.isView(type) else { return }
      try writeRows(element.name, type, ExportedRows(home: element.name, type, transaction), indentation: 2)
    case .singleton:
      guard !element.traits.isCaller else { return }
      let place = transaction.schema.place(ofSingleton: element.name)
      guard places.mayHold(place) else { return }
      try writeSingleton(element.name, type, place, indentation: 2, set: element.name)
    }
  }

  // MARK: Singletons

  private mutating func writeSingleton(
    _ name: String, _ type: StructuredType, _ place: ContainedPlace, indentation: Int, set: String
  ) throws {
    try writeMember(name, indentation) { writer throws in
      try writer.writeObject(indentation: indentation) { writer throws in
        try writer.writeOwnMembers(of: type, place, indentation: indentation + 2)
        for navigation in type.navigationProperties {
          try writer.write(navigation, indentation: indentation + 2, set: "\(set)/\(navigation.name)")
        }
      }
    }
  }

  /// What somebody has set of a singleton that exists without a row.
  private mutating func writeOwnMembers(
    of type: StructuredType, _ place: ContainedPlace, indentation: Int
  ) throws {
    guard transaction.schema.table(of: type) != nil, type.properties.contains(where: { $0.name != "id" }),
      let row = try ExportedRows(ownedByNobody: type, at: place, transaction).first()
    else { return }
    for member in try objects.object(row, declared: type, without: nil).members where member.name != "id" {
      writeValue(member.name, member.value, indentation)
    }
  }

  private mutating func write(_ navigation: NavigationProperty, indentation: Int, set: String) throws {
    guard !members.isDerived(navigation), let target = transaction.model.type(navigation.target) else {
      return
    }
    if navigation.traits.holdsDeleted {
      return try writeRows(
        navigation.name, target, ExportedRows(deleted: target, transaction), indentation: indentation)
    }
    guard navigation.containsTarget else { return }
    let storage = transaction.schema.storage(of: navigation, in: transaction.model)
    if navigation.isCollection {
      guard let rows = try rows(storage, target, set: set) else { return }
      return try writeRows(navigation.name, target, rows, indentation: indentation)
    }
    let place = storage?.place(below: set) ?? .only
    guard places.mayHold(place) else { return }
    guard target.properties.contains(where: { $0.name != "id" }), place.name == nil else {
      return try writeSingleton(navigation.name, target, place, indentation: indentation, set: set)
    }
    guard let row = try ExportedRows(ownedByNobody: target, at: place, transaction).first() else { return }
    var object = try objects.object(row, declared: target, without: nil)
    if object["id"] == .string(navigation.name) { object["id"] = nil }
    guard !object.isEmpty else { return }
    writeValue(navigation.name, .object(object), indentation)
  }

  /// The rows of a collection below what has none; nil for those that stand in another place.
  private func rows(
    _ storage: NavigationStorage?, _ target: StructuredType, set: String
  ) throws -> ExportedRows? {
    if let place = storage?.place(below: set), target.traits.home == nil || place.name != nil {
      guard places.mayHold(place) else { return nil }
      return try ExportedRows(ownedByNobody: target, at: place, transaction)
    }
    guard let home = target.traits.home, home == set else { return nil }
    return try ExportedRows(home: home, target, transaction)
  }

  // MARK: Rows

  private mutating func writeRows(
    _ name: String, _ declared: StructuredType, _ rows: ExportedRows, indentation: Int
  ) throws {
    try writeMember(name, indentation) { writer throws in
      var count = 0
      try rows.forEach { entity in
        guard try writer.objects.isExported(entity) else { return }
        let object = try writer.objects.object(entity, declared: declared, without: nil)
        writer.bytes.append(UInt8(ascii: count == 0 ? "[" : ","))
        writer.bytes.appendLine(indentation + 2)
        JSONValue.object(object).append(to: &writer.bytes, indentation: indentation + 2)
        count += 1
      }
      guard count > 0 else { return }
      writer.bytes.appendLine(indentation)
      writer.bytes.append(UInt8(ascii: "]"))
    }
  }

  private mutating func writeOptions() throws {
    for row in [EmulatorRow.clientApplications, .clock, .settings] {
      guard let value = try EmulatorTable.value(row, transaction.db).map({ try JSONValue.parse($0) }),
        value != [:], value != [], value != ["mode": "real"]
      else { continue }
      writeValue(row.rawValue, value, 2)
    }
  }

  // MARK: Text

  /// Writes an object unless it would be empty.
  private mutating func writeObject(indentation: Int, _ body: (inout SeedWriter) throws -> Void) throws {
    let start = bytes.count
    bytes.append(UInt8(ascii: "{"))
    try body(&self)
    guard bytes.count > start + 1 else { return bytes.removeSubrange(start...) }
    bytes.appendLine(indentation)
    bytes.append(UInt8(ascii: "}"))
  }

  /// Writes a member unless its value comes to nothing.
  private mutating func writeMember(
    _ name: String, _ indentation: Int, _ value: (inout SeedWriter) throws -> Void
  ) throws {
    let start = bytes.count
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.appendLine(indentation)
    bytes.append(jsonString: name)
    bytes.append(literal: ": ")
    let before = bytes.count
    try value(&self)
    if bytes.count == before { bytes.removeLast(before - start) }
  }

  private mutating func writeValue(_ name: String, _ value: JSONValue, _ indentation: Int) {
    if bytes.last != UInt8(ascii: "{") { bytes.append(UInt8(ascii: ",")) }
    bytes.appendLine(indentation)
    bytes.append(jsonString: name)
    bytes.append(literal: ": ")
    value.append(to: &bytes, indentation: indentation)
  }
}

extension NavigationStorage {
  /// Of contained rows below an object that has none, whose path that of the navigation property begins with.
  fileprivate func place(below path: String) -> ContainedPlace? {
    guard case .contained(let place) = self else { return nil }
    return place.below(path.split(separator: "/").dropLast().joined(separator: "/"))
  }
}
