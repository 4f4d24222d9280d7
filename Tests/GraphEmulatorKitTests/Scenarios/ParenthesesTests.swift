import TestSupport
import Testing

/// What stands in the parentheses of segments was not looked at: actions ran, functions answered, and of two arguments of
/// one name the last counted.
@Suite struct ParenthesesTests {
  @Test(arguments: [
    ("GET", "/users/delta('x')", unnamed), ("GET", "/users/delta(5)", unnamed.replacing("'x'", with: "'5'")),
    ("GET", "/users/delta(a=1,'x')", unnamed),
    ("GET", "/users/delta(a=1,A=1)", repeated("A")),
    (
      "GET", "/users/delta(a=1)",
      "The parameter 'a' in the request payload is not a valid parameter for the operation 'delta'."
    ),
    ("GET", "/users(id='a',id='b')", repeated("id")), ("GET", "/users(id='a',ID='a')", repeated("ID")),
    ("GET", "/users('a',id='a')", "Resource not found for the segment 'users('a',id='a')'."),
    ("GET", "/users('a','b')/manager", "Resource not found for the segment 'users('a','b')'."),
    ("POST", "\(action)(x=1)", refused), ("POST", "\(action)('x')", refused),
    ("POST", "\(action)(x)", refused),
  ]) func areRefused(method: String, path: String, message: String) throws {
    let reply = try TestEmulator.people.get().send(method, path)
    #expect(reply.whole == .error(400, "BadRequest", message))
  }

  @Test func mayBeEmpty() throws {
    let emulator = try TestEmulator(
      #"{"users":[{"id":"\#(People.adele)","userPrincipalName":"adele@contoso.example"}]}"#)
    #expect(emulator.get("/users/delta()").values("id") == [People.adele])
    let path = "/users/\(People.adele)/revokeSignInSessions"
    let bare = emulator.send("POST", path)
    #expect(bare.status == 200, "\(bare.text)")
    #expect(emulator.send("POST", path + "()").whole == bare.whole)
  }

  private static let action = "/users/\(People.adele)/revokeSignInSessions"
  private static let unnamed =
    "The value 'x' has no name that says which parameter of the operation 'delta' it is for."
  private static let refused =
    "The request URI is not valid. The segment 'revokeSignInSessions' cannot include key predicates, however it may "
    + "end with empty parenthesis."

  private static func repeated(_ name: String) -> String {
    "The name '\(name)' is in the parentheses of a segment more than once."
  }
}

/// The same of what the published metadata alone has.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedParenthesesTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws { tenant = try .ofAda() }

  private static let user = "/users/\(PublishedTenant.ada)"

  @Test func doNotMakeActionsRun() throws {
    let messages = Self.user + "/messages"
    let path = "\(messages)/\(try make(messages, #"{"subject":"a"}"#))"
    let before = object(at: path)
    let moved = send("POST", path + "/move(x=1)", #"{"destinationId":"archive"}"#)
    #expect(error(moved) == Self.refused("move"))
    #expect(object(at: path) == before)
    #expect(error(send("POST", Self.user + "/sendMail(x=1)", "{}")) == Self.refused("sendMail"))
    let twice = send("GET", "\(messages)(id='m',id='m')")
    #expect(
      error(twice) == "400 BadRequest: The name 'id' is in the parentheses of a segment more than once.")
  }

  @Test(arguments: [
    ("/sites/delta('x')", "delta"), ("/sites/getAllSites('x')", "getAllSites"),
    ("\(user)/drive/recent('x')", "recent"), ("\(user)/drive/root/search('x')", "search"),
  ]) func haveNames(path: String, operation: String) {
    let message =
      "The value 'x' has no name that says which parameter of the operation '\(operation)' it is for."
    #expect(error(send("GET", path)) == "400 BadRequest: \(message)")
  }

  @Test func sayOneThingOnce() {
    let reply = send("GET", "\(Self.user)/drive/root/search(q='zzz',q='F')")
    #expect(error(reply) == "400 BadRequest: The name 'q' is in the parentheses of a segment more than once.")
  }

  private static func refused(_ action: String) -> String {
    "400 BadRequest: The request URI is not valid. The segment '\(action)' cannot include key predicates, however it may "
      + "end with empty parenthesis."
  }
}
