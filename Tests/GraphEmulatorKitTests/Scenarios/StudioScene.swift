import JSON
import Testing

/// The package `Campaign` fills the group Studio, whose members get Exchange from a small pool.
struct StudioScene {
  static let root = EntitlementScene.root
  static let pool = "/admin/cloudLicensing/allotments/exchange"
  static let open =
    #""requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true}"#

  let scene: EntitlementScene
  var emulator: TestEmulator { scene.emulator }

  /// - Parameter policy: members of the policy besides who may ask.
  init(units: Int, policy: String = "") throws {
    scene = try EntitlementScene(policy: policy + Self.open)
    try emulator.load(
      """
      {"admin": {"cloudLicensing": {"allotments": [
        {"id": "exchange", "allottedUnits": \(units), "skuId": "\(People.exchange)"}]}}}
      """)
  }

  func get(_ path: String) -> WholeAnswer { emulator.send("GET", path, version: "v1.0").whole }

  func setClock(_ moment: String) throws {
    try emulator.load(#"{"clock": {"mode": "frozen", "now": "\#(moment)"}}"#)
  }

  // MARK: What is done

  /// Gives the group its license.
  func licenseTheGroup() {
    let body = #"{"addLicenses":[{"skuId":"\#(People.exchange)","disabledPlans":[]}],"removeLicenses":[]}"#
    #expect(
      emulator.send("POST", "/groups/\(People.sales)/assignLicense", body, version: "v1.0").status == 202)
    #expect(
      get("/groups/\(People.sales)?$select=id,assignedLicenses,licenseProcessingState")
        == .ok(
          """
          {"@odata.context":"V/$metadata#groups(id,assignedLicenses,licenseProcessingState)/$entity",
           "id":"\(People.sales)","assignedLicenses":[{"disabledPlans":[],"skuId":"\(People.exchange)"}],
           "licenseProcessingState":{"state":"ProcessingComplete"}}
          """))
  }

  /// - Returns: the id of the request.
  @discardableResult
  func request(
    _ type: String, _ assignment: String, as user: String, at moment: String = EntitlementScene.moment
  ) throws -> String {
    let reply = scene.send(
      "POST", "/assignmentRequests", #"{"requestType":"\#(type)","assignment":\#(assignment)}"#, as: user)
    let id = try #require(reply["id"]?.stringValue, "\(reply.text)")
    #expect(
      reply.whole
        == .created(
          "V\(Self.root)/assignmentRequests/\(id)",
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignmentRequests/$entity",
           "id":"\(id)","requestType":"\(type)","state":"submitted","status":"Accepted","createdDateTime":"\(moment)",
           "completedDateTime":null,"schedule":{"startDateTime":null,"recurrence":null,
            "expiration":{"endDateTime":null,"duration":null,"type":"notSpecified"}},"answers":[],
           "justification":null,"customExtensionCalloutInstances":[],"parameters":null}
          """))
    return id
  }

  func ask(_ user: String, at moment: String = EntitlementScene.moment) throws {
    try request("userAdd", #"{"accessPackageId":"\#(EntitlementScene.package)"}"#, as: user, at: moment)
  }

  /// Ids of the assignments of people.
  func assignments() -> [String: String] {
    let list = scene.get("/assignments?$select=id&$expand=target($select=objectId)")
    return list.items.reduce(into: [:]) { ids, item in
      ids[item["target"]?.objectValue?["objectId"]?.stringValue ?? ""] = item["id"]?.stringValue
    }
  }

  // MARK: What is seen

  /// Everybody's place: who is in the group and holds a unit, and who waits since when.
  func check(members: [String], holders: [String], waiting: [(user: String, since: String)] = []) {
    checkMembers(members, waiting.map(\.user))
    checkPool(holders.count, waiting)
    for user in [People.adele, People.alex, People.diego] {
      if holders.contains(user) {
        checkHolder(user)
      } else if members.contains(user), waiting.contains(where: { $0.user == user }) {
        checkWaiting(user)
      }
    }
  }

  private func checkMembers(_ members: [String], _ withErrors: [String]) {
    #expect(get("/groups/\(People.sales)/members?$select=id") == Self.users(members))
    #expect(get("/groups/\(People.sales)/membersWithLicenseErrors?$select=id") == Self.users(withErrors))
  }

  static func users(_ ids: [String]) -> WholeAnswer {
    let items = ids.map { ##"{"@odata.type":"#microsoft.graph.user","id":"\##($0)"}"## }
    return .ok(
      #"{"@odata.context":"V/$metadata#directoryObjects(id)","value":[\#(items.joined(separator: ","))]}"#)
  }

  private func checkPool(_ consumed: Int, _ waiting: [(user: String, since: String)]) {
    #expect(
      emulator.get("\(Self.pool)?$select=consumedUnits").whole
        == .ok(
          """
          {"@odata.context":"B/$metadata#admin/cloudLicensing/allotments(consumedUnits)/$entity",
           "@odata.type":"#microsoft.graph.cloudLicensing.allotment","consumedUnits":\(consumed)}
          """))
    #expect(
      emulator.get("\(Self.pool)/waitingMembers?$select=waitingSinceDateTime&$expand=assignedTo($select=id)")
        .whole
        == Self.waitingMembers(waiting))
    #expect(
      get("/subscribedSkus?$select=skuPartNumber,consumedUnits")
        == .ok(
          """
          {"@odata.context":"V/$metadata#subscribedSkus(skuPartNumber,consumedUnits)","value":[
           {"consumedUnits":\(consumed),"skuPartNumber":"EXCHANGESTANDARD"}]}
          """))
  }

  private static func waitingMembers(_ waiting: [(user: String, since: String)]) -> WholeAnswer {
    let items = waiting.map { user, since in
      ##"{"@odata.type":"#microsoft.graph.cloudLicensing.waitingMember","waitingSinceDateTime":"\##(since)","##
        + ##""assignedTo":{"@odata.type":"#microsoft.graph.user","id":"\##(user)"}}"##
    }
    let context =
      "B/$metadata#admin/cloudLicensing/allotments('exchange')/waitingMembers(waitingSinceDateTime,assignedTo(id))"
    return .ok(#"{"@odata.context":"\#(context)","value":[\#(items.joined(separator: ","))]}"#)
  }

  private func checkHolder(_ user: String) {
    #expect(
      get("/users/\(user)?$select=assignedLicenses")
        == Self.licenses(#"{"disabledPlans":[],"skuId":"\#(People.exchange)"}"#))
    #expect(
      get("/users/\(user)/licenseDetails?$select=skuPartNumber")
        == .ok(
          """
          {"@odata.context":"V/$metadata#users('\(user)')/licenseDetails(skuPartNumber)","value":[
           {"skuPartNumber":"EXCHANGESTANDARD"}]}
          """))
  }

  /// Nothing but an error of the older kind.
  private func checkWaiting(_ user: String) {
    #expect(get("/users/\(user)?$select=assignedLicenses") == Self.licenses(""))
    let states = emulator.send("GET", "/users/\(user)?$select=licenseAssignmentStates", version: "v1.0")
    let state = states["licenseAssignmentStates"]?.arrayValue?.last?.objectValue
    #expect(state?["state"] == "Error")
    #expect(state?["error"] == "CountViolation")
  }

  /// Who has no part in the pool any more.
  func checkWithout(_ user: String) {
    #expect(
      get("/users/\(user)?$select=assignedLicenses,licenseAssignmentStates")
        == .ok(
          """
          {"@odata.context":"V/$metadata#users(assignedLicenses,licenseAssignmentStates)/$entity",
           "assignedLicenses":[],"licenseAssignmentStates":[]}
          """))
    #expect(
      get("/users/\(user)/licenseDetails?$select=skuPartNumber")
        == .ok(
          #"{"@odata.context":"V/$metadata#users('\#(user)')/licenseDetails(skuPartNumber)","value":[]}"#))
  }

  private static func licenses(_ items: String) -> WholeAnswer {
    .ok(#"{"@odata.context":"V/$metadata#users(assignedLicenses)/$entity","assignedLicenses":[\#(items)]}"#)
  }
}
