import Foundation
import JSON
import Testing

@Suite("The page that an error of the token service refers to says what it means")
struct ErrorPageTests {
  private static let signIn = Result { try SignIn() }
  private var signIn: SignIn { get throws { try Self.signIn.get() } }

  private func body(_ reply: Reply) throws -> Substring {
    let start = try #require(reply.text.firstRange(of: "<h1>"))
    let end = try #require(reply.text.firstRange(of: "<footer>"))
    return reply.text[start.lowerBound..<end.lowerBound]
  }

  @Test func theReferenceLeadsThere() throws {
    let refused = try signIn.token(["grant_type": "magic", "client_id": "x"])
    let address = try #require(try refused.text("error_uri"))
    let prefix = "https://\(SignIn.host)"
    #expect(address == "\(prefix)/error?code=70003")
    let page = try signIn.get(String(address.dropFirst(prefix.count)))
    #expect(page.status == 200)
    #expect(page.header("Content-Type") == "text/html; charset=utf-8")
    #expect(
      try body(page) == """
        <h1>AADSTS70003</h1>
        <p>The app requested an unsupported grant type &#39;{grant}&#39;. (unsupported_grant_type)</p>


        """)
  }

  @Test(arguments: ["code=1", "code=%3Cb%3E", "", "code=99999999999999999999"])
  func otherNumbersAreNone(query: String) throws {
    let page = try signIn.get("/error?\(query)")
    #expect(page.status == 404)
    #expect(page.text.contains("<h1>No such error</h1>"))
    #expect(!page.text.contains("<b>"))
  }

  /// Every number that the source knows has its page.
  @Test func eachNumberHasOne() throws {
    let root = (0..<4).reduce(URL(filePath: #filePath)) { path, _ in path.deletingLastPathComponent() }
    let file = root.appending(path: "Sources/Identity/Service/Calls/SignInFailure+Telling.swift")
    let text = try String(contentsOf: file, encoding: .utf8)
    let codes = Set(text.matches(of: /"[a-z_]+", ([0-9_]+),/).map { $0.1.replacing("_", with: "") })
    #expect(codes.count > 30)
    for code in codes {
      let page = try signIn.get("/error?code=\(code)")
      #expect(page.text.contains("<h1>AADSTS\(code)</h1>"), "\(code): \(page.text)")
    }
  }
}
