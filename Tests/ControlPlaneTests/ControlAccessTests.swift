import HTTPMessages
import JSON
import Testing

@Suite("Who may use the control plane")
struct ControlAccessTests {
  private static let emulator = Result { try ControlledEmulator(adminKey: "key-1") }

  @Test(
    arguments: [
      // host, origin, key, from this machine
      (nil, nil, nil, true, 200),
      ("localhost:8585", nil, nil, true, 200),
      ("LOCALHOST", nil, nil, true, 200),
      ("127.0.0.1:8585", nil, nil, true, 200),
      ("[::1]:8585", nil, nil, true, 200),
      ("localhost:8585", "http://localhost:8585", nil, true, 200),
      ("localhost:8585", "http://localhost:3000", nil, true, 403),
      ("localhost:8585", "null", nil, true, 403),
      ("localhost:8585", "https://evil.example", "key-1", true, 403),
      ("evil.example", nil, nil, true, 403),
      ("evil.example", nil, "key-1", true, 403),
      ("localhost.evil.example", nil, nil, true, 403),
      ("[::1].evil.example", nil, nil, true, 403),
      ("graph.microsoft.com", nil, nil, true, 403),
      ("host.docker.internal:8585", nil, nil, true, 403),
      ("host.docker.internal:8585", nil, "key-1", true, 200),
      ("emulator:8585", nil, "key-1", false, 200),
      ("192.168.1.7:8585", nil, "key-1", false, 200),
      ("localhost", nil, nil, false, 403),
      ("localhost", nil, "key-2", false, 403),
      ("localhost", nil, "", false, 403),
      ("localhost", nil, "key-1", false, 200),
      ("app.localhost:8585", nil, nil, true, 200),
      ("127.1.2.3", nil, nil, true, 200),
      ("127.0.0.1.evil.example", nil, nil, true, 403),
      ("192.168.1.7:8585", nil, nil, true, 403),
      ("localhost, evil.example", nil, "key-1", true, 403),
    ] as [(String?, String?, String?, Bool, Int)])
  func access(host: String?, origin: String?, key: String?, isFromLoopback: Bool, status: Int) throws {
    let fields = [("host", host), ("origin", origin), ("x-emulator-key", key)]
    let headers = fields.compactMap { name, value in value.map { HeaderField(name, $0) } }
    let response = try Self.emulator.get()
      .send("GET", "/_emulator/metrics", headers: headers, isFromLoopback: isFromLoopback)
    #expect(response.status == status)
  }

  @Test(
    "A host that is served with the key was refused as if nothing helped",
    arguments: [
      // The emulator's key, the host, the key that is sent, whether that is told.
      ("key-1", "192.168.1.7:8585", nil, true), ("key-1", "emulator:8585", nil, true),
      ("key-1", "host.docker.internal", "key-2", true), ("key-1", "evil.example", nil, false),
      ("key-1", "evil.example", "key-1", false), (nil, "192.168.1.7:8585", nil, false),
      ("key-1", "a b", nil, false),
    ] as [(String?, String, String?, Bool)])
  func hostThatTakesAKey(adminKey: String?, host: String, key: String?, isTold: Bool) throws {
    let fields = [HeaderField("Host", host)] + (key.map { [HeaderField("x-emulator-key", $0)] } ?? [])
    let response = try ControlledEmulator(adminKey: adminKey).send(
      "GET", "/_emulator/metrics", headers: fields)
    let condition = isTold ? " without the admin key in 'x-emulator-key'" : ""
    #expect(response.status == 403)
    #expect(
      response.text
        == #"{"error":{"code":"AccessDenied","message":"The control plane is not served under the host '\#(host)'\#(condition)."}}"#
    )
  }

  @Test("without a key nobody from elsewhere")
  func noKey() throws {
    let response = try ControlledEmulator()
      .send("GET", "/_emulator/metrics", headers: [HeaderField("x-emulator-key", "")], isFromLoopback: false)
    #expect(response.status == 403)
    #expect(
      response.text == """
        {"error":{"code":"AccessDenied","message":"The control plane is open to this machine only; \
        from elsewhere it takes the admin key in 'x-emulator-key'."}}
        """)
  }

  @Test(
    "a host that was allowed by name is let in, and one that only '*' covers needs the key",
    arguments: [
      (["graph.test"], "graph.test:8585", nil, 200), (["graph.test"], "evil.example", "key-1", 403),
      (["<local>"], "emulator", nil, 200), (["*"], "evil.example", nil, 403),
      (["*"], "evil.example", "key-1", 200),
    ] as [([String], String, String?, Int)])
  func allowedHosts(allowed: [String], host: String, key: String?, status: Int) throws {
    let emulator = try ControlledEmulator(adminKey: "key-1", allowedHosts: allowed)
    let fields = [HeaderField("Host", host)] + (key.map { [HeaderField("x-emulator-key", $0)] } ?? [])
    #expect(emulator.send("GET", "/_emulator/metrics", headers: fields).status == status)
  }

  @Test("of two hosts none may be foreign, and of two origins neither")
  func twoOfThem() throws {
    let emulator = try Self.emulator.get()
    for fields in [
      [HeaderField("Host", "localhost"), HeaderField("Host", "evil.example")],
      [
        HeaderField("Host", "localhost"), HeaderField("Origin", "http://localhost"),
        HeaderField("Origin", "https://evil.example"),
      ],
    ] {
      #expect(emulator.send("GET", "/_emulator/metrics", headers: fields).status == 403)
    }
  }

  @Test(
    "whether it is there and works, and its version, anybody may ask",
    arguments: ["/health", "/health/live", "/health/ready", "/version"], [true, false])
  func probes(path: String, isFromLoopback: Bool) throws {
    let emulator = try Self.emulator.get()
    for fields in [
      [], [HeaderField("Host", "graph.default.svc.cluster.local:8585")], [HeaderField("Host", "10.2.3.4")],
    ] {
      let response = emulator.send(
        "GET", "/_emulator" + path, headers: fields, isFromLoopback: isFromLoopback)
      #expect(response.status == 200)
      if path == "/version" {
        let json = try #require(response.json.objectValue)
        #expect(json.names == ["version", "build", "schema", "libmicrohttpd", "sqlite"])
        #expect(json["version"] == "0.1.0")
        let build = json["build"]?.stringValue ?? ""
        #expect(build.wholeMatch(of: #/(debug|release), (linux|macos) (x86_64|arm64)/#) != nil)
        #expect(json["sqlite"]?.stringValue?.hasPrefix("3.") == true)
      } else {
        #expect(response.text == #"{"status":"ok"}"#)
      }
    }
  }
}
