import JSON
import Testing

/// Bodies that say what no object of entitlement management can be.
@Suite struct EntitlementModelTests {
  private typealias Scene = EntitlementScene

  // MARK: Names

  @Test(
    arguments: [
      ("v1.0", "/accessPackages/\(EntitlementScene.package)", "An access package needs a name."),
      ("beta", "/accessPackages/\(EntitlementScene.package)", "An access package needs a name."),
      ("v1.0", "/catalogs/\(EntitlementScene.catalog)", "A catalog needs a name."),
      ("beta", "/accessPackageCatalogs/\(EntitlementScene.catalog)", "A catalog needs a name."),
      (
        "v1.0", "/accessPackages/\(EntitlementScene.package)/assignmentPolicies/\(EntitlementScene.policy)",
        "A policy needs a name."
      ),
    ], ["null", "\"\""])
  func aNameStays(place: (version: String, path: String, message: String), name: String) throws {
    let scene = try Scene()
    let before = scene.get(place.path, version: place.version).text
    #expect(
      scene.send("PATCH", place.path, #"{"displayName":\#(name)}"#, version: place.version).whole
        == .invalidModel("displayName", place.message))
    #expect(scene.get(place.path, version: place.version).text == before)
  }

  // MARK: Words

  private static let scopes =
    "NoSubjects, SpecificDirectorySubjects, SpecificConnectedOrganizationSubjects, AllExistingDirectoryMemberUsers, "
    + "AllExistingDirectorySubjects, AllConfiguredConnectedOrganizationSubjects, AllExistingConnectedOrganizationSubjects, "
    + "AllExternalSubjects, SpecificDirectoryServicePrincipals, AllDirectoryServicePrincipals, AllDirectoryAgentIdentities"

  @Test(arguments: [
    ("requestorSettings", "scopeType", scopes),
    ("requestApprovalSettings", "approvalMode", "NoApproval, SingleStage, Serial"),
    ("accessReviewSettings", "recurrenceType", "weekly, monthly, quarterly, halfyearly, annual"),
    ("accessReviewSettings", "reviewerType", "Self, Reviewers, Manager"),
  ])
  func unknownWords(settings: String, member: String, words: String) throws {
    let scene = try Scene()
    let body = """
      {"displayName":"P","accessPackageId":"\(Scene.package)","\(settings)":{"\(member)":"Bogus"}}
      """
    let refusal = WholeAnswer.invalidModel("\(settings).\(member)", "'Bogus' is none of \(words).")
    let set = "/accessPackageAssignmentPolicies"
    #expect(scene.send("POST", set, body, version: "beta").whole == refusal)
    #expect(scene.send("PUT", "\(set)/\(Scene.policy)", body, version: "beta").whole == refusal)
    #expect(scene.get(set, version: "beta").values("id") == [Scene.policy])
  }

  /// Case does not count: the policy means what it says.
  @Test func wordsInAnotherCase() throws {
    let scene = try Scene()
    let body =
      #"{"displayName":"P","requestorSettings":{"scopeType":"allexistingdirectorysubjects","acceptRequests":true}}"#
    let path = "/accessPackageAssignmentPolicies/\(Scene.policy)"
    let reply = scene.send("PUT", path, body, version: "beta")
    #expect(reply["requestorSettings"]?.objectValue?["scopeType"] == "AllExistingDirectorySubjects")
    #expect(scene.get("/assignmentPolicies/\(Scene.policy)")["allowedTargetScope"] == "allDirectoryUsers")
    let request = #"{"requestType":"userAdd","assignment":{"accessPackageId":"\#(Scene.package)"}}"#
    #expect(scene.send("POST", "/assignmentRequests", request, as: People.diego).status == 201)
    #expect(scene.members == [People.diego])
  }

  // MARK: Settings

  @Test(arguments: [
    (
      "v1.0", #"{"durationUntilExternalUserDeletedAfterBlocked":"-P5D"}"#,
      "durationUntilExternalUserDeletedAfterBlocked", "'-P5D' is less than nothing"
    ),
    (
      "beta", #"{"daysUntilExternalUserDeletedAfterBlocked":-5}"#, "daysUntilExternalUserDeletedAfterBlocked",
      "-5 is less than 0"
    ),
    (
      "beta", #"{"externalUserLifecycleAction":"Bogus"}"#, "externalUserLifecycleAction",
      "'Bogus' is none of None, BlockSignIn, BlockSignInAndDelete."
    ),
  ])
  func settings(version: String, body: String, member: String, message: String) throws {
    let scene = try Scene()
    for _ in 0..<2 {
      let before = scene.get("/settings", version: version).text
      #expect(
        scene.send("PATCH", "/settings", body, version: version).whole == .invalidModel(member, message))
      #expect(scene.get("/settings", version: version).text == before)
      // Afterwards the settings have a row.
      #expect(
        scene.send("PATCH", "/settings", #"{"externalUserLifecycleAction":"none"}"#, version: version).whole
          == .noContent)
    }
  }

  // MARK: Extensions

  @Test(arguments: [
    (
      ##""callbackConfiguration":{"@odata.type":"#microsoft.graph.customExtensionCallbackConfiguration","timeoutDuration":"-PT1H"}"##,
      "callbackConfiguration.timeoutDuration", "'-PT1H' is less than nothing"
    ),
    (
      #""clientConfiguration":{"maximumRetries":-1}"#, "clientConfiguration.maximumRetries",
      "-1 is less than 0"
    ),
    (
      #""clientConfiguration":{"timeoutInMilliseconds":-1}"#, "clientConfiguration.timeoutInMilliseconds",
      "-1 is less than 0"
    ),
  ])
  func extensions(members: String, place: String, message: String) throws {
    let scene = try Scene()
    let set = "/catalogs/\(Scene.catalog)/customWorkflowExtensions"
    let body = ##"""
      {"@odata.type":"#microsoft.graph.accessPackageAssignmentRequestWorkflowExtension","displayName":"Check",\##(members)}
      """##
    #expect(scene.send("POST", set, body).whole == .invalidModel(place, message))
    #expect(scene.get(set).items.isEmpty)
  }

  // MARK: Lists and links

  @Test(arguments: ["v1.0", "beta"]) func noPackageExcludesItself(version: String) throws {
    let scene = try Scene()
    let path = "/accessPackages/\(Scene.package)/incompatibleAccessPackages"
    let body =
      #"{"@odata.id":"https://graph.microsoft.com/v1.0\#(Scene.root)/accessPackages/\#(Scene.package)"}"#
    #expect(
      scene.send("POST", "\(path)/$ref", body, version: version).whole
        == .invalidModel("@odata.id", "An access package is not incompatible with itself."))
    #expect(scene.get(path, version: version).items.isEmpty)
  }

  @Test(arguments: [
    ("v1.0", "resourceEnvironments", "V"), ("beta", "accessPackageResourceEnvironments", "B"),
  ])
  func environmentsAreFiltered(version: String, set: String, root: String) throws {
    let scene = try Scene()
    let refusal = WholeAnswer.error(400, "BadRequest", "A filter by the property 'originSystem' is required.")
    for query in ["", "?$top=1", "?$filter=displayName%20eq%20'x'"] {
      #expect(scene.get("/\(set)\(query)", version: version).whole == refusal)
    }
    #expect(
      scene.get("/\(set)?$filter=originSystem%20eq%20'SharePointOnline'", version: version).whole
        == .ok(
          """
          {"@odata.context":"\(root)/$metadata#identityGovernance/entitlementManagement/\(set)","value":[]}
          """))
  }
}
