import GraphContract
import OData
import Planning
import Testing

/// Which methods a place takes (docs/model.md, "Methods").
@Suite("Methods of places") struct MethodCheckTests {
  private static let places: [(String, [String])] = [
    ("/people", ["GET", "POST"]), ("/people/17", ["DELETE", "GET", "PATCH"]), ("/me", ["GET", "PATCH"]),
    ("/shop", ["GET", "PATCH"]), ("/shop/terms", ["GET", "PATCH"]),
    ("/shop/shelves", ["GET", "POST"]), ("/shop/shelves/8", ["DELETE", "GET", "PATCH"]),
    ("/people/17/cards", ["GET", "POST"]), ("/people/17/cards/4", ["DELETE", "GET", "PATCH"]),
    // Objects that live in a set of their own are written there, and through references as there.
    ("/people/17/boss", ["DELETE", "GET", "PATCH"]), ("/teams/3/members", ["GET", "POST"]),
    ("/people/test.person", ["GET", "POST"]), ("/beings/17/test.person", ["DELETE", "GET", "PATCH"]),
    ("/people/$count", ["GET"]), ("/people/17/name", ["GET"]), ("/people/17/name/$value", ["GET"]),
    ("/people/17/desk", ["GET"]), ("/people/17/boss/$ref", ["DELETE", "GET", "PUT"]),
    ("/teams/3/members/$ref", ["DELETE", "GET", "POST"]), ("/teams/3/members/17/$ref", ["DELETE", "GET"]),
    // The other end of a reference, and what is contained, has none to write.
    ("/people/17/reports/$ref", ["GET"]), ("/people/17/cards/$ref", ["GET"]),
    ("/people/17/test.greet", ["POST"]), ("/people/delta", ["GET"]),
  ]

  @Test(arguments: Self.places)
  func allowed(_ url: String, _ methods: [String]) throws {
    let request = try PlannedRequest(url)
    for name in ["GET", "POST", "PATCH", "PUT", "DELETE", "HEAD", "BREW"] {
      let check = check(request, name)
      #expect(check.allowed.sorted() == methods)
      let takes = methods.contains(name == "HEAD" ? "GET" : name)
      #expect(takes == (refusal(of: check) == nil), "\(name) \(url)")
    }
  }

  private static let refusals: [(String, String, String, [String])] = [
    ("PUT", "/people", "~/entityset", ["GET", "POST"]),
    ("POST", "/people/17/boss", "~/entityset/key/navigation", ["DELETE", "GET", "PATCH"]),
    (
      "POST", "/people/17/desk/notes/5", "~/entityset/key/property/navigation/key",
      ["DELETE", "GET", "PATCH"]
    ),
    ("POST", "/beings/17/test.person/name/$value", "~/entityset/key/cast/$value", ["GET"]),
    ("POST", "/me/name", "~/singleton/property", ["GET"]),
    ("POST", "/people/$count", "~/entityset/$count", ["GET"]),
    ("PATCH", "/people/17/boss/$ref", "~/entityset/key/navigation/$ref", ["DELETE", "GET", "PUT"]),
    ("GET", "/people/17/test.greet", "~/entityset/key/action", ["POST"]),
    ("POST", "/people/delta", "~/entityset/function", ["GET"]),
  ]

  @Test(arguments: Self.refusals)
  func refusal(_ method: String, _ url: String, _ template: String, _ allowed: [String]) throws {
    let failure = try #require(refusal(of: check(try PlannedRequest(url), method)))
    guard
      case .methodNotAllowed(let name, let methods, let words, let path)? = failure.failure as? RoutingFailure
    else {
      Issue.record("another failure: \(failure.failure)")
      return
    }
    #expect(name == method)
    #expect(methods == allowed)
    #expect(words == template)
    #expect(path == "/sent")
  }

  /// Whose words refuse it: those of what the path leads to, of a reference those of what holds it.
  @Test(arguments: [
    ("/people", "club"), ("/people/17/name", "club"), ("/people/17/desk", "club"),
    ("/people/17/desk/notes", "papers"), ("/people/17/desk/notes/5/author", "club"),
    ("/people/17/desk/notes/5/author/$ref", "papers"), ("/shop", "gateway"), ("/shop/terms", "gateway"),
  ])
  func contract(_ url: String, _ name: String) throws {
    #expect(refusal(of: check(try PlannedRequest(url), "BREW"))?.contract.name == name)
  }

  /// Some workloads have words of their own for writes to references.
  @Test func misuseOfReferences() throws {
    var conventions = Conventions.strict
    conventions.explainsReferenceMisuse = true
    let references = try PlannedRequest("/teams/3/members/$ref", conventions)
    guard case .patchOfReferences? = refusal(of: check(references, "PATCH"))?.failure as? ReferenceFailure
    else {
      Issue.record("PATCH of references has no words of its own")
      return
    }
    let plain = try PlannedRequest("/teams/3/members/$ref")
    #expect(refusal(of: check(plain, "PATCH"))?.failure is RoutingFailure)
  }

  private func check(_ request: PlannedRequest, _ method: String) -> MethodCheck {
    MethodCheck(
      path: request.path, method: Method(name: method), version: request.version, sentPath: "/sent")
  }

  private func refusal(of check: MethodCheck) -> ServiceFailure? {
    do {
      try check.run()
      return nil
    } catch { return ServiceFailure(error) }
  }
}
