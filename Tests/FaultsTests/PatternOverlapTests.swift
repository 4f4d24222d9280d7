import Faults
import HTTPMessages
import JSON
import Testing

/// Whether a request can fit a pattern for paths and one for URLs.
@Suite struct PatternOverlapTests {
  private static let versions = ["v1.0", "beta"]

  @Test(arguments: [
    ("/users", "/v1.0/users", true), ("/users", "/v1.0/users?$top=5", true),
    ("/users", "/v1.0/users?*", true),
    ("/users", "/v1.0/groups", false), ("/users", "/v1.0/groups?*", false),
    ("/users", "/v1.0/users/17", false),
    ("/users/*", "/v1.0/users/17?*", true), ("/users/*", "/v1.0/users?*", false),
    ("/users/*", "/v1.0/users/17/manager", false), ("/users/**", "/v1.0/users/17/manager", true),
    ("/users/**", "/v1.0/users", true), ("/users/**", "/v1.0/groups/*", false),
    ("/**/manager", "/v1.0/users/*", true),
    ("/v1.0/users", "/beta/users", false), ("/v1.0/users", "*/users?*", true),
    ("/v1.0/users", "/beta*", false),
    ("/users/{id}/manager", "/v1.0/users/17/manager", true), ("/users/{id}/manager", "/v1.0/users/17", false),
    ("/users/{id}/manager", "*manager", true), ("/users", "*/Users/?%24top=5", true), ("/users", "*", true),
    ("/", "/v1.0", true), ("/", "/v1.0/users", false), ("/us*s", "/v1.0/use*", true),
    ("/us*s", "/v1.0/usx", false),
    // Where a text may be spelled in two ways nobody is refused.
    ("/users/*", "/v1.0/users(userPrincipalName='a')", true),
    ("/reports/*", "/v1.0/reports/list(period='D7')", true),
    ("/pools/*", "/v1.0/pools/a%2Fb", true), ("/users/delta()", "/v1.0/users/delta", true),
  ])
  func patterns(_ path: String, _ url: String, _ meet: Bool) {
    #expect(RequestMatch.canMeet(path: path, url: url, versions: Self.versions) == meet)
  }

  /// What is said of two patterns holds for the texts that they fit.
  @Test func whatFitsBothIsNoContradiction() {
    let words = ["users", "groups", "17", "*", "{id}", "**", "u*"]
    let paths = words.flatMap { first in words.map { "/\(first)/\($0)" } } + words.map { "/" + $0 }
    let urls = paths.filter { !$0.contains("{") }.flatMap { ["/v1.0\($0)", "*\($0)", "/v1.0\($0)?*"] }
    let targets = [
      "/v1.0/users", "/v1.0/users/17", "/beta/groups/17?$top=1", "/v1.0/users/17/groups", "/v1.0/17",
    ]
    var count = 0
    for path in paths {
      for url in urls {
        let fitting = targets.contains { target in
          let facts = RequestFacts(Request(method: "GET", target: target), part: nil, page: 1, principals: [])
          return Self.meets(facts, path, url)
        }
        guard fitting else { continue }
        count += 1
        #expect(RequestMatch.canMeet(path: path, url: url, versions: Self.versions), "\(path) \(url)")
      }
    }
    #expect(count > 100)
  }

  private static func meets(_ facts: RequestFacts, _ path: String, _ url: String) -> Bool {
    let faults: TriggerBook<Fault> = Interference().faults
    let match = RequestMatch([.path(PathGlob(path)), RequestMatch.url(url)])
    _ = try? faults.add(
      Fault(.close), at: Trigger(match: match), generator: SystemRandomNumberGenerator(), order: [:], bytes: 0
    )
    return faults.effect(on: facts).outcome != nil
  }
}
