import HTTPMessages
import Testing

/// What links begin with, by what is said about it.
@Suite struct LinkRootTests {
  @Test(
    arguments: [
      ("https://graph.example:8443", "https://graph.example:8443", "graph.example"),
      ("https://graph.example/", "https://graph.example", "graph.example"),
      ("HTTP://Graph.Example/prefix//", "http://Graph.Example/prefix", "graph.example"),
      ("https://[::1]:8443/a/b%20c", "https://[::1]:8443/a/b%20c", "[::1]"),
      ("http://10.0.0.1:", "http://10.0.0.1", "10.0.0.1"),
      ("graph.example", nil, nil), ("ftp://graph.example", nil, nil), ("https://", nil, nil),
      ("https:///prefix", nil, nil), ("https://user@graph.example", nil, nil),
      ("https://graph.example:0", nil, nil), ("https://graph.example:65536", nil, nil),
      ("https://graph.example:x", nil, nil), ("https://graph.example/?a", nil, nil),
      ("https://graph.example/#a", nil, nil), ("https://graph.example/\"", nil, nil),
      ("https://graph.example/ü", nil, nil), ("https://a b", nil, nil), ("", nil, nil),
    ] as [(String, String?, String?)])
  func textsAreRootsOrNone(text: String, root: String?, host: String?) {
    let found = LinkRoot(text)
    #expect(found?.text == root)
    #expect(found?.host.text == host)
  }

  private static let addressed = "http://localhost:8585"

  private static let forwarded: [(fields: [String: String], root: String)] = [
    ([:], addressed),
    (["X-Forwarded-Proto": "https"], "https://localhost:8585"),
    (["X-Forwarded-Proto": "HTTPS , http"], "https://localhost:8585"),
    (["X-Forwarded-Host": "graph.example"], "http://graph.example"),
    (["X-Forwarded-Host": " graph.example:8443 , inner"], "http://graph.example:8443"),
    (["X-Forwarded-Host": "[2001:db8::1]", "X-Forwarded-Port": "8443"], "http://[2001:db8::1]:8443"),
    (
      ["X-Forwarded-Proto": "https", "X-Forwarded-Host": "graph.example", "X-Forwarded-Port": "443"],
      "https://graph.example"
    ),
    (["X-Forwarded-Host": "graph.example", "X-Forwarded-Port": "443"], "http://graph.example:443"),
    (["X-Forwarded-Host": "graph.example:8443", "X-Forwarded-Port": "9000"], "http://graph.example:8443"),
    (["X-Forwarded-Port": "9000"], "http://localhost:9000"),
    (["X-Forwarded-Port": "80"], "http://localhost"),
    (
      ["Forwarded": #"for=192.0.2.1;Proto=https;host="graph.example:8443", for=10.0.0.1;host=inner"#],
      "https://graph.example:8443"
    ),
    (["Forwarded": "host=graph.example"], "http://graph.example"),
    (
      ["Forwarded": "proto=https", "X-Forwarded-Proto": "http", "X-Forwarded-Host": "graph.example"],
      "https://graph.example"
    ),
    // What cannot be does not count.
    (["X-Forwarded-Proto": "gopher", "X-Forwarded-Port": "0"], addressed),
    (["X-Forwarded-Port": "65536"], addressed), (["X-Forwarded-Port": "-1"], addressed),
    (["X-Forwarded-Port": "http"], addressed), (["X-Forwarded-Host": ""], addressed),
    (["X-Forwarded-Host": #"a"b"#], addressed), (["X-Forwarded-Host": "a/b"], addressed),
    (["X-Forwarded-Host": "a\\b"], addressed), (["X-Forwarded-Host": "user@a"], addressed),
    (["X-Forwarded-Host": "a:99999"], addressed), (["X-Forwarded-Host": "ü"], addressed),
    (["X-Forwarded-Host": String(repeating: "a", count: 300)], addressed),
    (["Forwarded": "for=192.0.2.1"], addressed), (["Forwarded": ";;,,="], addressed),
    (["Forwarded": #"host="a\"b";proto="ht""#], addressed),
  ]

  private static func request(_ fields: [String: String], isOverTLS: Bool = false) -> Request {
    Request(
      method: "GET", target: "/",
      headers: RequestHeaders(
        [HeaderField("Host", "localhost:8585")] + fields.map { HeaderField($0.key, $0.value) }),
      isOverTLS: isOverTLS)
  }

  @Test(arguments: forwarded.indices) func proxiesSayIt(number: Int) {
    let (fields, root) = Self.forwarded[number]
    #expect(LinkRoots.proxy.applied(to: Self.request(fields)).root == root)
  }

  @Test(arguments: forwarded.indices) func nobodyIsBelievedUnasked(number: Int) {
    let fields = Self.forwarded[number].fields
    #expect(LinkRoots.request.applied(to: Self.request(fields)).root == Self.addressed)
    #expect(
      LinkRoots.request.applied(to: Self.request(fields, isOverTLS: true)).root == "https://localhost:8585")
  }

  @Test(arguments: forwarded.indices) func theOperatorHasTheLastWord(number: Int) throws {
    let root = try #require(LinkRoot("https://graph.example/prefix"))
    #expect(
      LinkRoots.fixed(root).applied(to: Self.request(Self.forwarded[number].fields)).root
        == "https://graph.example/prefix")
  }

  /// TLS of the way here, where the proxy says nothing else.
  @Test func schemeOfTheWayHere() {
    #expect(
      LinkRoots.proxy.applied(
        to: Self.request(["X-Forwarded-Host": "graph.example", "X-Forwarded-Port": "443"], isOverTLS: true)
      ).root == "https://graph.example")
  }
}
