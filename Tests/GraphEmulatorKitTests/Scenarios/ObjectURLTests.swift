import JSON
import Testing

/// URLs of objects whose ids hold characters that a URL cannot.
@Suite struct ObjectURLTests {
  static let (pool, holding) = ("Sales & more?", "50%ü #1")
  static let (poolURL, holdingURL) = ("Sales%20%26%20more%3F", "50%25%C3%BC%20%231")
  static let (pools, holdings) = ("admin/cloudLicensing/allotments", "admin/cloudLicensing/assignments")

  static let seed = """
    {"users": [{"id": "\(People.adele)", "userPrincipalName": "adele@contoso.example"}],
     "admin": {"cloudLicensing": {
       "allotments": [{"id": "\(pool)", "allottedUnits": 1, "skuId": "\(People.exchange)"}],
       "assignments": [
         {"id": "\(holding)", "allotment@odata.bind": "\(pools)/\(poolURL)",
          "assignedTo@odata.bind": "users/\(People.adele)"}]}}}
    """

  static let emulator = Result { try TestEmulator.frozen(seed) }

  static let references: [(String, String)] = [
    (
      "/\(holdings)/\(holdingURL)/allotment/$ref",
      #"{"@odata.context":"B/$metadata#$ref","@odata.id":"B/\#(pools)/\#(poolURL)"}"#
    ),
    (
      "/\(holdings)/$ref",
      #"{"@odata.context":"B/$metadata#Collection($ref)","value":[{"@odata.id":"B/\#(holdings)/\#(holdingURL)"}]}"#
    ),
    (
      "/\(holdings)/\(holdingURL)?$select=id&$expand=allotment/$ref",
      """
      {"@odata.context":"B/$metadata#\(holdings)(id,allotment/$ref())/$entity",
       "@odata.type":"#microsoft.graph.cloudLicensing.assignment","id":"\(holding)",
       "allotment":{"@odata.id":"B/\(pools)/\(poolURL)"}}
      """
    ),
  ]

  @Test(arguments: references) func referencesAreURLs(path: String, expected: String) throws {
    #expect(try Self.emulator.get().get(path).whole == .ok(expected))
  }

  @Test func linksAreURLs() throws {
    let path = "\(Self.pools)/\(Self.poolURL)"
    let reply = try Self.emulator.get().send("GET", "/\(path)?$select=id", headers: [FormatTests.full])
    let link = FormatTests.links("cloudLicensing.allotment", path)
    #expect(
      reply.whole
        == FormatTests.ok(
          "full",
          #"{"@odata.context":"B/$metadata#\#(Self.pools)(id)/$entity",\#(link),"id":"\#(Self.pool)"}"#))
  }
}

/// References to contained objects lead to them: they have no set of their own.
@Suite struct ContainedReferenceTests {
  static let path = GroupAssignmentTests.path
  static let assignment = "\(GroupAssignmentTests.profile)_\(GroupAssignmentTests.group)"

  @Test(arguments: [
    (
      "\(path)/assignments/$ref",
      #"{"@odata.context":"B/$metadata#Collection($ref)","value":[{"@odata.id":"B\#(path)/assignments/\#(assignment)"}]}"#
    ),
    (
      "\(path)/assignments/$ref?$count=true",
      #"{"@odata.context":"B/$metadata#Collection($ref)","@odata.count":1,"value":[{"@odata.id":"B\#(path)/assignments/\#(assignment)"}]}"#
    ),
    (
      "\(path)/microsoft.graph.windows10GeneralConfiguration/assignments/$ref",
      #"{"@odata.context":"B/$metadata#Collection($ref)","value":[{"@odata.id":"B\#(path)/assignments/\#(assignment)"}]}"#
    ),
    (
      "/deviceManagement/deviceConfigurations?$select=id&$expand=assignments/$ref",
      """
      {"@odata.context":"B/$metadata#deviceManagement/deviceConfigurations(id,assignments/$ref())","value":[
        {"@odata.type":"#microsoft.graph.windows10GeneralConfiguration","id":"\(GroupAssignmentTests.profile)",
         "assignments":[{"@odata.id":"B\(path)/assignments/\(assignment)"}]}]}
      """
    ),
  ]) func leadToTheObject(path: String, expected: String) throws {
    let emulator = try TestEmulator.frozen(GroupAssignmentTests.seed)
    let reply = emulator.get(path)
    #expect(reply.whole == .ok(expected))
    let link = try #require(reply.text.split(separator: "\"").first { $0.hasSuffix(Self.assignment) })
    let target = String(link).replacing("http://localhost:8585/beta", with: "") + "?$select=id"
    #expect(emulator.get(target)["id"] == .string(Self.assignment))
  }
}
