import Dispatch
import GraphEmulatorKit
import JSON
import Logging
import Testing

@Suite("The end of an emulator whose tenants have ports of their own")
struct OwnPortStopTests {
  @Test("Servers with requests under way are told to end at the same time") func busyPorts() throws {
    let held = HeldRequests(3)
    var configuration = EmulatorConfiguration()
    (configuration.port, configuration.logLevel) = (0, .critical)
    let emulator = try Emulator(configuration, layers: [held])
    try emulator.start()
    let all = HTTPClient(url: emulator.url)
    let ports = try ["shop", "school"].map { name in
      let made = try all.send("POST", "/_emulator/tenants", #"{"id":"\#(name)","port":true}"#, version: "")
      return try #require(try JSONValue.parse(made.text).objectValue?["port"]?.intValue)
    }
    let clients = try ([emulator.port] + ports).map { port in
      let client = try SocketClient(port: port)
      try client.send("GET", "/beta/held")
      return client
    }
    for _ in clients { held.entered.wait() }
    emulator.stop()
    #expect(held.count == 3)
    withExtendedLifetime(clients) {}
  }
}
