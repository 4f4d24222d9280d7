import HTTPMessages
import JSON
import Testing

/// Computed properties of licensing change with whatever changes who holds what (directory.md section 9).
@Suite struct DeltaLicenseTests {
  static let select = "assignedLicenses,licenseAssignmentStates"

  private func changed(_ emulator: TestEmulator, _ path: inout String) throws -> [String: Set<String>] {
    let reply = emulator.send("GET", path, headers: DeltaRoundTests.minimal)
    path = try #require(reply.deltaPath)
    return Dictionary(
      uniqueKeysWithValues: reply.items.map { item in
        (item["id"]?.stringValue ?? "", Set(item.names).subtracting(["id"]))
      })
  }

  /// Adele holds the only unit and Alex waits; each step tells whose licenses it changed.
  @Test func whoGainsAndWhoLoses() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    var users = try emulator.latest("/users/delta?$select=\(Self.select)")
    let both: Set = ["assignedLicenses", "licenseAssignmentStates"]

    emulator.send("DELETE", "/admin/cloudLicensing/assignments/first")
    #expect(try changed(emulator, &users) == [People.adele: both, People.alex: both])
    emulator.send("PATCH", "/users/\(People.alex)", #"{"displayName":"Alex","usageLocation":"DE"}"#)
    #expect(try changed(emulator, &users) == [:])

    let waits = emulator.send(
      "POST", "/admin/cloudLicensing/assignments",
      """
      {"allotment@odata.bind":"https://graph.microsoft.com/beta/admin/cloudLicensing/allotments/exchange",
       "assignedTo@odata.bind":"https://graph.microsoft.com/beta/groups/\(People.sales)","disabledServicePlanIds":[]}
      """)
    #expect(waits.status == 201, "\(waits.text)")
    #expect(
      try changed(emulator, &users)
        == [People.adele: ["licenseAssignmentStates"], People.diego: ["licenseAssignmentStates"]])

    try emulator.load(
      #"{"admin": {"cloudLicensing": {"allotments": [{"id": "exchange", "allottedUnits": 2}]}}}"#)
    // Alex holds a unit as before.
    #expect(try changed(emulator, &users) == [People.adele: both])
  }

  /// Licenses show what a product is and whether it is active, not how many units there are.
  @Test func aChangeOfAPoolIsOneOfItsHoldersWhenTheirLicensesShowIt() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    var users = try emulator.latest("/users/delta?$select=assignedPlans")
    func load(_ members: String) throws {
      try emulator.load(
        #"{"admin": {"cloudLicensing": {"allotments": [{"id": "exchange", \#(members)}]}}}"#)
    }
    for members in [
      #""allottedUnits": 1, "skuPartNumber": "OTHER""#, #""allottedUnits": 0"#, #""allottedUnits": 1"#,
      #""subscriptions": [{"subscriptionId": "a", "state": "active"}]"#,
      #""subscriptions": [{"subscriptionId": "a", "state": "active"}, {"subscriptionId": "b", "state": "warning"}]"#,
    ] {
      try load(members)
      #expect(try changed(emulator, &users) == [:], "\(members)")
    }
    for members in [
      #""subscriptions": [{"subscriptionId": "b", "state": "warning"}]"#, #""services": []"#,
      #""skuId": "\#(People.powerBI)""#,
    ] {
      try load(members)
      #expect(try changed(emulator, &users) == [People.adele: ["assignedPlans"]], "\(members)")
    }
  }

  @Test func groupsTellWhatIsAssignedToThem() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    var groups = try emulator.latest("/groups/delta?$select=assignedLicenses,licenseProcessingState")
    emulator.send(
      "POST", "/groups/\(People.sales)/assignLicense",
      #"{"addLicenses":[{"skuId":"\#(People.powerBI)"}],"removeLicenses":[]}"#)
    #expect(
      try changed(emulator, &groups) == [People.sales: ["assignedLicenses", "licenseProcessingState"]])
    emulator.send("PATCH", "/groups/\(People.sales)", #"{"description":"Sells"}"#)
    #expect(try changed(emulator, &groups) == [:])
  }

  @Test func theValueIsTheNewOne() throws {
    let emulator = try TestEmulator.frozen(People.seed)
    let users = try emulator.latest("/users/delta?$select=assignedLicenses")
    emulator.send("DELETE", "/admin/cloudLicensing/assignments/first")
    #expect(
      emulator.get(users).wholeDelta
        == .delta(
          "users(assignedLicenses)", "users/delta", #"{"id":"\#(People.adele)","assignedLicenses":[]}"#,
          #"{"id":"\#(People.alex)","assignedLicenses":[{"disabledPlans":[],"skuId":"\#(People.exchange)"}]}"#
        ))
  }
}
