import HTTPMessages
import Identity
import Testing

@Suite struct CertificateNameTests {
  @Test(
    arguments: [
      ("graph.test", .dns("graph.test")), ("Graph.TEST", .dns("graph.test")), ("*.test", .dns("*.test")),
      ("graph", .dns("graph")), ("a_b-1.test", .dns("a_b-1.test")),
      ("10.1.2.3", .address([10, 1, 2, 3])),
      ("::1", .address([0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1])),
      ("[fe80::2]", .address([0xFE, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2])),
      ("", nil), ("*", nil), ("*.", nil), ("a.*.test", nil), ("a..b", nil), ("a.", nil), ("a:80", nil),
      ("a b", nil), ("bücher.test", nil), ("http://a", nil), ("[a]", nil),
      (String(repeating: "a", count: 64), nil),
    ] as [(String, CertificateName?)])
  func textsAreNamesOrNone(text: String, name: CertificateName?) {
    #expect(CertificateName(text) == name)
  }

  @Test(
    arguments: [
      ("graph.test", .name("graph.test")), ("*.test", .below(".test")), ("10.1.2.3", nil),
    ] as [(String, HostPattern?)])
  func namesAreServed(text: String, pattern: HostPattern?) {
    #expect(CertificateName(text)?.pattern == pattern)
  }
}
