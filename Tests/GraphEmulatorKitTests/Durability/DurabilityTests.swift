import Foundation
import JSON
import Testing

/// What lasts when the program ends, however it ends.
@Suite struct DurabilityTests {
  static let adele = "11111111-0000-4000-8000-000000000001"
  static let alex = "11111111-0000-4000-8000-000000000002"

  static let seed = """
    {"users": [{"id": "\(adele)", "userPrincipalName": "adele@contoso.example"},
               {"id": "\(alex)", "userPrincipalName": "alex@contoso.example"}],
     "admin": {"cloudLicensing": {"allotments": [{"id": "pool", "allottedUnits": 1, "skuId": "\(People.exchange)"}]}}}
    """

  @Test func anAcknowledgedWriteSurvivesAKill() throws {
    let folder = try TemporaryFolder()
    let arguments = ["--data", "\(folder.path)/data", "--seed", try folder.file("seed.json", Self.seed)]
    let first = try ServerProcess(arguments)
    #expect(try first.waitUntilItListens() == "Listening on http://127.0.0.1:\(first.port)\n")
    #expect(try first.client.send("DELETE", "/users/\(Self.alex)").status == 204)
    #expect(
      try first.client.send("PATCH", "/users/\(Self.adele)", #"{"jobTitle":"Clerk"}"#).status == 204)
    let assignment =
      #"{"allotment@odata.bind":"admin/cloudLicensing/allotments/pool","disabledServicePlanIds":[]}"#
    #expect(
      try first.client.send("POST", "/users/\(Self.adele)/cloudLicensing/assignments", assignment)
        .status == 201)
    #expect(first.end(with: SIGKILL) == SIGKILL)

    let second = try ServerProcess(arguments)
    try second.waitUntilItListens()
    #expect(try second.client.send("GET", "/users/\(Self.alex)").status == 404)
    #expect(try second.client.send("GET", "/users/\(Self.adele)/jobTitle/$value").text == "Clerk")
    #expect(
      try second.client.send("GET", "/admin/cloudLicensing/allotments/pool/consumedUnits/$value").text
        == "1")
    #expect(try second.client.send("GET", "/admin/cloudLicensing/assignments/$count").text == "1")
    #expect(second.end(with: SIGTERM) == 0)
  }

  /// Killed in the middle of writing: all that was acknowledged is there, and nothing is there twice.
  @Test func killedWhileItWrites() throws {
    let folder = try TemporaryFolder()
    let arguments = ["--data", "\(folder.path)/data"]
    let first = try ServerProcess(arguments)
    try first.waitUntilItListens()
    var acknowledged: Set<String> = []
    for number in 0..<40 {
      let reply = try first.client.send("POST", "/groups", Self.group(number))
      #expect(reply.status == 201)
      acknowledged.insert(try #require(try JSONValue.parse(reply.text).objectValue?["id"]?.stringValue))
    }
    let answers = Collected<HTTPClient.Answer>()
    let client = first.client
    let unfinished = Thread {
      if let answer = try? client.send("POST", "/groups", Self.group(40)) { answers.add(answer) }
    }
    unfinished.start()
    #expect(first.end(with: SIGKILL) == SIGKILL)
    while !unfinished.isFinished { usleep(1000) }
    for answer in answers.all where answer.status == 201 {
      acknowledged.insert(try #require(try JSONValue.parse(answer.text).objectValue?["id"]?.stringValue))
    }

    let second = try ServerProcess(arguments)
    try second.waitUntilItListens()
    let list = try JSONValue.parse(try second.client.send("GET", "/groups?$select=id").text).objectValue
    let ids = list?["value"]?.arrayValue?.compactMap { $0.objectValue?["id"]?.stringValue } ?? []
    #expect(acknowledged.isSubset(of: ids))
    #expect(ids.count == Set(ids).count && ids.count <= 41)
  }

  static func group(_ number: Int) -> String {
    #"{"displayName":"G\#(number)","mailNickname":"g\#(number)","mailEnabled":false,"securityEnabled":true}"#
  }

  @Test(arguments: ServerProcess.endingSignals) func aSignalEndsItCleanly(signal: Int32) throws {
    let server = try ServerProcess([])
    try server.waitUntilItListens()
    #expect(try server.client.send("GET", "/users").status == 200)
    #expect(server.end(with: signal) == 0)
    #expect(server.errorText() == "")
  }

  @Test func aWrongSeedLoadsNothing() throws {
    let folder = try TemporaryFolder()
    let wrong =
      #"{"groups": [{"displayName": "Sales", "members@odata.bind": ["users/nobody@contoso.example"]}]}"#
    let data = ["--data", "\(folder.path)/data", "--seed"]
    let refused = try ServerProcess(data + [try folder.file("wrong.json", wrong)])
    #expect(refused.waitForEnd() == 65)
    #expect(refused.outputText() == "")
    let sentence = refused.errorText()
    #expect(
      sentence.hasSuffix("wrong.json: $.groups[0].members@odata.bind[0]: no user 'nobody@contoso.example'\n"))
    #expect(sentence.count { $0 == "\n" } == 1)

    let server = try ServerProcess(data + [try folder.file("seed.json", Self.seed)])
    try server.waitUntilItListens()
    #expect(try server.client.send("GET", "/groups").text.hasSuffix("#groups\",\"value\":[]}"))
    #expect(try server.client.send("GET", "/users/\(Self.adele)").status == 200)
  }

  @Test func aTakenPortIsSaidInOneSentence() throws {
    let first = try ServerProcess([])
    try first.waitUntilItListens()
    let second = try ServerProcess(["--port", String(first.port)])
    #expect(second.waitForEnd() != 0)
    #expect(second.outputText() == "")
    let sentence = second.errorText()
    #expect(sentence.contains(String(first.port)))
    #expect(sentence.count { $0 == "\n" } == 1 && sentence.hasSuffix("\n"))
  }
}
