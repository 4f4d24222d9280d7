import GRDB
import GraphContract
import Workloads
import GraphStore
import JSON
import Testing

@Suite struct AssignLicenseTests {
  private let sku = LicensingTenant.sku
  private let otherSku = LicensingTenant.otherSku
  private let p1 = "00000000-0000-4000-8000-0000000000b1"
  private let p2 = "00000000-0000-4000-8000-0000000000b2"

  private func pool(_ tenant: LicensingTenant, units: Int = 5, id: String = "x") throws -> Int64 {
    try tenant.allotment(id, units: units, plans: [p1, p2])
  }

  @Test func addReplaceRemove() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a", location: "DE")
    let pools = [try pool(tenant, units: 1), try pool(tenant, units: 3, id: "y")]
    try tenant.assignLicense(user, add: [(sku, [p1])])
    #expect(try tenant.holders(pools[1]) == ["a"])
    #expect(
      try tenant.derived("user.assignedLicenses", user)
        == #"[{"disabledPlans":["\#(p1)"],"skuId":"\#(sku)"}]"#)
    try tenant.assignLicense(user, add: [(sku, [])])
    #expect(try tenant.derived("user.assignedLicenses", user) == #"[{"disabledPlans":[],"skuId":"\#(sku)"}]"#)
    try tenant.assignLicense(user, remove: [sku])
    #expect(try tenant.derived("user.assignedLicenses", user) == "[]")
  }

  @Test func prefersThePoolOfItsGroup() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a", location: "DE")
    let pools = [try pool(tenant, units: 1), try pool(tenant, units: 9, id: "y")]
    try tenant.assign(pools[0], to: try tenant.group("g", members: [user]))
    try tenant.assignLicense(user, add: [(sku, [])])
    #expect(try tenant.holders(pools[1]) == [])
    #expect(try tenant.strings("SELECT id FROM assignment WHERE assignedTo = ?", [user]).count == 1)
  }

  @Test func swapNeedsNoFreeUnitOfTheOldProduct() throws {
    let tenant = try LicensingTenant(settings: #"{"overCapacity":"reject"}"#)
    let user = try tenant.user("a", location: "DE")
    let old = try pool(tenant, units: 1)
    let new = try tenant.allotment("z", units: 1, sku: otherSku, plans: [])
    try tenant.assignLicense(user, add: [(sku, [])])
    try tenant.assignLicense(user, add: [(otherSku, [])], remove: [sku])
    #expect(try tenant.holders(old) == [])
    #expect(try tenant.holders(new) == ["a"])
  }

  @Test func fullPoolWaits() throws {
    let tenant = try LicensingTenant(settings: #"{"overCapacity":"wait"}"#)
    let user = try tenant.user("a", location: "DE")
    let full = try pool(tenant, units: 0)
    try tenant.assignLicense(user, add: [(sku, [])])
    #expect(try tenant.waiting(full) == ["a"])
  }

  @Test(arguments: ["{}", #"{"overCapacity":"service"}"#, #"{"overCapacity":"reject"}"#])
  func fullPoolRefuses(settings: String) throws {
    let tenant = try LicensingTenant(settings: settings)
    let user = try tenant.user("a", location: "DE")
    let full = try pool(tenant, units: 0)
    #expect(
      tenant.refusal { try tenant.assignLicense(user, add: [(sku, [])]) }
        == GraphError(
          400, "Request_BadRequest", "Subscription with SKU \(sku) does not have any available licenses."))
    #expect(try tenant.waiting(full) == [])
    #expect(try tenant.strings("SELECT id FROM assignment") == [])
  }

  /// Members wait, whoever licenses their group.
  @Test(arguments: ["{}", #"{"overCapacity":"reject"}"#]) func fullPoolOfAGroupWaits(settings: String) throws
  {
    let tenant = try LicensingTenant(settings: settings)
    let group = try tenant.group("g", members: [try tenant.user("a", location: "DE")])
    let full = try pool(tenant, units: 0)
    try tenant.assignLicense(group, add: [(sku, [])])
    #expect(try tenant.waiting(full) == ["a"])
  }

  @Test func refusals() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a", location: "DE")
    let nowhere = try tenant.user("b")
    let member = try tenant.user("c", location: "DE")
    let pool = try pool(tenant)
    try tenant.assign(pool, to: try tenant.group("g", members: [member]))
    let plain = try tenant.group("h", isSecurity: false)
    let sku = self.sku
    let table: [(String, () throws -> Void)] = [
      (
        "License \(otherSku) does not correspond to a valid company License.",
        { try tenant.assignLicense(user, add: [(self.otherSku, [])]) }
      ),
      (
        "License assignment cannot be done for user with invalid usage location.",
        { try tenant.assignLicense(nowhere, add: [(sku, [])]) }
      ),
      ("User does not have a corresponding license.", { try tenant.assignLicense(user, remove: [sku]) }),
      (
        "User license is inherited from a group membership and it cannot be removed directly from the user.",
        { try tenant.assignLicense(member, remove: [sku]) }
      ),
      (
        "Service plan \(sku) is not part of license \(sku).",
        { try tenant.assignLicense(user, add: [(sku, [sku])]) }
      ),
      (
        "Licenses can only be assigned to security enabled groups.",
        { try tenant.assignLicense(plain, add: [(sku, [])]) }
      ),
      (
        "One or more parameters of the operation 'assignLicense' are missing from the request payload. The missing parameters are: removeLicenses.",
        { try tenant.invoke("microsoft.graph.assignLicense", on: user, ["addLicenses": []]) }
      ),
    ]
    for (message, body) in table {
      #expect(tenant.refusal(body) == GraphError(400, "Request_BadRequest", message))
    }
    #expect(try tenant.strings("SELECT id FROM assignment").count == 1)
  }

  @Test func reprocessReportsTheErrorThatRemains() throws {
    let tenant = try LicensingTenant(settings: #"{"licenseRules":{"requires":{"\#(p1)":["q"]}}}"#)
    let user = try tenant.user("a", location: "DE")
    let pool = try pool(tenant)
    try tenant.assign(pool, to: try tenant.group("g", members: [user]))
    let name = "microsoft.graph.reprocessLicenseAssignment"
    #expect(
      tenant.refusal { try tenant.invoke(name, on: user) }
        == GraphError(400, "Request_BadRequest", "Service plan \(p1) requires service plan q."))
    try tenant.set("{}")
    try tenant.invoke(name, on: user)
    #expect(try tenant.holders(pool) == ["a"])
  }
}
