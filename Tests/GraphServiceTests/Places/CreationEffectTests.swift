import JSON
import TenantSupport
import Testing

/// What `Creation` says of a set: what comes of it besides when an object is made there.
@Suite("What creations do besides") struct CreationEffectTests {
  private let service: SmallService
  private static let base = "http://localhost:8585/beta"

  init() throws {
    service = try SmallService.village()
  }

  /// - Returns: the id of what an answer says that it is there.
  private func made(_ reply: SmallReply) throws -> String {
    #expect(reply.status == 202 && reply.text.isEmpty, "\(reply.text)")
    let place = try #require(reply.header("Content-Location"))
    let id = try #require(place.split(separator: "'").dropFirst().first.map(String.init))
    #expect(place == "/clubs('\(id)')")
    let location = try #require(reply.header("Location"))
    #expect(location.hasPrefix("\(place)/jobs('"))
    #expect(service.send("GET", location).status == 200)
    return id
  }

  private func make(_ path: String, _ body: String) throws -> String { try service.make(path, body) }

  private func labels(_ path: String) -> [JSONValue?] {
    service.send("GET", path + "/seats").items.map { $0["label"] }
  }

  private func get(_ path: String) -> String { service.send("GET", path).text }

  @Test func anotherObjectIsMadeWithTheSameId() throws {
    let id = try made(service.send("POST", "/clubs", #"{"Name":"Owls","size":3,"seats":[{"label":"left"}]}"#))
    #expect(
      get("/clubs/\(id)")
        == #"{"@odata.context":"\#(Self.base)/$metadata#clubs/$entity","id":"\#(id)","name":"Owls!","size":3}"#
    )
    #expect(
      get("/teams/\(id)")
        == #"{"@odata.context":"\#(Self.base)/$metadata#teams/$entity","id":"\#(id)","name":"Owls!"}"#)
    #expect(service.send("GET", "/clubs/\(id)/team").json.objectValue?["id"] == .string(id))
    #expect(labels("/clubs/\(id)") == ["head", "left"])
    #expect(service.send("GET", "/clubs/\(id)/jobs").items.map { $0["what"] } == ["made Owls!"])
  }

  @Test func whatIsNotSentIsNothing() throws {
    let id = try made(service.send("POST", "/clubs", "{}"))
    #expect(service.send("GET", "/clubs/\(id)").json.objectValue?["name"] == "Club!")
    #expect(labels("/clubs/\(id)") == ["head"])
  }

  @Test func theOtherObjectMayBeThere() throws {
    let ada = try make("/people", "{}")
    let team = try make("/teams", #"{"name":"Red"}"#)
    _ = try make("/teams/\(team)/seats", #"{"label":"bench"}"#)
    _ = try make(
      "/teams/\(team)/seats",
      ##"{"@odata.type":"#test.chair","label":"chair","person@odata.bind":"people/\##(ada)"}"##)
    let body = #"{"name":"other","team@odata.bind":"teams('\#(team)')"}"#
    #expect(try made(service.send("POST", "/clubs", body)) == team)
    #expect(service.send("GET", "/clubs/\(team)").json.objectValue?["name"] == "Red!")
    #expect(labels("/clubs/\(team)") == ["head", "chair"])
    #expect(service.send("GET", "/teams").items.count == 1)
    // A second one can't have that id, and nothing is left of it.
    #expect(service.send("POST", "/clubs", body).status == 400)
    #expect(service.send("GET", "/teams/\(team)").json.objectValue?["name"] == "Red!")
    let nowhere = service.send("POST", "/clubs", #"{"team@odata.bind":"teams('nobody')"}"#)
    #expect(nowhere.status == 404, "\(nowhere.text)")
  }

  @Test func aValueOfTheOtherObjectIsMadeByPut() throws {
    let team = try make("/teams", #"{"name":"Red"}"#)
    let reply = service.send("PUT", "/teams/\(team)/club", #"{"size":2}"#)
    #expect(
      reply.text
        == #"{"@odata.context":"\#(Self.base)/$metadata#clubs/$entity","id":"\#(team)","name":"Red!","size":2}"#
    )
    #expect(reply.status == 201)
    #expect(reply.header("Location") == "\(Self.base)/clubs/\(team)")
    #expect(labels("/clubs/\(team)") == ["head"])
    #expect(service.send("GET", "/clubs/\(team)/jobs").items.isEmpty)
  }

  @Test func whatTheSetRefusesMakesNothing() {
    let reply = service.send("POST", "/clubs", #"{"name":"None"}"#)
    #expect(reply.status == 409 && reply.code == "NoName" && reply.message == "It has no name.")
    #expect(service.send("GET", "/clubs").items.isEmpty && service.send("GET", "/teams").items.isEmpty)
  }
}
