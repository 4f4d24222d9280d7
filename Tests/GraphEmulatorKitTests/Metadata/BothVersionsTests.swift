import GraphEmulatorKit
import JSON
import Seeding
import Tenants
import TestSupport
import Testing

/// What the service publishes of both versions, beside that of v1.0 alone: types have other bases in beta.
@Suite(
  .serialized, .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata")
)
struct BothVersionsTests {
  private static let betas = ["beta-from-sdk.csdl.gz", "beta-USSec.csdl.gz"]

  private static func both(_ beta: String) -> [MetadataFile] {
    [.publishedV1, MetadataFile(version: .beta, path: PublishedFolder.file(beta))]
  }

  private func v1(_ emulator: TestEmulator, _ method: String, _ path: String, _ body: String? = nil) -> Reply
  {
    emulator.send(method, path, body, version: "v1.0")
  }

  /// `bookingBusinesses/{id}/staffMembers` was an unknown segment: in beta nothing derives from their base.
  @Test(arguments: betas) func v1KnowsTheSamePaths(beta: String) throws {
    let alone = try TestEmulator { $0.metadata = [.publishedV1] }
    let together = try TestEmulator { $0.metadata = Self.both(beta) }
    let operations = try SDKOperation.all(PublishedFolder.file("sdk-paths-v1.tsv.gz"))
    for operation in operations where operation.method == "GET" {
      let (one, other) = (v1(alone, "GET", operation.path), v1(together, "GET", operation.path))
      #expect(one.status == other.status, "\(operation.path): \(other.text)")
    }
  }

