import Faults
import Testing

/// Which page a link leads to.
@Suite struct PageNumbersTests {
  private let pages = Interference().pages

  @Test func chain() {
    #expect(pages.page(of: "/v1.0/users?$top=2") == 1)
    #expect(pages.page(of: "/v1.0/users?$skiptoken=a") == nil)
    pages.note("http://localhost:8585/v1.0/users?$top=2&$skiptoken=a%3D", after: 1)
    pages.note("http://localhost:8585/v1.0/users?$top=2&$skiptoken=b", after: 2)
    #expect(pages.page(of: "/v1.0/users?$top=2&%24skiptoken=a=") == 2)
    #expect(pages.page(of: "/v1.0/users?$skipToken=b") == 3)
    #expect(pages.page(of: "/v1.0/users?$skiptoken=c") == nil)
  }

  @Test func linksWithoutATokenAreNone() {
    pages.note("http://localhost:8585/v1.0/users?$skip=2", after: 1)
    #expect(pages.page(of: "/v1.0/users?$skip=2") == 1)
  }

  @Test func onlyTheLastOnesAreKept() {
    for number in 1...10_001 { pages.note("/users?$skiptoken=\(number)", after: number) }
    #expect(pages.page(of: "/users?$skiptoken=1") == nil)
    #expect(pages.page(of: "/users?$skiptoken=2") == 3)
    #expect(pages.page(of: "/users?$skiptoken=10001") == 10_002)
  }
}
