import Testing

@testable import GraphService

@Suite("Tokens that were seen before are known, so many of them at most")
struct KnownTokensTests {
  private let entry = KnownTokens.Entry(caller: .unknown, terms: nil)

  @Test func tooManyAreForgotten() {
    let known = KnownTokens()
    for number in 0..<KnownTokens.limit { known.keep(entry, for: "token \(number)") }
    #expect(known["token 0"] != nil)
    #expect(known["token \(KnownTokens.limit - 1)"] != nil)
    known.keep(entry, for: "one more")
    #expect(known["token 0"] == nil)
    #expect(known["one more"] != nil)
  }

  @Test func longOnesAreNotKept() {
    let known = KnownTokens()
    let longest = Substring(repeating: "x", count: KnownTokens.lengthLimit)
    known.keep(entry, for: longest)
    known.keep(entry, for: longest + "x")
    #expect(known[longest] != nil)
    #expect(known[longest + "x"] == nil)
  }
}
