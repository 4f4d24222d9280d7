import JSON
import Testing

/// Rules of dynamic groups that the service refuses, and rules that it takes though nothing here evaluates them.
@Suite struct MembershipRuleTests {
  private func create(_ rule: String) throws -> Reply {
    let emulator = try TestEmulator.frozen(People.seed)
    return emulator.send(
      "POST", "/groups",
      #"""
      {"displayName":"Dynamic","mailNickname":"dynamic","mailEnabled":false,"securityEnabled":true,
       "groupTypes":["DynamicMembership"],"membershipRule":\#(JSONValue.string(rule).text)}
      """#)
  }

  @Test(arguments: [
    (#"user.department -equals "Sales""#, "Query compilation error."),
    (#"user.department -eq "Sales"#, "Query compilation error."),
    (#"(user.department -eq "Sales""#, "Query compilation error."),
    (#"(user.department -eq "Sales") (user.department -eq "IT")"#, "Query compilation error."),
    ("user.department", "Query compilation error."), ("x", "Query compilation error."),
    (#"user.department -in "Sales""#, "Query compilation error."),
    // Values are of the property's type.
    (#"user.accountEnabled -eq "yes""#, "Query compilation error."),
    ("user.accountEnabled -eq 1", "Query compilation error."),
    ("user.accountEnabled -contains true", "Query compilation error."),
    (#"user.accountEnabled -in [true,"no"]"#, "Query compilation error."),
    ("user.department -eq Sales", "Query compilation error."),
    ("user.department -eq true", "Query compilation error."),
    (#"user.country -notIn ["DE",5]"#, "Query compilation error."),
    ("device.isManaged -ne maybe", "Query compilation error."),
    (
      #"user.flavour -eq "x""#,
      "Wrong property applied. Property 'flavour' cannot be applied to object 'User'"
    ),
    (
      #"(user.city -eq "x") -and (device.accountEnabled -eq true)"#,
      "Mixed use of properties from different types of object."
    ),
  ]) func isRefused(rule: String, reason: String) throws {
    #expect(
      try create(rule).whole
        == .error(400, "Request_BadRequest", "Dynamic membership rule validation error: \(reason)"))
  }

  @Test(arguments: [
    #"user.department -eq "Sales""#, #"user.memberof -any (group.objectId -in ['value'])"#,
    #"Direct Reports for "\#(People.adele)""#, #"user.proxyAddresses -any (_ -startsWith "contoso")"#,
    #"(user.mail -match ".*@contoso.com") -and -not (user.userType -notIn ["Guest"])"#,
    "user.employeeHireDate -ge system.now -plus p1d", "user.extension_0123_hobby -ne null",
    "user.accountEnabled -ne False", #"user.accountEnabled -eq "True""#, "user.dirSyncEnabled -eq null",
    #"user.country -in ["DE",null] -or user.accountEnabled -notIn [$true]"#,
    #"device.deviceOSType -contains "Win" or device.deviceModel -startsWith 'X'"#,
    #"user.assignedPlans -any (assignedPlan.servicePlanId -eq "x" -and assignedPlan.capabilityStatus -eq "Enabled")"#,
  ]) func isTaken(rule: String) throws {
    #expect(try create(rule).status == 201)
  }

  @Test func aChangeIsLookedAtToo() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let body = #"{"groupTypes":["DynamicMembership"],"membershipRule":"user.flavour -eq 1"}"#
    #expect(
      emulator.send("PATCH", "/groups/\(People.sales)", body).whole
        == .error(
          400, "Request_BadRequest",
          "Dynamic membership rule validation error: Wrong property applied. Property 'flavour' cannot be applied "
            + "to object 'User'"))
  }

  /// Before it makes any members, too.
  @Test func ofAGroupWithoutDynamicMembership() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let refused = WholeAnswer.error(
      400, "Request_BadRequest", "Dynamic membership rule validation error: Query compilation error.")
    let group = { (rule: String) in
      #"{"displayName":"G","mailNickname":"g","mailEnabled":false,"securityEnabled":true,"membershipRule":"\#(rule)"}"#
    }
    for version in ["beta", "v1.0"] {
      #expect(
        emulator.send(
          "PATCH", "/groups/\(People.sales)", #"{"membershipRule":"user.department -eq"}"#, version: version
        ).whole == refused)
      #expect(emulator.send("POST", "/groups", group("garbage ("), version: version).whole == refused)
    }
    #expect(emulator.send("POST", "/groups", group("user.accountEnabled -eq true")).status == 201)
    let body = #"{"membershipRule":"user.accountEnabled -eq true"}"#
    #expect(emulator.send("PATCH", "/groups/\(People.sales)", body).whole == .noContent)
    #expect(
      emulator.send("PATCH", "/groups/\(People.sales)", #"{"membershipRule":null}"#).whole == .noContent)
  }
}
