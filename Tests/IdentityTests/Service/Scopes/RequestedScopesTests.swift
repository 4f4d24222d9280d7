import Testing

@testable import Identity

@Suite("Scopes are read in the order in which they were written, however many there are")
struct RequestedScopesTests {
  @Test func manyOfThem() throws {
    let names = (0..<16_000).map { String(4096 + $0, radix: 16) }
    let scopes = try RequestedScopes((names + names.reversed()).joined(separator: " "), client: "x")
    #expect(scopes.names == names)
    #expect(scopes.written == names + names.reversed())
  }
}
