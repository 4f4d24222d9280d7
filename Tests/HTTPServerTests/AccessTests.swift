import HTTPMessages
import Testing

@Suite("Hosts and origins that are let in") struct AccessTests {
  @Test(
    arguments: [
      ("localhost", "localhost"), ("LocalHost:8585", "localhost"), ("localhost.:1", "localhost"),
      ("127.0.0.1:8585", "127.0.0.1"), ("[::1]", "[::1]"), ("[::FFFF:7f00:1]:80", "[::ffff:7f00:1]"),
      ("a-b_c.example:", "a-b_c.example"), ("", nil), (":80", nil), (".", nil), ("a b", nil), ("a/b", nil),
      ("user@localhost", nil), ("localhost:80x", nil), ("localhost:1:2", nil), ("[::1", nil), ("[::1]x", nil),
      ("[::1].evil.example", nil), ("[evil]", nil), ("ä.example", nil), ("localhost,evil.example", nil),
    ] as [(String, String?)])
  func namesOfHosts(text: String, name: String?) {
    #expect(HostName(text)?.text == name)
  }

  @Test(
    arguments: [
      // loopback, address, no dots
      ("localhost", true, false, true), ("app.localhost", true, false, false),
      ("127.1.2.3", true, true, false),
      ("[::1]", true, true, false), ("10.0.0.1", false, true, false), ("[fe80::1]", false, true, false),
      ("emulator", false, false, true), ("graph.test", false, false, false),
      ("127.0.0.1.evil.example", false, false, false), ("127.0.0", false, false, false),
      ("127.0.0.256", false, false, false), ("0127.0.0.1", false, false, false),
      ("127.0.0.00", false, false, false), ("notlocalhost", false, false, true),
    ] as [(String, Bool, Bool, Bool)])
  func kindsOfHosts(text: String, isLoopback: Bool, isAddress: Bool, hasNoDots: Bool) throws {
    let host = try #require(HostName(text))
    #expect(host.isLoopback == isLoopback)
    #expect(host.isAddress == isAddress)
    #expect(host.hasNoDots == hasNoDots)
  }

  @Test(
    arguments: [
      // added, host, served, named
      ([], "localhost", true, false), ([], "192.168.1.7", true, false), ([], "emulator", false, false),
      ([], "evil.example", false, false), (["graph.test"], "GRAPH.TEST:443", true, true),
      (["graph.test"], "a.graph.test", false, false), (["*.test"], "graph.test", true, true),
      (["*.test"], "a.graph.test", true, true), (["*.test"], "test", false, false),
      (["*.test"], "eviltest", false, false), (["<local>"], "emulator", true, true),
      (["<local>"], "evil.example", false, false), (["*"], "evil.example", true, false),
      (["*", "graph.test"], "graph.test", true, true),
    ] as [([String], String, Bool, Bool)])
  func servedHosts(added: [String], host: String, isServed: Bool, isNamed: Bool) throws {
    let hosts = ServedHosts(added.compactMap(HostPattern.init))
    let host = try #require(HostName(host))
    #expect(hosts.serves(host) == isServed)
    #expect(hosts.names(host) == isNamed)
  }

  @Test(arguments: ["", "a b", "http://graph.test", "*.", "*.10.0.0.1", "a*b", "<x>", "**"])
  func noPatternOfHosts(text: String) { #expect(HostPattern(text) == nil) }

  @Test(
    arguments: [
      // added, origin, host, allowed
      ([], "http://localhost:3000", "localhost:8585", true), ([], "https://localhost", nil, true),
      ([], "http://app.localhost:1", nil, true), ([], "http://127.8.9.10:80", nil, true),
      ([], "http://[::1]:5173", nil, true), ([], "https://app.example", "localhost", false),
      ([], "null", "localhost", false), ([], "", "localhost", false), ([], "file://", "localhost", false),
      ([], "app://localhost", "localhost", false), ([], "http://localhost.evil.example", nil, false),
      ([], "http://localhost@evil.example", nil, false), ([], "http://evil.example/localhost", nil, false),
      ([], "http://localhost http://evil.example", nil, false), ([], "*", "localhost", false),
      ([], "http://192.168.1.7:8585", "192.168.1.7:8585", true),
      ([], "https://graph.test", "graph.test:443", true),
      ([], "http://192.168.1.7:8586", "192.168.1.7:8585", false),
      (["https://app.example"], "https://app.example", nil, true),
      (["https://app.example:443"], "https://app.example", nil, true),
      (["HTTPS://App.Example"], "https://app.example", nil, true),
      (["https://app.example"], "http://app.example", nil, false),
      (["https://app.example"], "https://app.example:444", nil, false),
      (["https://app.example:444"], "https://app.example:444", nil, true),
      (["https://app.example"], "https://b.app.example", nil, false), (["null"], "null", nil, true),
      (["app://localhost"], "app://localhost", nil, true), (["*"], "https://evil.example", nil, true),
      (["*"], "null", nil, true),
    ] as [([String], String, String?, Bool)])
  func allowedOrigins(added: [String], origin: String, host: String?, isAllowed: Bool) {
    let origins = AllowedOrigins(added.compactMap(OriginPattern.init))
    #expect(origins.allow(origin, host: host) == isAllowed)
  }

  @Test(arguments: ["", "app.example", "https://", "https://app.example/", "https://*.example", "://x"])
  func noPatternOfOrigins(text: String) { #expect(OriginPattern(text) == nil) }
}
