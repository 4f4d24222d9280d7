import Foundation
import HTTPServer
import JSON
import Testing

/// What whoever starts the program says of endpoints.
@Suite struct EndpointOptionTests {
  private func subscription(_ url: String) -> String {
    let end = Date(timeIntervalSinceNow: 86_400).formatted(.iso8601)
    return """
      {"resource":"users","changeType":"updated","notificationUrl":"\(url)","expirationDateTime":"\(end)"}
      """
  }

  private func server(
    _ folder: TemporaryFolder, _ arguments: [String] = [], _ variables: [String: String] = [:]
  ) throws -> ServerProcess {
    let server = try ServerProcess(
      ["--seed", try folder.file("seed.json", DurabilityTests.seed)] + arguments, variables: variables)
    try server.waitUntilItListens()
    return server
  }

  private func message(_ answer: HTTPClient.Answer) throws -> String? {
    try JSONValue.parse(answer.text).objectValue?["error"]?.objectValue?["message"]?.stringValue
  }

  @Test func theAuthoritiesOfTheEnvironmentAreTrusted() async throws {
    let folder = try TemporaryFolder()
    let listener = try Listener(identity: .listener)
    let file = try folder.file("authorities.pem", TLSIdentity.listener.certificateChain)
    let server = try server(folder, [], ["SSL_CERT_FILE": file])
    defer { _ = server.end(with: SIGTERM) }
    let made = try server.client.send("POST", "/subscriptions", subscription(listener.url))
    #expect(made.status == 201, "\(made.text)")
    try server.client.send("PATCH", "/users/\(DurabilityTests.adele)", #"{"jobTitle":"Clerk"}"#)
    #expect(
      try await listener.items(1).map { $0["resource"] } == [.string("Users/\(DurabilityTests.adele)")])
  }

  @Test func withoutThemNobodyVouches() throws {
    let listener = try Listener(identity: .listener)
    let server = try server(try TemporaryFolder(), [], ["SSL_CERT_FILE": ""])
    defer { _ = server.end(with: SIGTERM) }
    let answer = try server.client.send("POST", "/subscriptions", subscription(listener.url))
    #expect(answer.status == 400)
    #expect(try message(answer)?.hasPrefix("Subscription validation request failed. ") == true)
    #expect(try message(answer)?.contains("certificate") == true, "\(answer.text)")
  }

  @Test func namedHostsAreCalled() async throws {
    let folder = try TemporaryFolder()
    let listener = try Listener()
    let server = try server(folder, ["--notify-host", "0.0.0.0", "--notify-host", "*.invalid"])
    defer { _ = server.end(with: SIGTERM) }
    // No name of this machine, and it leads there all the same.
    let url = listener.url.replacing("127.0.0.1", with: "0.0.0.0")
    let made = try server.client.send("POST", "/subscriptions", subscription(url))
    #expect(made.status == 201, "\(made.text)")
    try server.client.send("PATCH", "/users/\(DurabilityTests.adele)", #"{"jobTitle":"Clerk"}"#)
    #expect(
      try await listener.items(1).map { $0["resource"] } == [.string("Users/\(DurabilityTests.adele)")])
    // Looked for, and known to nobody (RFC 6761, section 6.4).
    let unknown = try server.client.send(
      "POST", "/subscriptions", subscription("http://listener.invalid/notify"))
    #expect(unknown.status == 400)
    #expect(unknown.text.contains(#""code":"ValidationError""#), "\(unknown.text)")
    let foreign = try server.client.send(
      "POST", "/subscriptions", subscription("http://listener.example/notify"))
    #expect(foreign.status == 400)
    #expect(
      try message(foreign)
        == "Notifications go to this machine and to hosts named with --notify-host only; 'listener.example' is neither."
    )
  }
}
