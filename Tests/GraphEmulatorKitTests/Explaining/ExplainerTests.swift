import GraphEmulatorKit
import JSON
import Testing

@Suite struct ExplainerTests {
  @Test func aWholeText() throws {
    let answer = try explain("/v1.0/groups/$count?$filter=startswith(displayName,'Sa')") { request in
      request.headers = [(name: "ConsistencyLevel", value: "eventual")]
    }
    #expect(
      answer.text == """
        GET /v1.0/groups/$count?$filter=startswith(displayName,'Sa')

        Path (v1.0, workload directory)
          groups  entity set       Collection(microsoft.graph.group)
          $count  number of items  Edm.Int32

        Options as parsed
          $filter  startswith(displayName,'Sa')

        Options as bound
          $filter
            startswith(displayName,'Sa')  Edm.Boolean
              displayName                 Edm.String
              'Sa'                        Edm.String

        Permission
          route               GET /groups/$count
          least, delegated    Group.ReadBasic.All
          least, application  Group.ReadBasic.All
          accepted
            Directory.Read.All, Directory.ReadWrite.All, Group-NestingSupport.ReadWrite.All
            Group-PreferredDataLocation.ReadWrite.All, Group.ManageProtection.All, Group.Read.All
            Group.ReadBasic.All, Group.ReadWrite.All, GroupMember.Read.All

        SQL: 1 statement

        1. count
           SELECT NULL, NULL, NULL, count(*)
           FROM "directoryObject" t
           WHERE t.type = 'microsoft.graph.group' AND t.deleted IS NULL
             AND (t."displayName_folded" >= ?10 AND t."displayName_folded" < ?11)
           ?10  = "sa"  value in the query
           ?11  = "sb"  value in the query
           Query plan
             SEARCH t USING INDEX directoryObject_displayName (displayName_folded>? AND displayName_folded<?)
        """)
  }

  @Test func aWholeDocument() throws {
    let answer = try explain(
      "https://graph.microsoft.com/beta/devices/00000000-0000-4000-8000-000000000001/displayName")
    #expect(
      answer.json
        == (try JSONValue.parse(
          """
          {"method": "GET", "version": "beta",
           "target": "/beta/devices/00000000-0000-4000-8000-000000000001/displayName",
           "path": {
             "segments": [
               {"name": "devices", "kind": "entity set", "type": "Collection(microsoft.graph.device)"},
               {"name": "00000000-0000-4000-8000-000000000001", "kind": "key", "type": null},
               {"name": "displayName", "kind": "property", "type": "Edm.String"}],
             "type": "Edm.String", "workload": "directory"},
           "options": [], "bindings": [],
           "permission": {
             "route": "GET /devices/{deviceId}", "leastDelegated": "Device.Read.All",
             "leastApplication": "Device.Read.All", "accepted": ["Device.Read.All",
             "Device.ReadWrite.All[application]",
             "Directory.Read.All",
             "Directory.ReadWrite.All"]},
           "token": null, "statements": [
             {"purpose": "read devices '00000000-0000-4000-8000-000000000001'",
              "sql": "SELECT t.type, t.id, t.properties, t.key FROM \\"directoryObject\\" t WHERE t.id = ?2 AND t.type = 'microsoft.graph.device' AND t.deleted IS NULL LIMIT 1",
              "parameters": [
                {"name": "?2", "value": "00000000-0000-4000-8000-000000000001", "isKnown": true,
                 "meaning": "id in the path"}],
              "queryPlan": [{"detail": "SEARCH t USING INDEX directoryObject_id (id=?)", "steps": []}]}],
           "remarks": []}
          """)).text)
  }

  /// Ways to write one and the same request.
  @Test(arguments: [
    "https://graph.microsoft.com/beta/users?$filter=displayName eq 'Adele Vance'",
    "http://localhost:8585/beta/users?$filter=displayName%20eq%20'Adele%20Vance'",
    "/beta/users?%24filter=displayName+eq+%27Adele+Vance%27",
    "beta/users?filter=displayName eq 'Adele Vance'",
    "/users?$filter=displayName eq 'Adele Vance'", "users?$filter=displayName eq 'Adele Vance'#there",
  ])
  func everySpelling(_ url: String) throws {
    let json = try JSONValue.parse(explain(url).json)
    #expect(json["version"] == "beta")
    #expect(json["path"]?["type"] == "Collection(microsoft.graph.user)")
    #expect(
      json["options"] == [
        ["name": "$filter", "text": "displayName eq 'Adele Vance'", "parsed": "displayName eq 'Adele Vance'"]
      ])
  }

  /// The statistics are fixed, so that an empty database plans as one with 100,000 users does.
  @Test(arguments: [
    ("users?$filter=displayName eq 'Adele'", "directoryObject_displayName (displayName_folded=?)"),
    (
      "users?$filter=startswith(displayName,'A')",
      "directoryObject_displayName (displayName_folded>? AND displayName_folded<?)"
    ),
    (
      "users?$filter=userPrincipalName eq 'a@b'",
      "directoryObject_userPrincipalName (userPrincipalName_folded=? AND type=?)"
    ),
    ("users/a@b", "directoryObject_userPrincipalName (userPrincipalName_folded=? AND type=?)"),
    ("users?$filter=id eq '00000000-0000-4000-8000-000000000001'", "directoryObject_id (id=?)"),
    ("v1.0/users?$filter=mail eq 'a@b'", "directoryObject_mail (mail_folded=?)"),
  ])
  func indexedPropertiesAreSearchedByTheirIndex(_ url: String, _ index: String) throws {
    let json = try JSONValue.parse(explain(url + (url.contains("?") ? "&" : "?") + "$select=id").json)
    let plan = json["statements"]?.arrayValue?.last?["queryPlan"]?.arrayValue?.first
    #expect(plan?["detail"] == .string("SEARCH t USING INDEX \(index)"))
  }

  @Test(arguments: ["groups?$expand=members", "groups?$expand=members($select=id,displayName)&$top=999"])
  func aListWithMembersIsOneStatement(_ url: String) throws {
    let json = try JSONValue.parse(explain(url).json)
    #expect(json["statements"]?.arrayValue?.count == 1)
    #expect(
      json["bindings"]?.arrayValue?.last?["values"]?.arrayValue?[0]["type"]
        == "Collection(microsoft.graph.directoryObject)")
  }

  @Test(arguments: [
    ("me/memberOf", "GET", "GET /me/memberOf", "User.Read"),
    ("users/a@b/manager/$ref", "PUT", "PUT /users/{userId}/manager/$ref", "User.ReadWrite.All"),
    (
      "users('a@b')/graph.assignLicense", "POST", "POST /users/{userId}/assignLicense",
      "LicenseAssignment.ReadWrite.All"
    ),
    (
      "USERS(userPrincipalName='a@b')", "GET", "GET /users(userPrincipalName='{userPrincipalName}')",
      "User.ReadBasic.All"
    ),
    (
      "devices(deviceId='00000000-0000-4000-8000-000000000001')", "GET",
      "GET /devices(deviceId='{deviceRegistrationId}')", "Device.Read.All"
    ),
    (
      "groups/x/members/graph.user/$count", "GET",
      "GET /groups/{groupId}/members/$count", "GroupMember.ReadBasic.All"
    ),
  ])
  func thePermissionIsThatOfTheRoute(_ url: String, _ method: String, _ route: String, _ least: String) throws
  {
    let answer = try explain(url) { request in
      request.method = method
      request.headers = [(name: "ConsistencyLevel", value: "eventual")]
    }
    let permission = try JSONValue.parse(answer.json)["permission"]
    #expect(permission?["route"] == .string(route))
    #expect(permission?["leastDelegated"] == .string(least))
  }

  /// What stands beside `$apply` is about its result.
  @Test func optionsBesideApplyAreAboutItsResult() throws {
    let json = try JSONValue.parse(
      explain(
        "admin/cloudLicensing/allotments?$apply=groupby((skuId),aggregate($count as n))&$filter=n gt 1&$orderby=n&$count=true"
      ).json)
    let bindings = json["bindings"]?.arrayValue ?? []
    #expect(bindings.map { $0["option"] } == ["$apply", "$filter", "$orderby"])
    #expect(bindings.last?["values"]?.arrayValue?.first?["type"] == "Edm.Int64")
    #expect(
      json["statements"]?.arrayValue?.map { $0["purpose"] } == ["count", "read all rows"])
  }

  @Test func optionsOfATypeAreThoseOfItsSet() throws {
    var request = ExplainRequest()
    request.type = "microsoft.graph.cloudLicensing.allotment"
    request.options = [ExplainRequest.Option(name: "$filter", text: "skuPartNumber eq 'A&B#1+1'")]
    let json = try JSONValue.parse(Explainer(request).answer().json)
    #expect(
      json["target"]
        == "/beta/admin/cloudLicensing/allotments?$filter=skuPartNumber%20eq%20%27A%26B%231%2B1%27")
    #expect(json["options"]?.arrayValue?[0]["text"] == "skuPartNumber eq 'A&B#1+1'")
  }

  @Test func aWriteShowsWhatFindsItsPlace() throws {
    let answer = try explain("groups/00000000-0000-4000-8000-000000000001") { $0.method = "DELETE" }
    let json = try JSONValue.parse(answer.json)
    #expect(
      json["statements"]?.arrayValue?.map { $0["purpose"] } == [
        "find groups '00000000-0000-4000-8000-000000000001'"
      ])
    #expect(
      json["remarks"] == [
        "The write and the rules that it sets off are one transaction; only what finds its place is shown."
      ])
  }

  @Test func aDeltaQueryShowsHowObjectsAreRead() throws {
    let json = try JSONValue.parse(try explain("users/delta?$select=displayName").json)
    #expect(
      json["statements"]?.arrayValue?.map { $0["purpose"] } == ["find a page of 100", "read each object"])
    // No row was read, so that no key is known.
    let parameters = json["statements"]?.arrayValue?.last?["parameters"]?.arrayValue ?? []
    #expect(
      parameters.filter { $0["meaning"] == "key of the object" }.map { $0["isKnown"] } == [.bool(false)])
    #expect(
      json["remarks"] == [
        "What changed is read from the table 'change', row by row after the position of the token."
      ])
  }

  // MARK: -

  private func explain(
    _ url: String, _ change: (inout ExplainRequest) -> Void = { _ in }
  ) throws -> Explainer.Answer {
    var request = ExplainRequest()
    request.url = url
    change(&request)
    return try Explainer(request).answer()
  }
}

extension JSONValue {
  fileprivate subscript(name: String) -> JSONValue? { objectValue?[name] }
}
