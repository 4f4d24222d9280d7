import Planning
import Testing

/// Paths of one shape share their plan, whatever their keys are.
@Suite("Shapes and keys of paths") struct PathKeysTests {
  private static let guid = "00000000-0000-4000-8000-000000000001"

  private static let paths: [(String, String, [String])] = [
    ("/people", "/people", []),
    ("/people/\(guid)", "/people/{id}", [guid]),
    ("/people('\(guid)')", "/people/{id}", [guid]),
    ("/people(id='17')", "/people/{id}", ["17"]),
    // What is no GUID is read as the alternate key.
    ("/people/ada", "/people/{mail}", ["ada"]),
    ("/people(mail='ada')", "/people/{mail}", ["ada"]),
    ("/people(age=7)", "/people/{}", ["7"]),
    ("/people(mail='a',age=7)", "/people/{}", ["a,7"]),
    ("/beings/17/test.person/boss", "/beings/{id}/test.person/boss", ["17"]),
    ("/people/\(guid)/teams/3/members/5", "/people/{id}/teams/{id}/members/{id}", [guid, "3", "5"]),
    ("/people/\(guid)/desk/notes/5", "/people/{id}/desk/notes/{id}", [guid, "5"]),
    ("/shop/shelves/8", "/shop/shelves/{id}", ["8"]),
    ("/me", "/me", []),
    // What is asked of a place is no part of the way to it.
    ("/people/\(guid)/name/$value", "/people/{id}", [guid]),
    ("/teams/3/members/$count", "/teams/{id}/members", ["3"]),
  ]

  @Test(arguments: Self.paths)
  func ofPath(_ url: String, _ shape: String, _ values: [String]) throws {
    let keys = PathKeys(try PlannedRequest(url).path)
    #expect(keys.shape == shape)
    #expect(keys.values == values)
  }
}
