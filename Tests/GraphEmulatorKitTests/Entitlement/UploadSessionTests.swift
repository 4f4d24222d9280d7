import JSON
import Testing

/// Sessions in which the data of a resource is brought along.
@Suite struct UploadSessionTests {
  private static let resource = "55555555-0000-4000-8000-000000000031"

  private static let seed =
    People.seed.dropLast() + """
      ,"identityGovernance":{"entitlementManagement":{"accessPackageCatalogs":[
        {"id":"\(People.catalog)","displayName":"Marketing","accessPackageResources":[
          {"id":"\(resource)","displayName":"Studio","originSystem":"AadGroup","originId":"\(People.sales)"}]}]}}}
      """

  /// What cannot be null never is.
  @Test(arguments: [("beta", "accessPackageResources"), ("v1.0", "resources")])
  func aNewOneIsActiveAndHasNothing(version: String, set: String) throws {
    let emulator = try TestEmulator.frozen(String(Self.seed))
    let path = "/identityGovernance/entitlementManagement/\(set)/\(Self.resource)/uploadSessions"
    let body =
      ##"{"@odata.type":"#microsoft.graph.customDataProvidedResourceAccessReviewUploadSession","referenceId":"x"}"##
    let made = emulator.send("POST", path, body, version: version)
    #expect(made.status == 201)
    let id = try #require(made["id"]?.stringValue)
    for reply in [made, emulator.send("GET", "\(path)/\(id)", version: version)] {
      var object = try #require(reply.json.objectValue)
      object["@odata.context"] = nil
      #expect(
        JSONValue.object(object)
          == (try JSONValue.parse(
            """
            {"@odata.type":"#microsoft.graph.customDataProvidedResourceAccessReviewUploadSession","id":"\(id)",
             "createdDateTime":"\(EntitlementScene.moment)","data":null,"isUploadDone":false,"referenceId":"x",
             "stats":{"filesUploaded":0,"totalBytesUploaded":0},"status":"active"}
            """)))
    }
  }
}