  @Test func staffIsThereInBoth() throws {
    let emulator = try TestEmulator { $0.metadata = Self.both(Self.betas[0]) }
    let businesses = "/solutions/bookingBusinesses"
    let business = try #require(
      v1(emulator, "POST", businesses, #"{"displayName":"Shop"}"#)["id"]?.stringValue)
    let staff = "\(businesses)/\(business)/staffMembers"
    let made = v1(
      emulator, "POST", staff,
      ##"{"@odata.type":"#microsoft.graph.bookingStaffMember","displayName":"Ada"}"##)
    #expect(made.status == 201 && made["displayName"] == "Ada", "\(made.text)")
    #expect(v1(emulator, "GET", staff).values("displayName") == ["Ada"])
    #expect(emulator.get(staff).values("displayName") == ["Ada"])
    let expanded = v1(emulator, "GET", "\(businesses)/\(business)?$expand=staffMembers")
    #expect(expanded.json.text.contains(#""displayName":"Ada""#), "\(expanded.text)")
    #expect(v1(emulator, "DELETE", "\(businesses)/\(business)").status == 204)
    #expect(v1(emulator, "GET", staff).status == 404)
  }

  /// `shortDescription` of v1.0 is `shortdescription` in beta: it was dropped.
  @Test func aMemberWithOtherCapitalLettersIsTheSame() throws {
    let emulator = try TestEmulator { $0.metadata = Self.both(Self.betas[0]) }
    let apps = "/appCatalogs/teamsApps"
    let app = try #require(v1(emulator, "POST", apps, #"{"displayName":"App"}"#)["id"]?.stringValue)
    let definitions = "\(apps)/\(app)/appDefinitions"
    let made = v1(emulator, "POST", definitions, #"{"shortDescription":"short"}"#)
    #expect(made.status == 201 && made["shortDescription"] == "short", "\(made.text)")
    #expect(v1(emulator, "GET", definitions).values("shortDescription") == ["short"])
    #expect(emulator.get(definitions).values("shortdescription") == ["short"])
  }

  /// It was refused, empty or not.
  @Test(arguments: betas) func aFolderOfV1AloneOpensWithBoth(beta: String) throws {
    let folder = try TemporaryFolder()
    func emulator(_ metadata: [MetadataFile]) throws -> TestEmulator {
      try TestEmulator {
        $0.metadata = metadata
        $0.dataDirectory = folder.path + "/data"
      }
    }
    func ids(_ emulator: TestEmulator, _ paths: [String]) -> [[String]] {
      paths.map { v1(emulator, "GET", $0).values("id") }
    }
    var paths = ["/planner/plans", "/solutions/bookingBusinesses"]
    var made: [[String]] = []
    do {
      let alone = try emulator([.publishedV1])
      _ = v1(alone, "POST", paths[0], #"{"title":"Move","owner":"a"}"#)
      let shop = v1(alone, "POST", paths[1], #"{"displayName":"Shop"}"#)["id"]?.stringValue ?? ""
      paths.append("\(paths[1])/\(shop)/staffMembers")
      _ = v1(
        alone, "POST", paths[2],
        ##"{"@odata.type":"#microsoft.graph.bookingStaffMember","displayName":"Ada"}"##)
      made = ids(alone, paths)
    }
    #expect(made.map(\.count) == [1, 1, 1])
    for _ in 1...2 { #expect(ids(try emulator(Self.both(beta)), paths) == made) }
  }

  /// A file was stored with the one member that follows from its bytes, and an export, which was merged into its own
  /// tenant, changed it: beta has a member that is never null.
  @Test func anExportSaysTheSameOfAFileThatWasPut() throws {
    let user =
      #"{"users":[{"id":"11111111-1111-1111-1111-111111111111","userPrincipalName":"ada@contoso.example"}]}"#
    let emulator = try TestEmulator(user) { $0.metadata = Self.both(Self.betas[0]) }
    let made = emulator.send(
      "PUT", "/me/drive/root:/a.txt:/content", "hi", version: "v1.0", contentType: "text/plain")
    #expect(made.status == 201 && made["createdBy"]?.objectValue?["@odata.type"] == nil, "\(made.text)")
    let exported = try emulator.export()
    let tenant = try #require(emulator.core.tenants.mainTenant)
    let report = try SeedLoader.load(
      [SeedDocument(name: "export.json", bytes: Array(exported.utf8))], into: tenant)
    #expect(report.created == 0 && report.changed == 0, "\(report)")
    #expect(try emulator.export() == exported)
    let problem = try ExportedAgain(emulator).problem
    #expect(problem == nil)
  }

  /// `type` and `otherLabel`, which v1.0 has not, were shown there: beta declares another type at this place.
  @Test func v1ShowsNoMembersOfBeta() throws {
    let user =
      #"{"users":[{"id":"11111111-1111-1111-1111-111111111111","userPrincipalName":"ada@contoso.example"}]}"#
    let emulator = try TestEmulator(user) { $0.metadata = Self.both(Self.betas[0]) }
    let made = emulator.send(
      "POST", "/me/contacts", #"{"emailAddresses":[{"type":"work","address":"a@contoso.example"}]}"#)
    #expect(made.status == 201, "\(made.text)")
    let id = try #require(made["id"]?.stringValue)
    let shown = v1(emulator, "GET", "/me/contacts/\(id)")["emailAddresses"]
    #expect(shown?.text == #"[{"name":null,"address":"a@contoso.example"}]"#)
    let address = emulator.get("/me/contacts/\(id)")["emailAddresses"]?.arrayValue?.first?.objectValue
    #expect(address?["type"] == "work" && address?["address"] == "a@contoso.example")
  }

  /// v1.0 calls by its number what has an `id` in beta: the list showed it, and nothing found it.
  @Test func oneKeyFindsTheObjectInBoth() throws {
    let emulator = try TestEmulator { $0.metadata = Self.both(Self.betas[0]) }
    let labels = "/security/labels/retentionLabels"
    let label = try #require(v1(emulator, "POST", labels, #"{"displayName":"Tax"}"#)["id"]?.stringValue)
    let stages = "\(labels)/\(label)/dispositionReviewStages"
    #expect(v1(emulator, "POST", stages, #"{"stageNumber":"1","name":"a"}"#).status == 201)
    #expect(emulator.send("POST", stages, #"{"stageNumber":"2","name":"b"}"#).status == 201)
    #expect(
      v1(emulator, "POST", stages, #"{"stageNumber":"2","name":"c"}"#).errorCodes == ["Request_BadRequest"])
    #expect(
      emulator.send("POST", stages, #"{"stageNumber":"1","name":"c"}"#).errorCodes == ["Request_BadRequest"])
    for (number, name) in [("1", "a"), ("2", "b")] {
      let (old, new) = (v1(emulator, "GET", "\(stages)/\(number)"), emulator.get("\(stages)/\(number)"))
      #expect(old.status == 200 && new.status == 200, "\(old.text) \(new.text)")
      #expect(old["stageNumber"] == .string(number) && old["name"] == .string(name) && old["id"] == nil)
      #expect(
        new["stageNumber"] == .string(number) && new["name"] == .string(name) && new["id"] == .string(number))
    }
    #expect(v1(emulator, "DELETE", "\(stages)/2").status == 204)
    let made = v1(emulator, "POST", stages, #"{"name":"d"}"#)
    let number = try #require(made["stageNumber"]?.stringValue, "\(made.text)")
    #expect(v1(emulator, "GET", stages).values("stageNumber") == ["1", number])
    #expect(emulator.get("\(stages)/\(number)")["name"] == "d")
  }

  /// v1.0 has an entity type `approvalStage`, which the value was said to be, and showed nothing of it; and any text of beta came out
  /// where v1.0 has an enumeration.
  @Test func v1ShowsWhatItsOwnTypesHave() throws {
    let emulator = try TestEmulator { $0.metadata = Self.both(Self.betas[0]) }
    let policies = "/policies/roleManagementPolicies"
    let policy = try #require(
      emulator.send("POST", policies, #"{"displayName":"Admins"}"#)["id"]?.stringValue)
    let rules = "\(policies)/\(policy)/rules"
    let rule = emulator.send(
      "POST", rules,
      ##"{"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyApprovalRule","##
        + #""setting":{"approvalStages":[{"approvalStageTimeOutInDays":3,"isEscalationEnabled":true}]}}"#)
    #expect(rule.status == 201, "\(rule.text)")
    let setting = v1(emulator, "GET", rules)["value"]?.arrayValue?.first?.objectValue?["setting"]
    #expect(
      setting?.objectValue?["approvalStages"]?.text
        == #"[{"approvalStageTimeOutInDays":3,"escalationApprovers":[],"escalationTimeInMinutes":null,"#
        + #""isApproverJustificationRequired":null,"isEscalationEnabled":true,"primaryApprovers":[]}]"#)
    let requests = "/roleManagement/directory/roleAssignmentScheduleRequests"
    let request = emulator.send("POST", requests, #"{"action":"AdminExtendAll"}"#)
    #expect(request.status == 201, "\(request.text)")
    #expect(emulator.get(requests).values("action") == ["AdminExtendAll"])
    #expect(v1(emulator, "GET", requests).values("action") == ["unknownFutureValue"])
  }
}
