import GRDB
import Workloads
import GraphStore
import JSON
import Testing

/// The views of the older licensing API, derived from the same state.
@Suite struct OlderViewTests {
  private let sku = LicensingTenant.sku

  @Test func statesOfHeldWaitingAndFailedSources() throws {
    let tenant = try LicensingTenant(settings: #"{"licenseRules":{"requires":{"q1":["none"]}}}"#)
    let user = try tenant.user("a")
    let group = try tenant.group("g", members: [user])
    let groupId = try #require(
      try tenant.strings("SELECT id FROM directoryObject WHERE key = ?", [group]).first)
    try tenant.assign(try tenant.allotment("x", units: 1, plans: ["p1"]), to: user, disabled: ["p1"])
    let held = String(tenant.moment.prefix(19)) + "Z"
    try tenant.assign(try tenant.allotment("y", units: 0, plans: ["p1"]), to: group)
    let waits = String(tenant.moment.prefix(19)) + "Z"
    let failing = try tenant.allotment("z", units: 1, sku: LicensingTenant.otherSku, plans: ["q1"])
    try tenant.assign(failing, to: group)
    let failed = String(tenant.moment.prefix(19)) + "Z"
    #expect(
      try tenant.derived("user.licenseAssignmentStates", user) == """
        [{"skuId":"\(sku)","disabledPlans":["p1"],"assignedByGroup":null,"state":"Active","error":"None",\
        "lastUpdatedDateTime":"\(held)"},\
        {"skuId":"\(sku)","disabledPlans":[],"assignedByGroup":"\(groupId)","state":"Error","error":"CountViolation",\
        "lastUpdatedDateTime":"\(waits)"},\
        {"skuId":"\(LicensingTenant.otherSku)","disabledPlans":[],"assignedByGroup":"\(groupId)","state":"Error",\
        "error":"DependencyViolation","lastUpdatedDateTime":"\(failed)"}]
        """)
    #expect(try tenant.derived("group.hasMembersWithLicenseErrors", group) == "true")
    #expect(
      try tenant.strings("SELECT target FROM group_membersWithLicenseErrors WHERE source = ?", [group]) == [
        "\(user)"
      ])
    #expect(try tenant.derived("group.licenseProcessingState", group) == #"{"state":"ProcessingComplete"}"#)
    #expect(try tenant.derived("group.licenseProcessingState", try tenant.group("h")) == nil)
  }

  @Test func plansOfAUser() throws {
    let tenant = try LicensingTenant()
    let user = try tenant.user("a")
    let pool = try tenant.allotment(
      "x", units: 1, plans: ["p1", "efb87545-963c-4e0d-99df-69c6916d9eb0"], state: "warning")
    try tenant.assign(pool, to: user, disabled: ["p1"])
    let granted = String(tenant.moment.prefix(19)) + "Z"
    #expect(
      try tenant.derived("user.assignedPlans", user) == """
        [{"assignedDateTime":"\(granted)","capabilityStatus":"Warning","service":"exchange",\
        "servicePlanId":"efb87545-963c-4e0d-99df-69c6916d9eb0"}]
        """)
    #expect(
      try tenant.derived("user.provisionedPlans", user)
        == #"[{"capabilityStatus":"Warning","provisioningStatus":"Success","service":"exchange"}]"#)
    #expect(
      try tenant.derived("organization.assignedPlans", user) == """
        [{"assignedDateTime":"2025-09-30T00:00:00Z","capabilityStatus":"Warning","service":"PLAN_p1","servicePlanId":"p1"},\
        {"assignedDateTime":"2025-09-30T00:00:00Z","capabilityStatus":"Warning","service":"exchange",\
        "servicePlanId":"efb87545-963c-4e0d-99df-69c6916d9eb0"}]
        """)
  }

  @Test func licenseDetailsListEveryPlan() throws {
    let tenant = try LicensingTenant(settings: #"{"servicePlanStatus":{"p2":"PendingInput"}}"#)
    try tenant.write(.seed) {
      _ = try $0.insert(
        tenant.new("microsoft.graph.organization", [:], id: "00112233-4455-6677-8899-aabbccddeeff"))
    }
    let user = try tenant.user("a")
    try tenant.assign(try tenant.allotment("x", units: 1), to: user, disabled: ["p1"])
    _ = try tenant.allotment("y", units: 1, plans: ["p3"])
    #expect(
      try tenant.strings("SELECT id || ' ' || properties FROM licenseDetails WHERE owner = ?", [user]) == [
        """
        MyIRAFVEd2aImaq7zN3u_wAAAAAAAABAgAAAAAAAAKE {"skuId":"\(sku)","skuPartNumber":"PART","servicePlans":[\
        {"servicePlanId":"p1","servicePlanName":"PLAN_p1","provisioningStatus":"Disabled","appliesTo":"User"},\
        {"servicePlanId":"p2","servicePlanName":"PLAN_p2","provisioningStatus":"PendingInput","appliesTo":"User"},\
        {"servicePlanId":"p3","servicePlanName":"PLAN_p3","provisioningStatus":"Disabled","appliesTo":"User"}]}
        """
      ])
  }

  @Test func plansHaveTheStatusOfTheSettings() throws {
    let tenant = try LicensingTenant(settings: #"{"servicePlanStatus":{"p1":"PendingInput","p2":"Error"}}"#)
    let user = try tenant.user("a")
    try tenant.assign(try tenant.allotment("x", units: 1), to: user)
    let statuses = """
      SELECT json_extract(p.value, '$.provisioningStatus')
      FROM licenseDetails d, json_each(d.properties, '$.servicePlans') p
      """
    #expect(try tenant.strings(statuses) == ["PendingInput", "Error"])
    try tenant.change(#"{"servicePlanStatus":{"p2":"PendingActivation"}}"#)
    #expect(try tenant.strings(statuses) == ["Success", "PendingActivation"])
    try tenant.set("{}")
    #expect(try tenant.strings(statuses) == ["Success", "Success"])
  }

  @Test func productsAndPurchases() throws {
    let tenant = try LicensingTenant()
    try tenant.write(.seed) {
      _ = try $0.insert(
        tenant.new(
          "microsoft.graph.organization",
          ["verifiedDomains": [["name": "contoso.onmicrosoft.com", "isInitial": .bool(true)]]], id: "T"))
    }
    let user = try tenant.user("a")
    for pool in [
      try tenant.allotment("x", units: 3, plans: ["p1"]),
      try tenant.allotment("y", units: 4, plans: ["p1"], state: "warning"),
    ] { try tenant.assign(pool, to: user) }
    _ = try tenant.allotment("z", units: 4, sku: nil)
    let plans =
      #"[{"servicePlanId":"p1","servicePlanName":"PLAN_p1","provisioningStatus":"Success","appliesTo":"User"}]"#
    #expect(
      try tenant.strings("SELECT id || ' ' || properties FROM subscribedSku ORDER BY position") == [
        """
        T_\(sku) {"accountId":"T","accountName":"contoso","appliesTo":"User","capabilityStatus":"Enabled",\
        "consumedUnits":1,"prepaidUnits":{"enabled":3,"suspended":0,"warning":4,"lockedOut":0},"servicePlans":\(plans),\
        "skuId":"\(sku)","skuPartNumber":"PART","subscriptionIds":["s-x","s-y"]}
        """
      ])
    #expect(
      try tenant.strings("SELECT id || ' ' || properties FROM companySubscription ORDER BY position").last
        == """
        s-y {"commerceSubscriptionId":"s-y","createdDateTime":"2025-09-30T00:00:00Z","isTrial":false,\
        "ownerTenantId":"T","serviceStatus":\(plans),"skuId":"\(sku)","skuPartNumber":"PART","status":"Warning",\
        "totalLicenses":4}
        """)
  }

  @Test func steppedProcessing() throws {
    let tenant = try LicensingTenant(settings: #"{"processing":"stepped"}"#)
    let group = try tenant.group("g")
    try tenant.assign(try tenant.allotment("x", units: 1), to: group)
    for state in ["QueuedForProcessing", "ProcessingInProgress", "ProcessingComplete", "ProcessingComplete"] {
      #expect(try tenant.derived("group.licenseProcessingState", group) == #"{"state":"\#(state)"}"#)
      try tenant.show(group)
    }
  }
}
