import Workloads
import GraphStore
import JSON
import Testing

@Suite struct DynamicMembershipTests {
  /// Whether a user with department Sales, country DE, enabled, and an extension attribute is a member.
  @Test(arguments: [
    (#"user.department -eq "Sales""#, true),
    (#"user.department -eq "sales""#, true),
    (#"(user.department eq "Sales")"#, true),
    (#"user.department -ne "Sales""#, false),
    (#"user.department -contains "ale""#, true),
    (#"user.department -startsWith "S""#, true),
    (#"user.department -in ["Legal", "Sales"]"#, true),
    (#"user.department -in ["Legal"]"#, false),
    (#"user.accountEnabled -eq true"#, true),
    (#"user.accountEnabled -eq "True""#, true),
    (#"user.jobTitle -eq null"#, true),
    (#"user.extensionAttribute1 -eq "x""#, true),
    (#"user.department -eq "Sales" -and user.country -eq "US""#, false),
    (#"user.department -eq "Legal" -or user.country -eq "DE" -and user.accountEnabled -eq true"#, true),
    (#"-not (user.country -eq "US")"#, true),
    (#"-not user.country -eq "US" -and user.department -eq "Legal""#, false),
    // Outside the evaluated subset: no members.
    (#"user.department -match "S.*""#, false),
    (#"user.assignedPlans -all (assignedPlan.servicePlanId -eq "x")"#, false),
  ])
  func rules(rule: String, isMember: Bool) throws {
    let tenant = try RuleTenant()
    let (group, user) = try tenant.write { transaction in
      (
        try transaction.group("g", ["groupTypes": ["DynamicMembership"], "membershipRule": .string(rule)]),
        try transaction.user(
          "adele",
          [
            "department": "Sales", "country": "DE",
            "onPremisesExtensionAttributes": ["extensionAttribute1": "x"],
          ])
      )
    }
    #expect(try tenant.linked("group_members", group) == (isMember ? [user.id] : []))
  }

  @Test func membershipFollowsTheObject() throws {
    let tenant = try RuleTenant()
    let (group, user) = try tenant.write { transaction in
      (
        try transaction.group(
          "g", ["groupTypes": ["DynamicMembership"], "membershipRule": #"user.department -eq "Sales""#]),
        try transaction.user("adele")
      )
    }
    #expect(try tenant.linked("group_members", group) == [])
    try tenant.write { try $0.set(user, ["department": "Sales"]) }
    #expect(try tenant.linked("group_members", group) == [user.id])
    try tenant.write { try $0.set(group, ["membershipRuleProcessingState": "Paused"]) }
    try tenant.write { try $0.set(user, ["department": "Legal"]) }
    #expect(try tenant.linked("group_members", group) == [user.id])
    try tenant.write { try $0.set(group, ["membershipRuleProcessingState": "On"]) }
    #expect(try tenant.linked("group_members", group) == [])
  }

  @Test func newMembersJoinInOrderOfCreation() throws {
    let tenant = try RuleTenant()
    let (group, users) = try tenant.write { transaction in
      let users = try ["a", "b", "c"].map { try transaction.user($0, ["department": "Sales"]) }
      return (try transaction.group("g"), users)
    }
    try tenant.write { transaction in
      try transaction.tie("group_members", group, transaction.group("stranger"))
    }
    try tenant.write { transaction in
      try transaction.set(
        group, ["groupTypes": ["DynamicMembership"], "membershipRule": #"user.department -eq "Sales""#])
    }
    #expect(try tenant.linked("group_members", group) == users.map(\.id))
  }

  @Test func devices() throws {
    let tenant = try RuleTenant()
    let (group, device) = try tenant.write(.seed) { transaction in
      (
        try transaction.make(
          "group",
          [
            "displayName": "g", "groupTypes": ["DynamicMembership"],
            "membershipRule": #"device.deviceOSType -eq "Windows""#,
          ]),
        try transaction.make("device", ["displayName": "d"])
      )
    }
    #expect(try tenant.linked("group_members", group) == [device.id])
  }

  @Test func aRestoredUserIsJudgedAnew() throws {
    let tenant = try RuleTenant()
    let (group, user) = try tenant.write { transaction in
      (
        try transaction.group(
          "g", ["groupTypes": ["DynamicMembership"], "membershipRule": #"user.department -eq "Sales""#]),
        try transaction.user("adele", ["department": "Sales"])
      )
    }
    try tenant.write { try $0.delete(user) }
    #expect(try tenant.linked("group_members", group) == [])
    try tenant.write { _ = try $0.call("restore", on: user, rules: testRules) }
    #expect(try tenant.linked("group_members", group) == [user.id])
  }
}
