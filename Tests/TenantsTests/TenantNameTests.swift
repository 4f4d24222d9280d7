import Tenants
import Testing

@Suite struct TenantNameTests {
  @Test(arguments: ["a", "0", "default", "contoso-2", "a-", String(repeating: "x", count: 63)])
  func fits(text: String) throws {
    #expect(try TenantName(text).text == text)
  }

  @Test(
    arguments: [
      "", "-a", "A", "a_b", "a.b", "a/b", "..", "a b", "ä", "a\n", String(repeating: "x", count: 64),
    ])
  func isRefused(text: String) {
    #expect(throws: TenantFailure.invalidName(text)) { try TenantName(text) }
  }

  @Test func failuresAreSentences() throws {
    let name = try TenantName("shop")
    let sentences: [(TenantFailure, String)] = [
      (
        .invalidName("A"),
        "'A' cannot be the name of a tenant: 1 to 63 of a-z, 0-9 and -, the first of them no -."
      ),
      (.exists(name), "There is a tenant 'shop' already."), (.unknown(name), "There is no tenant 'shop'."),
      (.isOpen(name), "The tenant 'shop' is open."), (.isClosed(name), "The tenant 'shop' is closed."),
      (.tooMany(limit: 3), "There are 3 tenants already, which is as many as there may be."),
    ]
    for (failure, sentence) in sentences { #expect(failure.description == sentence) }
  }
}
