import JSON
import TestSupport
import Testing

/// Operations answer the status that the service's documentation gives, and refuse what it says is refused.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedAnswerTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let ada = "11111111-1111-1111-1111-111111111111"

  init() throws {
    tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.ada)","displayName":"Ada","userPrincipalName":"ada@contoso.example"}]}"#,
      .publishedV1)
  }

  @Test(
    "what is canceled was called Canceled of eligibilities too",
    arguments: [
      ("roleAssignmentScheduleRequests", "Canceled"), ("roleEligibilityScheduleRequests", "Revoked"),
    ])
  func requestsForRolesAreCanceled(collection: String, status: String) throws {
    let path = "/roleManagement/directory/\(collection)"
    let granted = try made(in: path, #"{"status":"Granted"}"#)
    let reply = send("POST", granted + "/cancel")
    #expect(reply.status == 204 && reply.text.isEmpty, "\(reply.text)")
    #expect(send("GET", granted)["status"] == .string(status))
    let provisioned = try made(in: path, #"{"status":"Provisioned"}"#)
    #expect(
      error(send("POST", provisioned + "/cancel"))
        == "400 BadRequest: A request that is provisioned cannot be canceled.")
    let failed = try made(in: path, #"{"status":"Failed"}"#)
    #expect(
      error(send("POST", failed + "/cancel"))
        == "400 BadRequest: A request that has failed cannot be canceled.")
    #expect(send("GET", failed)["status"] == "Failed")
  }

  @Test("a checkout that there is not was discarded") func checkouts() throws {
    let file = try made(in: "/users/\(Self.ada)/drive/root/children", #"{"name":"a.txt","file":{}}"#)
    let refusal = "400 invalidRequest: The file is not checked out."
    #expect(error(send("POST", file + "/discardCheckout")) == refusal)
    #expect(send("POST", file + "/checkout").status == 204)
    #expect(send("POST", file + "/discardCheckout").status == 204)
    #expect(error(send("POST", file + "/discardCheckout")) == refusal)
  }

  @Test("links did not say whether they have a password") func linksWithPasswords() throws {
    let file = try made(in: "/users/\(Self.ada)/drive/root/children", #"{"name":"a.txt","file":{}}"#)
    let open = send("POST", file + "/createLink", #"{"type":"view","scope":"anonymous"}"#)
    #expect(open.status == 201 && open["hasPassword"] == .bool(false), "\(open.text)")
    let locked = send("POST", file + "/createLink", #"{"type":"view","password":"x"}"#)
    #expect(locked.status == 201 && locked["hasPassword"] == .bool(true), "\(locked.text)")
  }

  @Test("apps of backup were activated with 200") func serviceApps() throws {
    let app = try made(in: "/solutions/backupRestore/serviceApps", #"{"status":"inactive"}"#)
    let active = send("POST", app + "/activate", #"{"effectiveDateTime":"2026-01-31T08:15:30Z"}"#)
    #expect(active.status == 202 && active["status"] == "active", "\(active.text)")
    let inactive = send("POST", app + "/deactivate")
    #expect(inactive.status == 202 && inactive["status"] == "inactive", "\(inactive.text)")
  }

  @Test("policies of backup were activated with 200, in whatever state") func protectionPolicies() throws {
    let policy = try made(
      in: "/solutions/backupRestore/protectionPolicies",
      ##"{"@odata.type":"#microsoft.graph.exchangeProtectionPolicy","status":"inactive"}"##)
    #expect(
      error(send("POST", policy + "/deactivate"))
        == "400 invalidStateForActivation: The policy is inactive already.")
    let active = send("POST", policy + "/activate")
    #expect(active.status == 202 && active["status"] == "active", "\(active.text)")
    #expect(
      error(send("POST", policy + "/activate"))
        == "400 invalidStateForActivation: The policy is active already.")
    #expect(send("POST", policy + "/deactivate").status == 202)
  }

  @Test("the index of a custodian was updated with 202") func indexes() throws {
    let matter = try made(in: "/security/cases/ediscoveryCases", #"{"displayName":"a"}"#)
    let custodian = try made(in: matter + "/custodians", #"{"email":"ada@contoso.example"}"#)
    let reply = send("POST", custodian + "/microsoft.graph.security.updateIndex")
    #expect(reply.status == 204 && reply.text.isEmpty, "\(reply.text)")
    #expect(send("POST", custodian + "/microsoft.graph.security.applyHold").status == 202)
  }

  @Test("requests for roles were listed by who made them, which the service does not do") func creators() {
    for collection in ["roleAssignmentScheduleRequests", "roleEligibilityScheduleRequests"] {
      let path = "/roleManagement/directory/\(collection)/filterByCurrentUser"
      #expect(
        error(send("GET", path + "(on='createdBy')"))
          == "501 NotImplemented: This emulator does not imitate 'createdBy' of the operation 'filterByCurrentUser'."
      )
      #expect(send("GET", path + "(on='principal')").status == 200)
    }
  }

  @Test("a container was not locked without a word for how") func containers() throws {
    let container = try made(
      in: "/storage/fileStorage/containers",
      #"{"displayName":"a","containerTypeId":"33333333-3333-3333-3333-333333333333"}"#)
    for (body, state) in [("{}", "lockedReadOnly"), (#"{"lockState":"lockedNoAccess"}"#, "lockedNoAccess")] {
      #expect(send("POST", container + "/lock", body).status == 204)
      #expect(send("GET", container)["lockState"] == .string(state))
    }
    #expect(send("POST", container + "/unlock").status == 204)
    #expect(send("GET", container)["lockState"] == "unlocked")
  }

  @Test("a page stayed checked out when it was published") func pages() throws {
    let site = try made(in: "/sites", #"{"webUrl":"https://contoso.sharepoint.com/sites/red"}"#)
    let page = try made(
      in: site + "/pages",
      ##"{"@odata.type":"#microsoft.graph.sitePage","name":"a.aspx","##
        + #""publishingState":{"level":"checkout","checkedOutBy":{"user":{"id":"\#(Self.ada)"}}}}"#)
    #expect(send("POST", page + "/microsoft.graph.sitePage/publish").status == 204)
    let state = send("GET", page)["publishingState"]?.objectValue
    #expect(state?["level"] == "published" && state?["checkedOutBy"] == .null)
  }
}
