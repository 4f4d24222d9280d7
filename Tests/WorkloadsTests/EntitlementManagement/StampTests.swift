import EntityModel
import Foundation
@testable import GraphStore
import JSON
import OData
import Testing

@testable import Workloads

/// Every object of entitlement management that declares when it was made or changed says so.
@Suite struct StampTests {
  private static let names = ["createdDateTime", "modifiedDateTime", "lastModifiedDateTime"]
  private static let start = JSONValue.string("2026-01-31T08:15:30.0000000Z")

  /// Declared stamps that no expression computes.
  private static func stamps(_ type: StructuredType) -> [String] {
    names.filter { type.property($0).map { $0.traits.derived == nil } ?? false }
  }

  private static func types(_ model: EntityModel) -> [StructuredType] {
    model.structuredTypes.filter {
      $0.kind == .entity && !$0.isAbstract && $0.traits.workload == "entitlement" && !stamps($0).isEmpty
    }
  }

  @Test func areThereForEveryTypeThatDeclaresThem() throws {
    let tenant = try RuleTenant()
    let types = try tenant.write { Self.types($0.model) }
    #expect(types.count >= 12)
    for type in types {
      let stamped = try tenant.write(.seed) { transaction in
        var new = NewEntity(draft: .init(type: type), type: type, owner: nil)
        try Stamps().willInsert(&new, transaction)
        return new.properties
      }
      for name in Self.stamps(type) { #expect(stamped[name] == Self.start, "\(type.name) \(name)") }
      #expect(Stamps().types.contains { Self.isKind(type, of: $0) }, "\(type.name)")
    }
  }

  private static func isKind(_ type: StructuredType, of name: String) -> Bool {
    var next: StructuredType? = type
    while let type = next {
      if type.name == name { return true }
      next = type.baseType
    }
    return false
  }

  /// v1.0 declares some that beta does not, and calls others by another name.
  @Test func areThereForEveryTypeOfV1() throws {
    let tenant = try RuleTenant()
    let types = Self.types(try Self.v1.get())
    #expect(types.count >= 12)
    for type in types {
      let stored = try tenant.write { try #require($0.model.type(type.storedName), "\(type.name)") }
      let made = try tenant.write(.seed) { transaction in
        var new = NewEntity(draft: .init(type: stored), type: stored, owner: nil)
        for rule in Self.rules(stored) { try rule.willInsert(&new, transaction) }
        return new.properties
      }
      let old = Entity(
        key: 1, id: "1", type: stored, owner: nil, deleted: nil, references: [:], columns: [:],
        properties: [:])
      let changed = try tenant.write { transaction in
        var new = old
        try Stamps().willUpdate(old, &new, transaction)
        return new.properties
      }
      for name in Self.stamps(type) {
        let storedName = try #require(type.property(name)).storedName
        #expect(made[storedName] == Self.start, "\(type.name) \(name)")
        if name != "createdDateTime" { #expect(changed[storedName] == Self.start, "\(type.name) \(name)") }
      }
    }
  }

  /// The rules that stamp; a resource says when it was added by a rule of its own.
  private static func rules(_ type: StructuredType) -> [any EntityRule] {
    [Stamps()] + (isKind(type, of: EntitlementType.resource) ? [ResourceRule()] : [])
  }

  private static let v1 = Result { () throws -> EntityModel in
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().deletingLastPathComponent()
    let document = try Data(contentsOf: root.appending(path: "Sources/CAssets/files/v1.0.csdl.xml"))
    return try EntityModel.read(Array(document))
  }

  @Test func changesAreStamped() throws {
    let tenant = try RuleTenant()
    let types = try tenant.write { Self.types($0.model) }
    for type in types {
      let changing = Self.stamps(type).filter { $0 != "createdDateTime" }
      let old = Entity(
        key: 1, id: "1", type: type, owner: nil, deleted: nil, references: [:], columns: [:],
        properties: ["createdDateTime": "2020-01-01T00:00:00Z"])
      let new = try tenant.write { transaction in
        var new = old
        try Stamps().willUpdate(old, &new, transaction)
        return new
      }
      for name in changing { #expect(new.properties[name] == Self.start, "\(type.name) \(name)") }
      #expect(new.properties["createdDateTime"] == "2020-01-01T00:00:00Z")
    }
  }
}
