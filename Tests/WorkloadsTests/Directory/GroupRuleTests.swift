import GraphContract
import GraphStore
import JSON
import Testing

@Suite struct GroupRuleTests {
  @Test func whatTheServerSets() throws {
    let tenant = try RuleTenant()
    let security = try tenant.write { try $0.group("sales") }
    #expect(security.string("createdDateTime") == "2026-01-31T08:15:30Z")
    #expect(security.properties["groupTypes"] == [])
    #expect(security.string("visibility") == nil)
    let unified = try tenant.write { transaction in
      try transaction.group("team", ["groupTypes": ["Unified"], "mailEnabled": .bool(true)])
    }
    #expect(unified.string("mail") == "team@contoso.onmicrosoft.com")
    #expect(unified.strings("proxyAddresses") == ["SMTP:team@contoso.onmicrosoft.com"])
    #expect(unified.string("visibility") == "Public")
  }

  @Test func whatASeedMayLeaveOut() throws {
    let tenant = try RuleTenant()
    let group = try tenant.write(.seed) { try $0.make("group", ["displayName": "Everyone in Sales"]) }
    #expect(group.string("mailNickname") == "EveryoneinSales")
    #expect(group.bool("mailEnabled") == false)
    #expect(group.bool("securityEnabled") == true)
    let unified = try tenant.write(.seed) { transaction in
      try transaction.make("group", ["displayName": "T", "groupTypes": ["Unified"]])
    }
    #expect(unified.bool("mailEnabled") == true)
  }

  @Test(
    arguments: [
      ["mailNickname": "with blank"], ["mailNickname": "a(b"], ["mailNickname": "ä"], ["displayName": ""],
      ["groupTypes": ["Other"]], ["groupTypes": ["Unified"]],
      ["groupTypes": ["DynamicMembership"]],
      ["mailEnabled": .bool(true)], ["securityEnabled": .bool(false)],
      [
        "isAssignableToRole": .bool(true), "groupTypes": ["DynamicMembership"],
        "membershipRule": #"user.city -eq "x""#,
      ],
    ] as [[String: JSONValue]])
  func refusedOnCreation(values: [String: JSONValue]) throws {
    let tenant = try RuleTenant()
    let error = try tenant.refusal { _ = try $0.group("sales", values) }
    #expect(error?.status == 400)
    #expect(error?.code == "Request_BadRequest")
  }

  @Test func conversionOfMembership() throws {
    let tenant = try RuleTenant()
    let group = try tenant.write { try $0.group("sales") }
    let dynamic = try tenant.write { transaction in
      try transaction.set(
        group, ["groupTypes": ["DynamicMembership"], "membershipRule": #"user.department -eq "Sales""#])
    }
    #expect(dynamic.string("membershipRuleProcessingState") == "On")
    try tenant.write { _ = try $0.set(group, ["groupTypes": []]) }
    #expect(try tenant.refusal { _ = try $0.set(group, ["groupTypes": ["Unified"]]) } != nil)
  }

  @Test func uniqueNameIsSetOnce() throws {
    let tenant = try RuleTenant()
    let group = try tenant.write { try $0.group("sales") }
    try tenant.write { _ = try $0.set(group, ["uniqueName": "one"]) }
    let error = try tenant.refusal { _ = try $0.set(group, ["uniqueName": "two"]) }
    #expect(error?.message == "Property 'uniqueName' is read-only and cannot be set.")
  }

  @Test func creatorBecomesOwner() throws {
    let tenant = try RuleTenant()
    let user = try tenant.write { try $0.user("adele") }
    let unified: [String: JSONValue] = ["groupTypes": ["Unified"], "mailEnabled": .bool(true)]
    let (security, group) = try tenant.write(caller: user.key) {
      (try $0.group("security"), try $0.group("unified", unified))
    }
    let machine = try tenant.write { try $0.group("machine", unified) }
    #expect(try tenant.linked("group_owners", group) == [user.id])
    #expect(try tenant.linked("group_owners", security) == [])
    #expect(try tenant.linked("group_owners", machine) == [])
  }
}

@Suite struct GroupLinkRuleTests {
  @Test func membersByKind() throws {
    let tenant = try RuleTenant()
    let (security, unified, user, device) = try tenant.write { transaction in
      (
        try transaction.group("security"),
        try transaction.group("unified", ["groupTypes": ["Unified"], "mailEnabled": .bool(true)]),
        try transaction.user("adele"),
        try transaction.make(
          "device", ["displayName": "d", "deviceId": "33333333-1111-4000-8000-000000000001"])
      )
    }
    let refused = "An invalid operation was included in the following modified references: 'members'."
    for (group, member, isTaken) in [
      (security, user, true), (security, device, true), (unified, user, true), (unified, device, false),
      (security, unified, false), (unified, security, false), (security, security, false),
    ] {
      let error = try tenant.refusal { try $0.tie("group_members", group, member) }
      #expect(
        error?.message == (isTaken ? nil : refused), "\(member.type) in \(group.string("displayName") ?? "")")
    }
    #expect(try tenant.refusal { try $0.tie("group_owners", security, device) } != nil)
  }

  @Test func lastOwnerStays() throws {
    let tenant = try RuleTenant()
    let (group, first, second) = try tenant.write { transaction in
      let objects = (
        try transaction.group("sales"), try transaction.user("adele"), try transaction.user("alex")
      )
      try transaction.tie("group_owners", objects.0, objects.1)
      try transaction.tie("group_owners", objects.0, objects.2)
      return objects
    }
    try tenant.write { try $0.untie("group_owners", group, first) }
    let error = try tenant.refusal { try $0.untie("group_owners", group, second) }
    #expect(error?.message == "The group must have at least one owner, hence this owner cannot be removed.")
  }

  @Test func atMostAHundredOwners() throws {
    let tenant = try RuleTenant()
    let group = try tenant.write { transaction in
      let group = try transaction.group("sales")
      for number in 1...100 {
        try transaction.tie("group_owners", group, transaction.user("u\(number)"))
      }
      return group
    }
    let error = try tenant.refusal { try $0.tie("group_owners", group, $0.user("last")) }
    #expect(
      error
        == GraphError(
          403, "Directory_QuotaExceeded",
          "Unable to perform operation as '101' would exceed the maximum quota count '100' for forward-link owners."
        ))
  }

  @Test func dynamicMembersAreNotWritten() throws {
    let tenant = try RuleTenant()
    let (group, user) = try tenant.write { transaction in
      (
        try transaction.group(
          "sales", ["groupTypes": ["DynamicMembership"], "membershipRule": #"user.department -eq "Sales""#]),
        try transaction.user("adele", ["department": "Sales"])
      )
    }
    #expect(try tenant.linked("group_members", group) == [user.id])
    let denied = GraphError(
      403, "Authorization_RequestDenied", "Insufficient privileges to complete the operation.")
    #expect(try tenant.refusal { try $0.untie("group_members", group, user) } == denied)
    #expect(try tenant.refusal { try $0.tie("group_members", group, $0.user("alex")) } == denied)
  }
}
