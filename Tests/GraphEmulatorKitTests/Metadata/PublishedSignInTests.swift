import JSON
import TestSupport
import Testing

/// Authentication strengths and methods, as the pages "List authenticationStrengthPolicies", "Get authenticationMethodsPolicy"
/// and "List methods" have them.
@Suite(
  "Strengths and methods of authentication",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedSignInTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try PublishedTenant.ofAda() }

  private static let strengths = [
    "/policies/authenticationStrengthPolicies", "/identity/conditionalAccess/authenticationStrength/policies",
  ]
  private static let passwordless = "00000000-0000-0000-0000-000000000003"

  // MARK: Strengths

  @Test("there were none", arguments: strengths) func thoseThatAreBuiltIn(place: String) {
    let list = send("GET", place)
    #expect(
      list.values("displayName") == [
        "Multifactor authentication", "Passwordless MFA", "Phishing resistant MFA",
      ])
    let policy = send("GET", "\(place)/\(Self.passwordless)")
    #expect(policy["policyType"] == "builtIn" && policy["requirementsSatisfied"] == "mfa")
    #expect(
      policy["allowedCombinations"]?.text
        == #"["windowsHelloForBusiness","fido2","x509CertificateMultiFactor","deviceBasedPush"]"#)
  }

  @Test("each of the two lists had its own", arguments: [(0, 1), (1, 0)])
  func oneMadeInEitherList(here: Int, there: Int) throws {
    let id = try make(Self.strengths[here], #"{"displayName":"Keys","allowedCombinations":["fido2"]}"#)
    let policy = send("GET", "\(Self.strengths[there])/\(id)")
    #expect(policy["displayName"] == "Keys", "\(policy.text)")
    #expect(policy["policyType"] == "custom" && policy["requirementsSatisfied"] == "mfa")
    #expect(send("GET", Self.strengths[there]).values("displayName").count == 4)
    #expect(send("DELETE", "\(Self.strengths[there])/\(id)").status == 204)
    #expect(send("GET", "\(Self.strengths[here])/\(id)").status == 404)
  }

  @Test func theirCombinationsAreReplaced() throws {
    let path = try made(in: Self.strengths[0], #"{"displayName":"Keys","allowedCombinations":["fido2"]}"#)
    let reply = send(
      "POST", "\(path)/updateAllowedCombinations",
      #"{"allowedCombinations":["windowsHelloForBusiness","x509CertificateMultiFactor"]}"#)
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply["previousCombinations"]?.text == #"["fido2"]"#)
    let now = #"["windowsHelloForBusiness","x509CertificateMultiFactor"]"#
    #expect(reply["currentCombinations"]?.text == now)
    #expect(send("GET", path)["allowedCombinations"]?.text == now)
  }

  @Test("what was changed of one that is built in was seen at one place alone")
  func aChangeOfOneThatIsBuiltIn() {
    let path = "\(Self.strengths[1])/\(Self.passwordless)"
    #expect(send("PATCH", path, #"{"description":"Ours"}"#).status == 204)
    let policy = send("GET", "\(Self.strengths[0])/\(Self.passwordless)")
    #expect(policy["description"] == "Ours" && policy["displayName"] == "Passwordless MFA", "\(policy.text)")
    #expect(send("GET", Self.strengths[1]).values("displayName").count == 3)
  }

  // MARK: Methods

  private static let policy = "/policies/authenticationMethodsPolicy"

  @Test("there were none") func configurationsOfMethods() {
    let list = send("GET", "\(Self.policy)/authenticationMethodConfigurations")
    #expect(
      list.values("id") == [
        "Fido2", "MicrosoftAuthenticator", "Sms", "TemporaryAccessPass", "SoftwareOath", "Voice", "Email",
        "X509Certificate",
      ])
    #expect(list.values("@odata.type").first == "#microsoft.graph.fido2AuthenticationMethodConfiguration")
    let path = "\(Self.policy)/authenticationMethodConfigurations/email"
    #expect(send("GET", path)["allowExternalIdToUseEmailOtp"] == "default")
    let change =
      ##"{"@odata.type":"#microsoft.graph.emailAuthenticationMethodConfiguration","state":"disabled"}"##
    #expect(send("PATCH", path, change).status == 204)
    let changed = send("GET", path)
    #expect(changed["@odata.type"] == "#microsoft.graph.emailAuthenticationMethodConfiguration")
    #expect(changed["state"] == "disabled" && changed["allowExternalIdToUseEmailOtp"] == "default")
  }

  @Test("the policy forgot its name with its first change") func thePolicyOfMethods() {
    #expect(send("GET", Self.policy)["displayName"] == "Authentication Methods Policy")
    #expect(send("PATCH", Self.policy, #"{"reconfirmationInDays":7}"#).status < 300)
    let policy = send("GET", Self.policy)
    #expect(policy["displayName"] == "Authentication Methods Policy" && policy["policyVersion"] == "1.4")
    #expect(policy["reconfirmationInDays"]?.intValue == 7)
  }

  @Test("the list of all methods was empty") func allMethodsOfAUser() throws {
    let place = "/users/\(PublishedTenant.ada)/authentication"
    let password = "28c10230-6103-485e-b985-444c60001490"
    #expect(send("GET", "\(place)/methods").values("id") == [password])
    #expect(send("GET", "\(place)/passwordMethods").values("id") == [password])
    let phone = try make(
      "\(place)/phoneMethods", #"{"phoneNumber":"+1 2065555555","phoneType":"mobile"}"#)
    let pass = send("POST", "\(place)/temporaryAccessPassMethods", #"{"lifetimeInMinutes":90}"#)
    #expect(pass["temporaryAccessPass"]?.stringValue?.isEmpty == false, "\(pass.text)")
    #expect(pass["lifetimeInMinutes"]?.intValue == 90 && pass["isUsable"] == .bool(true))
    let id = try #require(pass["id"]?.stringValue)
    #expect(Set(send("GET", "\(place)/methods").values("id")) == [password, phone, id])
    #expect(send("GET", "\(place)/methods/\(phone)")["phoneNumber"] == "+1 2065555555")
    #expect(send("POST", "\(place)/methods", "{}").status == 405)
  }
}
