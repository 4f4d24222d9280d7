import HTTPMessages
import JSON
import Testing

/// Names of applications: which are one application's alone, and by which one is made where it is missing.
@Suite struct ApplicationNameTests {
  private static let taken = "Another object with the same value for property identifierUris already exists."
  private static let inUse = WholeAnswer.error(
    400, "Request_BadRequest", taken,
    before: #""details":[{"code":"ObjectConflict","message":"\#(taken)","target":"identifierUris"}],"#)

  private func register(_ emulator: TestEmulator, _ name: String, _ uri: String) -> Reply {
    emulator.send("POST", "/applications", #"{"displayName":"\#(name)","identifierUris":["\#(uri)"]}"#)
  }

  @Test("two applications had one identifier URI") func identifierURIsAreOneApplications() throws {
    let emulator = try TestEmulator.frozen()
    let first = try #require(register(emulator, "Payroll", "api://payroll")["id"]?.stringValue)
    #expect(register(emulator, "Wages", "api://Payroll").whole == Self.inUse)
    let second = try #require(register(emulator, "Wages", "api://wages")["id"]?.stringValue)
    func change(_ id: String, _ uris: String) -> WholeAnswer {
      emulator.send("PATCH", "/applications/\(id)", #"{"identifierUris":[\#(uris)]}"#).whole
    }
    #expect(change(second, #""api://wages","api://payroll""#) == Self.inUse)
    // Its own it may keep, and what nobody has any more it may take.
    #expect(change(first, #""api://payroll","api://pay""#) == .noContent)
    #expect(change(first, #""api://pay""#) == .noContent)
    #expect(change(second, #""api://payroll""#) == .noContent)
    #expect(emulator.send("DELETE", "/applications/\(second)").whole == .noContent)
    #expect(change(first, #""api://payroll""#) == .noContent)
  }

  @Test("any text was a kind of accounts") func kindsOfAccountsAreAFew() throws {
    let emulator = try TestEmulator.frozen()
    func register(_ audience: String) -> Reply {
      emulator.send("POST", "/applications", #"{"displayName":"a","signInAudience":"\#(audience)"}"#)
    }
    let message = "Invalid value specified for property 'signInAudience' of resource 'Application'."
    #expect(
      register("everybody").whole
        == .error(
          400, "Request_BadRequest", message,
          before: #""details":[{"code":"InvalidValue","message":"\#(message)","target":"signInAudience"}],"#))
    #expect(register("AzureADMultipleOrgs")["signInAudience"] == "AzureADMultipleOrgs")
  }

  /// As the pages "Upsert application" and "Upsert servicePrincipal" say.
  @Test(arguments: ["beta", "v1.0"]) func areMadeWhereTheyAreMissing(version: String) throws {
    let emulator = try TestEmulator.frozen()
    func upsert(_ path: String, _ body: String) -> Reply {
      emulator.send("PATCH", path, body, version: version, headers: UpsertTests.prefer)
    }
    let path = "/applications(uniqueName='payroll')"
    let made = upsert(path, #"{"displayName":"Payroll"}"#)
    #expect(made.status == 201, "\(made.text)")
    #expect(made["uniqueName"] == "payroll")
    #expect(made.header("Preference-Applied") == "create-if-missing")
    #expect(upsert(path, #"{"displayName":"Wages"}"#).whole == .noContent)
    #expect(emulator.send("GET", path, version: version)["displayName"] == "Wages")
    let id = try #require(made["appId"]?.stringValue)
    let principal = upsert("/servicePrincipals(appId='\(id)')", #"{"notes":"x"}"#)
    #expect(principal.status == 201, "\(principal.text)")
    #expect(principal["appId"] == .string(id))
    #expect(principal["displayName"] == "Wages")
    #expect(upsert("/servicePrincipals(appId='\(id)')", #"{"notes":"y"}"#).whole == .noContent)
  }
}
