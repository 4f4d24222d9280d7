import EntityModel
import Foundation
import GraphStore
import JSON
import Testing

@testable import Workloads

/// The model and the workloads meet by names: one that is missing on either side is told here by its name.
@Suite("Names that the model and the workloads share") struct SharedNamesTests {
  private static let files = (0..<3).reduce(URL(filePath: #filePath)) { path, _ in
    path.deletingLastPathComponent()
  }.appending(path: "Sources/CAssets/files")

  private let models: [EntityModel]
  private let workloads: WorkloadList

  init() throws {
    models = try ["beta", "v1.0"].map { version in
      try EntityModel.read(Array(Data(contentsOf: Self.files.appending(path: "\(version).csdl.xml"))))
    }
    let products = try JSONValue.parse(Array(Data(contentsOf: Self.files.appending(path: "products.json"))))
    workloads = .all(products: ProductCatalog(products))
  }

  @Test func workloadsOfTypes() {
    let named = Set(models.flatMap(\.structuredTypes).compactMap(\.traits.workload))
    #expect(named.count == 4)
    // Change notifications speak as the directory does: its types are told as that one's.
    #expect(Set(workloads.all.map(\.name)).subtracting(named) == ["changeNotifications"])
    #expect(named.subtracting(workloads.all.map(\.name)) == [])
  }

  @Test func derivedExpressions() {
    let types = models.flatMap(\.structuredTypes)
    let properties = types.flatMap(\.properties)
    let derived = properties.compactMap(\.traits.derived) + properties.compactMap(\.traits.standIn)
    let named = Set((derived + types.compactMap(\.traits.visible)).filter { !$0.hasPrefix("reference.") })
    #expect(named.count > 10)
    #expect(named.symmetricDifference(workloads.derived.names) == [])
  }

  @Test func views() throws {
    let schema = try StoreSchema(model: models[0], views: [])
    let wanted = schema.tables.filter(\.isView).map(\.name) + schema.links.filter(\.isView).map(\.name)
    let made = workloads.all.flatMap(\.views).map(\.name)
    #expect(made.count > 10)
    // Those that other views and expressions ask.
    #expect(
      Set(made).subtracting(wanted) == [
        "licensePath", "licensePlan", "licenseSource", "skuPlan", "switchedOffPlan", "unheldPlan",
        "group.assignedLicenses", "group.hasMembersWithLicenseErrors", "group.licenseProcessingState",
        "user.assignedLicenses", "user.assignedPlans", "user.licenseAssignmentStates",
        "user.provisionedPlans",
      ])
    // Those that are not imitated.
    #expect(Set(wanted).subtracting(made) == [])
  }

  @Test func typesOfRules() {
    let types = Set(models[0].structuredTypes.map(\.name))
    #expect(workloads.rules.typeNames.count > 30)
    #expect(workloads.rules.typeNames.subtracting(types) == [])
  }

  @Test func linksOfRules() throws {
    let links = Set(try StoreSchema(model: models[0]).links.map(\.name))
    #expect(workloads.rules.linkNames.subtracting(links) == [])
    #expect(!workloads.rules.linkNames.isEmpty)
  }

  @Test func operationsOfRules() {
    let names = workloads.rules.operationNames
    #expect(names.count > 20)
    #expect(names.filter { name in models.allSatisfy { $0.operations(name).isEmpty } } == [])
  }
}
