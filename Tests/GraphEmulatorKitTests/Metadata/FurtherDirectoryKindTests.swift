import HTTPMessages
import JSON
import Testing

/// Kinds of the directory that the published document alone has: the directory takes what its own kinds say they can be
/// asked, and these say nothing, so that every filter and order was refused.
@Suite struct FurtherDirectoryKindTests {
  private static let content = """
    <EntityType Name="directoryObject" BaseType="microsoft.graph.entity"/>
    <EntityType Name="reseller" BaseType="microsoft.graph.directoryObject">
      <Property Name="displayName" Type="Edm.String"/><Property Name="customerId" Type="Edm.Guid"/>
      <Property Name="isMain" Type="Edm.Boolean"/></EntityType>
    <EntityContainer Name="GraphService">
      <EntitySet Name="resellers" EntityType="microsoft.graph.reseller"/></EntityContainer>
    """
  private static let customer = "aaaaaaaa-0000-4000-8000-000000000001"

  @Test(
    arguments: [
      ("$filter=customerId eq \(customer)", ["Alpha"]), ("$filter=isMain eq true", ["Alpha"]),
      ("$filter=isMain ne true&$count=true", ["Beta"]),
      ("$filter=endswith(displayName,'a') and contains(displayName,'et')", ["Beta"]),
      ("$orderby=displayName desc", ["Beta", "Alpha"]),
      ("$filter=isMain eq false or isMain eq true&$orderby=displayName desc", ["Beta", "Alpha"]),
      ("$skip=1", ["Beta"]), ("$search=Beta", ["Beta"]),
    ], [true, false])
  func takeWhatODataHas(_ row: (options: String, names: [String]), isEventual: Bool) throws {
    let tenant = try PublishedTenant(declaring: Self.content)
    _ = try tenant.make(
      "/resellers", #"{"displayName":"Alpha","customerId":"\#(Self.customer)","isMain":true}"#)
    _ = try tenant.make("/resellers", #"{"displayName":"Beta","isMain":false}"#)
    let headers = isEventual ? [HeaderField("ConsistencyLevel", "eventual")] : []
    let reply = tenant.emulator.send("GET", "/resellers?\(row.options)", version: "v1.0", headers: headers)
    #expect(reply.status == 200, "\(reply.text)")
    #expect(reply.values("displayName") == row.names)
    #expect(reply["@odata.count"] == (row.options.contains("$count=true") ? .number("1") : nil))
    let count = tenant.emulator.send("GET", "/resellers/$count", version: "v1.0", headers: headers)
    #expect(count.status == 200 && count.text == "2", "\(count.text)")
  }

  /// What we describe ourselves is asked for in the manner of the directory, as before.
  @Test func othersAreAsRestricted() throws {
    let tenant = try PublishedTenant(declaring: Self.content)
    let reply = tenant.send("GET", "/users?$filter=endswith(mail,'a')")
    #expect(reply.status == 400, "\(reply.text)")
    #expect(reply.errorCodes.first == "Request_UnsupportedQuery")
    #expect(tenant.send("GET", "/users?$skip=1").status == 400)
  }
}
