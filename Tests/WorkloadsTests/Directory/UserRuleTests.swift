import EntityModel
import GraphContract
import GraphStore
import JSON
import Testing

@Suite struct UserRuleTests {
  @Test func whatTheServerSets() throws {
    let tenant = try RuleTenant()
    let user = try tenant.write { try $0.user("adele", ["usageLocation": "de"]) }
    #expect(user.string("createdDateTime") == "2026-01-31T08:15:30Z")
    #expect(user.string("lastPasswordChangeDateTime") == "2026-01-31T08:15:30Z")
    #expect(user.string("userType") == "Member")
    #expect(user.string("usageLocation") == "DE")
    #expect(
      user.properties["identities"] == [
        [
          "signInType": "userPrincipalName", "issuer": "contoso.onmicrosoft.com",
          "issuerAssignedId": "adele@contoso.example",
        ]
      ])
  }

  @Test func whatASeedMayLeaveOut() throws {
    let tenant = try RuleTenant()
    let user = try tenant.write(.seed) { try $0.make("user", ["userPrincipalName": "adele@contoso.example"]) }
    #expect(user.string("displayName") == "adele")
    #expect(user.string("mailNickname") == "adele")
    #expect(user.bool("accountEnabled") == true)
  }

  @Test(arguments: [
    (
      "userPrincipalName", "adele",
      "Invalid value specified for property 'userPrincipalName' of resource 'User'."
    ),
    ("displayName", "", "Invalid value specified for property 'displayName' of resource 'User'."),
    ("usageLocation", "DEU", "Invalid value specified for property 'usageLocation' of resource 'User'."),
    ("mailNickname", "", "Invalid value specified for property 'mailNickname' of resource 'User'."),
  ])
  func refusedValues(property: String, value: String, message: String) throws {
    let tenant = try RuleTenant()
    let expected = GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "InvalidValue", message: message, target: property)])
    #expect(try tenant.refusal { _ = try $0.user("adele", [property: .string(value)]) } == expected)
    let user = try tenant.write { try $0.user("adele") }
    #expect(try tenant.refusal { try $0.set(user, [property: .string(value)]) } == expected)
  }

  @Test func displayNameCannotBeCleared() throws {
    let tenant = try RuleTenant()
    let user = try tenant.write { try $0.user("adele") }
    #expect(try tenant.refusal { try $0.set(user, ["displayName": .null]) }?.code == "Request_BadRequest")
  }

  @Test func atMostOneBusinessPhone() throws {
    let tenant = try RuleTenant()
    try tenant.write { _ = try $0.user("adele", ["businessPhones": ["1"]]) }
    let error = try tenant.refusal { _ = try $0.user("alex", ["businessPhones": ["1", "2"]]) }
    #expect(error?.message == "Invalid value specified for property 'businessPhones' of resource 'User'.")
  }

  @Test(arguments: ["short1A", "alllowercaseletters", "lower and blanks"])
  func weakPasswords(password: String) throws {
    let tenant = try RuleTenant()
    let error = try tenant.refusal { transaction in
      _ = try transaction.user("adele", ["passwordProfile": ["password": .string(password)]])
    }
    #expect(
      error?.message == "The specified password does not comply with password complexity requirements. "
        + "Please provide a different password.")
  }

  @Test func passwordIsRequired() throws {
    let tenant = try RuleTenant()
    let error = try tenant.refusal { _ = try $0.user("adele", ["passwordProfile": [:]]) }
    #expect(error?.message == "A value is required for property 'password' of resource 'User'.")
  }

  @Test func identityFollowsTheName() throws {
    let tenant = try RuleTenant()
    let user = try tenant.write { try $0.user("adele") }
    let renamed = try tenant.write { try $0.set(user, ["userPrincipalName": "vance@contoso.example"]) }
    let identity = renamed.properties["identities"]?.arrayValue?.first?.objectValue
    #expect(identity?["issuerAssignedId"] == "vance@contoso.example")
  }

  @Test func nicknamesOfObjectsWithMailDiffer() throws {
    let tenant = try RuleTenant()
    try tenant.write { transaction in
      _ = try transaction.user("adele", ["mail": "adele@contoso.example"])
      _ = try transaction.user("other", ["mailNickname": "adele"])
    }
    let error = try tenant.refusal { transaction in
      _ = try transaction.user("third", ["mailNickname": "Adele", "mail": "third@contoso.example"])
    }
    #expect(error?.message == "Another object with the same value for property mailNickname already exists.")
  }

  /// Users and contacts are managers, as the page has it, and nobody is his own.
  @Test func whoMayBeAManager() throws {
    let tenant = try RuleTenant()
    let (adele, alex, group, contact) = try tenant.write { transaction in
      (
        try transaction.user("adele"), try transaction.user("alex"), try transaction.group("sales"),
        try transaction.make("orgContact", ["displayName": "Chief"])
      )
    }
    let refused = "An invalid operation was included in the following modified references: 'manager'."
    for (manager, isTaken) in [(alex, true), (contact, true), (group, false), (adele, false)] {
      let error = try tenant.refusal { transaction in
        let current = try #require(
          try transaction.entity(key: adele.key, in: transaction.table(adele.type.name)))
        _ = try transaction.update(current) { $0.references["manager"] = manager.key }
      }
      #expect(error?.message == (isTaken ? nil : refused))
    }
    let error = try tenant.refusal { transaction in
      try transaction.make(
        "user",
        [
          "accountEnabled": .bool(true), "displayName": "Diego", "mailNickname": "diego",
          "userPrincipalName": "diego@contoso.example", "passwordProfile": ["password": "Long-enough-1"],
        ], references: ["manager": group.key])
    }
    #expect(error?.message == refused)
  }

  @Test func whatCollectionsOfReferencesTake() throws {
    let tenant = try RuleTenant()
    let (user, group, device) = try tenant.write { transaction in
      (
        try transaction.user("adele"), try transaction.group("sales"),
        try transaction.make(
          "device", ["displayName": "d", "deviceId": "33333333-1111-4000-8000-000000000001"])
      )
    }
    let other = try tenant.write { try $0.user("alex") }
    for (link, source, target, property) in [
      ("user_sponsors", user, other, nil), ("user_sponsors", user, group, nil),
      ("user_sponsors", user, device, "sponsors"), ("device_registeredOwners", device, user, nil),
      ("device_registeredOwners", device, group, "registeredOwners"),
      ("device_registeredUsers", device, user, nil),
      ("device_registeredUsers", device, device, "registeredUsers"),
    ] as [(String, Entity, Entity, String?)] {
      let error = try tenant.refusal { try $0.tie(link, source, target) }
      let refused = property.map {
        "An invalid operation was included in the following modified references: '\($0)'."
      }
      #expect(error?.message == refused, "\(target.type.name) in \(link)")
    }
  }
}
