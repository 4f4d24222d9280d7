import EntityModel
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
