import EntityModel
import GRDB
import Workloads
import GraphStore
import JSON
import Testing

extension LicensingTenant {
  @discardableResult
  func user(_ name: String, location: String? = nil) throws -> Int64 {
    try write(.seed) { transaction in
      try transaction.insert(
        new(
          "microsoft.graph.user",
          [
            "displayName": .string(name), "userPrincipalName": .string(name + "@contoso.example"),
            "usageLocation": location.map(JSONValue.string) ?? .null,
          ])
      ).key
    }
  }

  func users(_ names: String...) throws -> [Int64] { try names.map { try user($0) } }

  func device(_ name: String) throws -> Int64 {
    try write(.seed) {
      try $0.insert(new("microsoft.graph.device", ["displayName": .string(name), "deviceId": .string(name)]))
        .key
    }
  }

  func group(_ name: String, members: [Int64] = [], isSecurity: Bool = true) throws -> Int64 {
    try write { transaction in
      let group = try transaction.insert(
        new("microsoft.graph.group", ["displayName": .string(name), "securityEnabled": .bool(isSecurity)]))
      for member in members { try transaction.link(memberLinks(), source: group.key, target: member) }
      return group.key
    }
  }

  static func service(_ plan: String, assignableTo: String = "user,group") -> JSONValue {
    [
      "@odata.type": "#microsoft.graph.cloudLicensing.service", "assignableTo": .string(assignableTo),
      "planId": .string(plan), "planName": .string("PLAN_" + plan),
    ]
  }

  func allotment(
    _ id: String, units: Int, sku: String? = LicensingTenant.sku, plans: [String] = ["p1", "p2"],
    assignableTo: String = "user,group", state: String = "active", annotations: JSONObject = [:]
  ) throws -> Int64 {
    try write(.seed) { transaction in
      try transaction.insert(
        new(
          "microsoft.graph.cloudLicensing.allotment",
          [
            "allottedUnits": .number(units), "skuId": sku.map(JSONValue.string) ?? .null,
            "skuPartNumber": "PART", "assignableTo": .string(assignableTo),
            "services": .array(plans.map { Self.service($0) }),
            "subscriptions": [
              ["subscriptionId": .string("s-" + id), "startDate": "2025-09-30", "state": .string(state)]
            ],
          ], id: id, annotations: annotations)
      ).key
    }
  }

  @discardableResult
  func assign(_ allotment: Int64, to assignee: Int64, disabled: [String] = []) throws -> Int64 {
    try write { try self.assign(allotment, to: assignee, disabled: disabled, $0) }
  }

  /// The same as part of a request.
  func assign(
    _ allotment: Int64, to assignee: Int64, disabled: [String] = [], _ transaction: WriteTransaction
  ) throws -> Int64 {
    try transaction.insert(
      new(
        "microsoft.graph.cloudLicensing.assignment",
        ["disabledServicePlanIds": .array(disabled.map(JSONValue.string))],
        references: ["allotment": allotment, "assignedTo": assignee])
    ).key
  }

  func change(_ key: Int64, origin: WriteTransaction.Origin = .request, _ change: (inout Entity) -> Void)
    throws
  {
    try write(origin) { transaction in
      _ = try transaction.update(try entity(key, transaction)) { change(&$0) }
    }
  }

  func delete(_ key: Int64) throws {
    try write { transaction in try transaction.delete(try entity(key, transaction)) }
  }

  func restore(_ key: Int64) throws {
    try write { transaction in _ = try transaction.restore(try entity(key, transaction)) }
  }

  func join(_ group: Int64, _ member: Int64) throws {
    try write { try $0.link(memberLinks(), source: group, target: member) }
  }

  func leave(_ group: Int64, _ member: Int64) throws {
    try write { try $0.unlink(memberLinks(), source: group, target: member) }
  }

  func resize(_ allotment: Int64, to units: Int) throws {
    try change(allotment, origin: .seed) { $0.columns["allottedUnits"] = units.databaseValue }
  }

  @discardableResult
  func invoke(
    _ name: String, on key: Int64?, _ parameters: [String: JSONValue] = [:]
  ) throws -> OperationResult {
    let operation = try #require(try StoredModel.shared.get().model.operations(name).first)
    return try write { transaction in
      let call = OperationCall(
        operation: operation, entity: try key.map { try entity($0, transaction) }, parameters: parameters)
      return try #require(book.operation(operation)).invoke(call, transaction)
    }
  }

  private var book: RuleBook { WorkloadList([.licensing(products: ProductCatalog([]))]).rules }

  func reprocess(_ key: Int64?) throws {
    try invoke("microsoft.graph.cloudLicensing.reprocessAssignments", on: key)
  }

  @discardableResult
  func assignLicense(
    _ key: Int64, add: [(sku: String, disabled: [String])] = [], remove: [String] = []
  ) throws -> OperationResult {
    try invoke(
      "microsoft.graph.assignLicense", on: key,
      [
        "addLicenses": .array(
          add.map { ["skuId": .string($0.sku), "disabledPlans": .array($0.disabled.map(JSONValue.string))] }),
        "removeLicenses": .array(remove.map(JSONValue.string)),
      ])
  }
}
