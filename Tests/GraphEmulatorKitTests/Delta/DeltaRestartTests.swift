import Foundation
import JSON
import Testing

/// Links go on after the program was killed, as the data does.
@Suite struct DeltaRestartTests {
  @Test func aLinkOutlivesTheProgram() throws {
    let folder = try TemporaryFolder()
    let seed = try folder.file("seed.json", DurabilityTests.seed)
    let arguments = ["--data", "\(folder.path)/data", "--seed", seed]
    let first = try ServerProcess(arguments)
    try first.waitUntilItListens()
    let old = try made(first.client, Self.device(1))
    let users = try latest(first.client, "/users/delta?$select=displayName,jobTitle")
    let devices = try latest(first.client, "/devices/delta?$select=displayName")
    try first.client.send("PATCH", "/users/\(DurabilityTests.adele)", #"{"jobTitle":"Clerk"}"#)
    try first.client.send("DELETE", "/devices/\(old)")
    #expect(first.end(with: SIGKILL) == SIGKILL)

    let second = try ServerProcess(arguments)
    try second.waitUntilItListens()
    // It takes the place of the one that is gone, but not its name.
    let new = try made(second.client, Self.device(2))
    #expect(
      try items(second.client, users)
        == #"[{"id":"\#(DurabilityTests.adele)","displayName":"adele","jobTitle":"Clerk"}]"#)
    #expect(
      try items(second.client, devices) == """
        [{"id":"\(old)","@removed":{"reason":"deleted"}},{"id":"\(new)","displayName":"Device 2"}]
        """)
    #expect(second.end(with: SIGTERM) == 0)
  }

  @Test func aNextLinkOutlivesTheProgram() throws {
    let folder = try TemporaryFolder()
    let arguments = ["--data", "\(folder.path)/data"]
    let first = try ServerProcess(arguments)
    try first.waitUntilItListens()
    let devices = try (1...3).map { try made(first.client, Self.device($0)) }
    let page = try JSONValue.parse(first.client.send("GET", "/devices?$top=2&$select=id").text).objectValue
    let link = try #require(page?["@odata.nextLink"]?.stringValue).dropFirst("\(first.client.url)/beta".count)
    #expect(first.end(with: SIGKILL) == SIGKILL)

    let second = try ServerProcess(arguments)
    try second.waitUntilItListens()
    #expect(try items(second.client, String(link)) == #"[{"id":"\#(devices[2])"}]"#)
    #expect(second.end(with: SIGTERM) == 0)
  }

  private static func device(_ number: Int) -> String {
    """
    {"accountEnabled":true,"displayName":"Device \(number)","operatingSystem":"Linux","operatingSystemVersion":"1",
     "deviceId":"34333333-0000-4000-8000-00000000000\(number)","alternativeSecurityIds":[{"type":2,"key":"Y3YxMjM="}]}
    """
  }

  private func made(_ client: HTTPClient, _ body: String) throws -> String {
    let answer = try client.send("POST", "/devices", body)
    return try #require(try JSONValue.parse(answer.text).objectValue?["id"]?.stringValue, "\(answer.text)")
  }

  /// The path of the next round; the port is another one after a restart.
  private func latest(_ client: HTTPClient, _ path: String) throws -> String {
    let answer = try client.send("GET", path + "&$deltatoken=latest")
    let link = try JSONValue.parse(answer.text).objectValue?["@odata.deltaLink"]?.stringValue
    return String(try #require(link).dropFirst("\(client.url)/beta".count))
  }

  private func items(_ client: HTTPClient, _ path: String) throws -> String? {
    let answer = try client.send("GET", path)
    return try JSONValue.parse(answer.text).objectValue?["value"]?.text
  }
}
