import EntityModel
import Foundation
import GRDB
import Workloads
import GraphStore
import JSON
import OData
import Testing

/// A tenant in a temporary file, with the changes that licensing is about as one-line calls.
///
/// A class because its file goes when the test is done.
final class LicensingTenant {
  let store: TenantStore
  private let directory: URL
  private var now = Moment(unixSeconds: 1_767_600_000)

  static let sku = "00000000-0000-4000-8000-0000000000a1"
  static let otherSku = "00000000-0000-4000-8000-0000000000a2"

  init(settings: String = "{}") throws {
    directory = FileManager.default.temporaryDirectory.appending(path: "licensing-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    let stored = try StoredModel.shared.get()
    let workloads = WorkloadList([.licensing(products: ProductCatalog(Self.products))])
    store = try TenantStore(
      path: directory.appending(path: "tenant.sqlite").path,
      schema: try StoreSchema(model: stored.model, groundwork: stored.groundwork),
      rules: workloads.rules, extensions: workloads.storeExtensions,
      identifiers: IdentifierSource(SeededGenerator(seed: 1)))
    try set(settings)
  }

  deinit { try? FileManager.default.removeItem(at: directory) }

  private static let products: JSONValue = [
    [
      "skuId": "4b9405b0-7788-4568-add1-99614e613b69", "skuPartNumber": "EXCHANGESTANDARD",
      "servicePlans": [
        [
          "planId": "9aaf7827-d63c-4b61-89c3-182f06f82e5c", "planName": "EXCHANGE_S_STANDARD",
          "assignable": .bool(true),
        ],
        [
          "planId": "882e1d05-acd1-4ccb-8708-6ee03664b117", "planName": "INTUNE_O365",
          "assignable": .bool(false),
        ],
      ],
    ]
  ]

  /// Gives the tenant these settings and no others.
  func set(_ settings: String) throws {
    try store.write(origin: .rule, moment: now) { transaction, _ in
      try transaction.resetSettings()
    } answer: { _, _ in
    }
    try change(settings)
  }

  func change(_ settings: String) throws {
    // Not checked: the plans of these tests have short names, and no GUIDs.
    let changes = try JSONValue.parse(settings).objectValue ?? [:]
    try store.write(origin: .rule, moment: now) { transaction, _ in
      try transaction.change(settings: changes)
    } answer: { _, _ in
    }
  }

  // MARK: Writing

  /// One request; each is a second after the one before.
  @discardableResult
  func write<Result>(
    _ origin: WriteTransaction.Origin = .request, _ body: (WriteTransaction) throws -> Result
  ) throws -> Result {
    now = now.adding(atMost: Ticks.second)
    return try store.write(origin: origin, moment: now) { transaction, _ in
      try body(transaction)
    } answer: { changes, _ in
      changes
    }
  }

  /// A GET returned the object.
  func show(_ key: Int64) throws { try store.takeStep(of: key, at: now) }

  var moment: String { now.precise }

  func new(
    _ type: String, _ properties: [String: JSONValue], id: String? = nil, references: [String: Int64] = [:],
    annotations: JSONObject = [:]
  ) throws -> NewEntity {
    let type = try #require(try StoredModel.shared.get().model.type(type))
    var new = NewEntity(draft: Draft(type: type, id: id, annotations: annotations), type: type, owner: nil)
    new.id = id
    new.properties = properties
    new.references = references
    return new
  }

  func entity(_ key: Int64, _ transaction: WriteTransaction) throws -> Entity {
    for type in ["directoryObject", "cloudLicensing.allotment", "cloudLicensing.assignment"] {
      let table = try transaction.table("microsoft.graph." + type)
      if let entity = try transaction.entity(key: key, in: table) { return entity }
    }
    throw Missing(key: key)
  }

  struct Missing: Error { let key: Int64 }

  func memberLinks() throws -> LinkTable {
    try #require(store.schema.links.first { $0.name == "group_members" })
  }
}
