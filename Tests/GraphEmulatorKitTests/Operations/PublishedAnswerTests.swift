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
    let before = object(at: granted)
    expect(204, granted + "/cancel")
    #expect(object(at: granted) == before.changed(["status": .string(status)]))
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
    let untouched = object(at: file)
    #expect(error(send("POST", file + "/discardCheckout")) == refusal)
    #expect(object(at: file) == untouched)
    expect(204, file + "/checkout")
    expect(204, file + "/discardCheckout")
    let discarded = object(at: file)
    #expect(discarded["publication"] == ["checkedOutBy": .null, "level": "published", "versionId": .null])
    #expect(error(send("POST", file + "/discardCheckout")) == refusal)
    #expect(object(at: file) == discarded)
  }

  @Test(
    "links did not say whether they have a password",
    arguments: [(#"{"type":"view","scope":"anonymous"}"#, false), (#"{"type":"view","password":"x"}"#, true)])
  func linksWithPasswords(body: String, hasPassword: Bool) throws {
    let file = try made(in: "/users/\(Self.ada)/drive/root/children", #"{"name":"a.txt","file":{}}"#)
    let reply = send("POST", file + "/createLink", body)
    #expect(reply.status == 201)
    #expect(reply["hasPassword"] == .bool(hasPassword), "\(reply.text)")
    let link = object(at: "\(file)/permissions/\(try #require(reply["id"]?.stringValue))")
    #expect(reply.json == .object(link.changed(["@odata.context": Self.context("permission")])))
  }

  @Test(
    "invitations did not say whether they have a password",
    arguments: [("", false), (#","password":"x""#, true)])
  func invitationsWithPasswords(password: String, hasPassword: Bool) throws {
    let file = try made(in: "/users/\(Self.ada)/drive/root/children", #"{"name":"a.txt","file":{}}"#)
    let people = #"[{"email":"bob@contoso.example"},{"email":"cy@contoso.example"}]"#
    let reply = send("POST", file + "/invite", #"{"recipients":\#(people),"roles":["read"]\#(password)}"#)
    #expect(reply.status == 200)
    #expect(
      reply.items.map { $0["hasPassword"] } == [.bool(hasPassword), .bool(hasPassword)], "\(reply.text)")
    #expect(send("GET", file + "/permissions").items == reply.items)
  }

  @Test("apps of backup were activated with 200") func serviceApps() throws {
    let app = try made(in: "/solutions/backupRestore/serviceApps", #"{"status":"inactive"}"#)
    let moment = "2026-01-31T08:15:30Z"
    accepted(app + "/activate", #"{"effectiveDateTime":"\#(moment)"}"#, "serviceApp", "active")
    #expect(send("GET", app)["effectiveDateTime"] == .string(moment))
    accepted(app + "/deactivate", nil, "serviceApp", "inactive")
  }

  /// Sends what answers 202 with the object, which has this status from then on.
  private func accepted(_ action: String, _ body: String?, _ type: String, _ status: JSONValue) {
    let reply = send("POST", action, body)
    #expect(reply.status == 202)
    let path = action.split(separator: "/").dropLast().map { "/\($0)" }.joined()
    let shown = object(at: path)
    #expect(shown["status"] == status)
    #expect(reply.json == .object(shown.changed(["@odata.context": Self.context(type)])))
  }

  /// What an answer says of the type of the object in it.
  private static func context(_ type: String) -> JSONValue {
    .string("http://localhost:8585/v1.0/$metadata#microsoft.graph.\(type)/$entity")
  }

  private func policy(_ status: String) throws -> String {
    try made(
      in: "/solutions/backupRestore/protectionPolicies",
      ##"{"@odata.type":"#microsoft.graph.exchangeProtectionPolicy","status":"\##(status)"}"##)
  }

  @Test("policies of backup were activated with 200, in whatever state") func protectionPolicies() throws {
    let policy = try policy("inactive")
    #expect(
      error(send("POST", policy + "/deactivate"))
        == "400 invalidStateForActivation: The policy is inactive already.")
    accepted(policy + "/activate", nil, "exchangeProtectionPolicy", "active")
    #expect(
      error(send("POST", policy + "/activate"))
        == "400 invalidStateForActivation: The policy is active already.")
    accepted(policy + "/deactivate", nil, "exchangeProtectionPolicy", "inactive")
  }

  @Test("policies of backup were activated while they were updated", arguments: ["activate", "deactivate"])
  func policiesBeingUpdated(action: String) throws {
    let policy = try policy("updating")
    let before = object(at: policy)
    #expect(
      error(send("POST", "\(policy)/\(action)"))
        == "400 invalidStateForActivation: The policy is being updated and cannot be \(action)d.")
    #expect(object(at: policy) == before)
  }

  @Test(
    "the index of custodians and other data sources was updated with 202",
    arguments: [
      ("custodians", #"{"email":"ada@contoso.example"}"#),
      ("noncustodialDataSources", #"{"displayName":"a"}"#),
    ])
  func indexes(collection: String, body: String) throws {
    let matter = try made(in: "/security/cases/ediscoveryCases", #"{"displayName":"a"}"#)
    let source = try made(in: "\(matter)/\(collection)", body)
    expect(204, source + "/microsoft.graph.security.updateIndex")
    expect(202, source + "/microsoft.graph.security.applyHold")
  }

  @Test(
    "holds were applied and removed without an operation to look at",
    arguments: [
      ("custodians", #"{"email":"ada@contoso.example"}"#),
      ("noncustodialDataSources", #"{"displayName":"a"}"#),
    ])
  func holds(collection: String, body: String) throws {
    let matter = try made(in: "/security/cases/ediscoveryCases", #"{"displayName":"a"}"#)
    let source = try make("\(matter)/\(collection)", body)
    let path = "\(matter)/\(collection)"
    for (request, sent, status) in [
      ("\(path)/\(source)/microsoft.graph.security.applyHold", "{}", "applied"),
      ("\(path)/\(source)/microsoft.graph.security.removeHold", "{}", "notApplied"),
      ("\(path)/microsoft.graph.security.applyHold", #"{"ids":["\#(source)"]}"#, "applied"),
      ("\(path)/microsoft.graph.security.removeHold", #"{"ids":["\#(source)"]}"#, "notApplied"),
    ] {
      let reply = send("POST", request, sent)
      #expect(reply.status == 202 && reply.text.isEmpty, "\(reply.text)")
      let base = "http://localhost:8585/v1.0"
      let location = try #require(reply.header("Location"))
      #expect(location.hasPrefix("\(base)\(matter)/operations/"), "\(location)")
      let operation = send("GET", String(location.dropFirst(base.count)))
      #expect(operation["@odata.type"] == "#microsoft.graph.security.ediscoveryHoldOperation")
      #expect(operation["action"] == "holdUpdate" && operation["status"] == "succeeded")
      #expect(send("GET", "\(path)/\(source)")["holdStatus"] == .string(status))
    }
    #expect(send("GET", matter + "/operations").items.count == 4)
  }

  @Test("content types could not be published, nor be asked whether they are") func contentTypes() throws {
    let type = try made(in: "/sites/root/contentTypes", #"{"name":"a"}"#)
    let before = object(at: type)
    func state(_ isPublished: Bool) -> String {
      #"{"@odata.context":"http://localhost:8585/v1.0/$metadata#Edm.Boolean","value":\#(isPublished)}"#
    }
    #expect(send("GET", type + "/isPublished").text == state(false))
    expect(204, type + "/publish")
    #expect(send("GET", type + "/isPublished").text == state(true))
    #expect(object(at: type) == before)
    expect(204, type + "/unpublish")
    #expect(send("GET", type + "/isPublished").text == state(false))
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
    let before = object(at: container)
    for (body, state) in [("{}", "lockedReadOnly"), (#"{"lockState":"lockedNoAccess"}"#, "lockedNoAccess")] {
      expect(204, container + "/lock", body)
      #expect(object(at: container) == before.changed(["lockState": .string(state)]))
    }
    expect(204, container + "/unlock")
    #expect(object(at: container) == before.changed(["lockState": "unlocked"]))
  }

  @Test("a page stayed checked out when it was published") func pages() throws {
    let site = try made(in: "/sites", #"{"webUrl":"https://contoso.sharepoint.com/sites/red"}"#)
    let page = try made(
      in: site + "/pages",
      ##"{"@odata.type":"#microsoft.graph.sitePage","name":"a.aspx","##
        + #""publishingState":{"level":"checkout","checkedOutBy":{"user":{"id":"\#(Self.ada)"}}}}"#)
    expect(204, page + "/microsoft.graph.sitePage/publish")
    #expect(
      send("GET", page)["publishingState"]
        == ["checkedOutBy": .null, "level": "published", "versionId": .null])
  }
}
