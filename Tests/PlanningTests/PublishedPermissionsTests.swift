import Testing

@testable import Planning

/// Permissions that somebody brings, as the service publishes them.
@Suite struct PublishedPermissionsTests {
  private static let file = """
    {"$schema":"x","permissions":{
      "Teams.Read":{"authorizationType":"oAuth2","schemes":{},"pathSets":[
        {"schemeKeys":["DelegatedWork"],"methods":["GET"],"paths":{
          "/teams":"least=DelegatedWork","/teams/{id}/members/$count":"","/teams?$filter=a eq 1":""}},
        {"schemeKeys":["DelegatedPersonal"],"methods":["GET"],"paths":{"/people":"least=DelegatedPersonal"}}]},
      "Teams.Write":{"pathSets":[
        {"schemeKeys":["DelegatedWork","Application"],"methods":["GET","post"],"paths":{
          "/teams":"least=Application;AlsoRequires=Other.Read","/people":"","/PEOPLE(mail={value})":""}}]}}}
    """

  private static func published(_ text: String = file) throws -> PublishedPermissions {
    try PublishedPermissions(Array(text.utf8))
  }

  @Test func aRowForEachMethodOfEachPath() throws {
    #expect(
      try Self.published().rows.map {
        "\($0.method) \($0.template) \($0.delegated.least) \($0.application.least) \($0.accepted)"
      } == [
        "GET /PEOPLE(mail='{value}') Teams.Write Teams.Write Teams.Write",
        "POST /PEOPLE(mail='{value}') Teams.Write Teams.Write Teams.Write",
        "GET /people Teams.Write Teams.Write Teams.Write",
        "POST /people Teams.Write Teams.Write Teams.Write",
        "GET /teams Teams.Read Teams.Write Teams.Read[delegated],Teams.Write",
        "POST /teams Teams.Write Teams.Write Teams.Write",
        "GET /teams/{id}/members/$count Teams.Read not supported Teams.Read[delegated]",
      ])
  }

  @Test(arguments: [
    ("{", "line 1, column 2: a member name expected"),
    ("[]", "$: an object expected, not an array"), ("{}", "$: 'permissions' is missing"),
    (#"{"permissions":7}"#, "$.permissions: an object expected, not a number"),
    (#"{"permissions":{"A.B":[]}}"#, "$.permissions['A.B']: an object expected, not an array"),
    (#"{"permissions":{"A.B":{}}}"#, "$.permissions['A.B']: 'pathSets' is missing"),
    (
      #"{"permissions":{"A,B":{"pathSets":[{}]}}}"#, "$.permissions['A,B']: the name of a permission expected"
    ),
    (
      #"{"permissions":{"A":{"pathSets":[{"schemeKeys":[],"methods":["GET",null],"paths":{}}]}}}"#,
      "$.permissions['A'].pathSets[0].methods[1]: a string expected, not null"
    ),
    (
      #"{"permissions":{"A":{"pathSets":[{"schemeKeys":[],"methods":[],"paths":{"/a":1}}]}}}"#,
      "$.permissions['A'].pathSets[0].paths['/a']: a string expected, not a number"
    ),
    (
      #"{"permissions":{"A":{"pathSets":[{"schemeKeys":[],"methods":[],"paths":{"a":""}}]}}}"#,
      "$.permissions['A'].pathSets[0].paths['a']: a path begins with a slash"
    ),
  ]) func whatIsWrongIsToldWithItsPlace(text: String, sentence: String) throws {
    #expect(throws: PermissionsMistake(description: sentence)) { try Self.published(text) }
  }

  private func version() throws -> ServiceVersion {
    var table = Club.routes
    table.add(try Self.published(), versions: ["beta"])
    return try Club.version(routes: table)
  }

  /// Paths are compared without case, since the service publishes them in lower case; a place that has nothing takes what
  /// the nearest place above it takes.
  @Test(arguments: [
    // Ours have the say, place by place and method by method.
    ("GET", "/people", "People.Read,People.Read.All"), ("POST", "/people", "People.Write"),
    ("GET", "/people(mail='a')", "People.Find"), ("POST", "/people(mail='a')", "Teams.Write"),
    ("GET", "/teams", "Teams.Read[delegated],Teams.Write"),
    ("GET", "/teams/7", "Teams.Read[delegated],Teams.Write"),
    ("DELETE", "/teams/7", "Teams.Write"),
    ("GET", "/teams/7/members/$count", "Teams.Count"), ("GET", "/shop/notes", nil),
  ]) func theTablesOwnRowsHaveTheSay(method: String, path: String, accepted: String?) throws {
    let request = try PlannedRequest(path, in: version())
    #expect(request.plan.route(covering: method, request.path)?.accepted == accepted)
  }
}
