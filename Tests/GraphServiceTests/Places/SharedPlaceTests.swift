import JSON
import TenantSupport
import Testing

/// What `SameAs` says: a place that shows what another one has.
@Suite("Places that show what others have") struct SharedPlaceTests {
  private let service: SmallService
  private let ada: String
  private let bob: String

  init() throws {
    let service = try SmallService.village()
    (ada, bob) = (try service.make("/people"), try service.make("/people"))
    self.service = service
  }

  private func make(_ path: String, _ body: String) throws -> String { try service.make(path, body) }

  private func ids(_ path: String) -> [JSONValue?] {
    let reply = service.send("GET", path)
    #expect(reply.status == 200, "\(path): \(reply.text)")
    return reply.items.map { $0["id"] }
  }

  /// A mailbox has letters, of which a box, however deep, has its own.
  @Test func thoseThatNameTheObject() throws {
    let box = try make("/people/\(ada)/boxes", "{}")
    let inner = try make("/people/\(ada)/boxes/\(box)/boxes", "{}")
    let loose = try make("/people/\(ada)/letters", #"{"text":"loose"}"#)
    let boxed = try make("/people/\(ada)/boxes/\(box)/letters", #"{"text":"boxed"}"#)
    let deep = try make("/people/\(ada)/boxes/\(box)/boxes/\(inner)/letters", #"{"text":"deep"}"#)
    #expect(ids("/people/\(ada)/letters") == [.string(loose), .string(boxed), .string(deep)])
    #expect(ids("/people/\(ada)/boxes/\(box)/letters") == [.string(boxed)])
    #expect(ids("/people/\(ada)/boxes/\(box)/boxes/\(inner)/letters") == [.string(deep)])
    #expect(ids("/people/\(bob)/letters") == [])
    let expanded = service.send("GET", "/people/\(ada)/boxes?$expand=letters").items
    #expect(expanded.map { $0["letters"]?.arrayValue?.map { $0.objectValue?["text"] } } == [["boxed"]])
    // Moved by what it says.
    let letter = "/people/\(ada)/letters/\(boxed)"
    #expect(service.send("PATCH", letter, #"{"boxId":"\#(inner)"}"#).status == 200)
    #expect(ids("/people/\(ada)/boxes/\(box)/letters") == [])
    let path = "/people/\(ada)/boxes/\(box)/boxes/\(inner)/letters/\(boxed)"
    #expect(service.send("DELETE", path).status == 204)
    #expect(service.send("GET", letter).status == 404)
  }

  @Test func whatGoesTakesThemAlong() throws {
    let box = try make("/people/\(ada)/boxes", "{}")
    let inner = try make("/people/\(ada)/boxes/\(box)/boxes", "{}")
    let loose = try make("/people/\(ada)/letters", "{}")
    _ = try make("/people/\(ada)/boxes/\(box)/boxes/\(inner)/letters", "{}")
    #expect(service.send("DELETE", "/people/\(ada)/boxes/\(box)").status == 204)
    #expect(ids("/people/\(ada)/letters") == [.string(loose)])
    // What is not contained only loses its place.
    let team = try make("/teams", "{}")
    let saw = try make("/teams/\(team)/tools", "{}")
    #expect(service.send("DELETE", "/teams/\(team)").status == 204)
    #expect(ids("/hall/tools") == [.string(saw)])
  }

  @Test("what an object kept by its id stayed, where the document said only that it leads there")
  func whatIsKeptGoesToo() throws {
    let (red, blue) = (try make("/teams", "{}"), try make("/teams", "{}"))
    _ = try make("/teams/\(red)/shelved", "{}")
    let saw = try make("/teams/\(blue)/shelved", "{}")
    #expect(service.send("DELETE", "/teams/\(red)").status == 204)
    #expect(ids("/hall/tools") == [.string(saw)])
  }

  /// Two files may say that each is in the other.
  @Test func aCircleEnds() throws {
    let shelf = "/people/\(ada)/shelf/files"
    let one = try make(shelf, "{}")
    let other = try make(shelf + "/\(one)/files", "{}")
    #expect(service.send("PATCH", "\(shelf)/\(one)", #"{"folderId":"\#(other)"}"#).status == 200)
    let third = try make(shelf + "/\(other)/files", "{}")
    #expect(service.send("PATCH", "\(shelf)/\(third)", #"{"folderId":"\#(third)"}"#).status == 200)
    #expect(service.send("DELETE", "\(shelf)/\(one)").status == 204)
    #expect(ids(shelf) == [.string(third)])
    #expect(service.send("DELETE", "\(shelf)/\(third)").status == 204)
    #expect(ids(shelf) == [])
  }

  @Test func thoseBelowASingleton() throws {
    let (red, blue) = (try make("/teams", "{}"), try make("/teams", "{}"))
    let saw = try make("/teams/\(red)/tools", #"{"place":{"shelf":"top"}}"#)
    let axe = try make("/hall/tools", #"{"place":{"team":"\#(blue)"}}"#)
    #expect(ids("/hall/tools") == [.string(saw), .string(axe)])
    #expect(ids("/teams/\(red)/tools") == [.string(saw)])
    #expect(ids("/teams/\(blue)/tools") == [.string(axe)])
    #expect(
      service.send("GET", "/hall/tools/\(saw)/place").json.objectValue?["shelf"] == "top")
  }

  @Test("a set had what a singleton contained, but not the other way round") func allOfASet() throws {
    let first = try make("/hall/carts", #"{"wheels":3}"#)
    let second = try make("/carts", #"{"wheels":4}"#)
    for place in ["/carts", "/hall/carts"] {
      #expect(ids(place) == [.string(first), .string(second)])
      #expect(service.send("GET", "\(place)/\(second)").json.objectValue?["wheels"] == .number(4))
    }
    #expect(service.send("PATCH", "/carts/\(first)", #"{"wheels":5}"#).status == 200)
    #expect(service.send("GET", "/hall/carts/\(first)").json.objectValue?["wheels"] == .number(5))
    #expect(service.send("DELETE", "/hall/carts/\(first)").status == 204)
    #expect(ids("/carts") == [.string(second)])
  }

  @Test("a singleton had objects of one kind twice, each place its own")
  func allThatASingletonContains() throws {
    let chair = try make("/hall/seats", ##"{"@odata.type":"#test.chair","label":"a"}"##)
    let seat = try make("/hall/seats", #"{"label":"b"}"#)
    let other = try make("/hall/chairs", #"{"label":"c"}"#)
    let team = try make("/teams", "{}")
    _ = try make("/teams/\(team)/seats", ##"{"@odata.type":"#test.chair"}"##)
    #expect(ids("/hall/chairs") == [.string(chair), .string(other)])
    #expect(ids("/hall/seats") == [.string(chair), .string(seat), .string(other)])
    #expect(service.send("GET", "/hall/chairs/\(seat)").status == 404)
    #expect(service.send("PATCH", "/hall/chairs/\(chair)", #"{"label":"x"}"#).status == 200)
    #expect(service.send("GET", "/hall/seats/\(chair)").json.objectValue?["label"] == "x")
    #expect(service.send("DELETE", "/hall/seats/\(other)").status == 204)
    #expect(ids("/hall/chairs") == [.string(chair)])
  }

  @Test("what contains an object was a further one with its id") func whatContainsTheObject() throws {
    let team = try make("/teams", #"{"name":"red"}"#)
    let seat = "/teams/\(team)/seats/\(try make("/teams/\(team)/seats", "{}"))"
    let shown = service.send("GET", seat + "/team")
    #expect(shown.status == 200, "\(shown.text)")
    #expect(shown.json.objectValue?["id"] == .string(team))
    let expanded = service.send("GET", "/teams/\(team)/seats?$expand=team").items
    #expect(expanded.map { $0["team"]?.objectValue?["name"] } == ["red"])
    #expect(service.send("PATCH", seat + "/team", #"{"name":"blue"}"#).status == 200)
    #expect(service.send("GET", "/teams/\(team)").json.objectValue?["name"] == "blue")
    let loose = try make("/hall/seats", "{}")
    #expect(service.send("GET", "/hall/seats/\(loose)/team").status == 404)
    #expect(service.send("DELETE", seat).status == 204)
    #expect(ids("/teams") == [.string(team)])
  }

  @Test func theOneOfTheSameId() throws {
    let team = try make("/teams", "{}")
    #expect(service.send("GET", "/teams/\(team)/cart").status == 404)
    let made = service.send("PUT", "/teams/\(team)/cart", #"{"wheels":3}"#)
    #expect(made.status == 201, "\(made.text)")
    #expect(made.header("Location") == "http://localhost:8585/beta/carts/\(team)")
    #expect(service.send("PUT", "/teams/\(team)/cart", #"{"wheels":3}"#).status == 200)
    #expect(ids("/carts") == [.string(team)])
    #expect(service.send("PATCH", "/carts/\(team)", #"{"wheels":5}"#).status == 200)
    #expect(service.send("GET", "/teams/\(team)/cart/wheels").json.objectValue?["value"] == .number(5))
  }

  /// Teams are those of a person by the chairs in them.
  @Test func thoseThatHaveOneThatRefersToIt() throws {
    #expect(ids("/people/\(ada)/seatedTeams") == [])
    let (red, blue) = (try make("/teams", "{}"), try make("/teams", "{}"))
    let chair = ##"{"@odata.type":"#test.chair","person@odata.bind":"people/\##(ada)"}"##
    let first = try make("/teams/\(red)/seats", chair)
    let second = try make("/teams/\(red)/seats", chair)
    #expect(ids("/people/\(ada)/seatedTeams") == [.string(red)])
    #expect(ids("/people/\(bob)/seatedTeams") == [])
    #expect(service.send("GET", "/people/\(ada)/seatedTeams/\(red)").status == 200)
    #expect(service.send("GET", "/people/\(ada)/seatedTeams/\(blue)").status == 404)
    #expect(service.send("GET", "/people/\(ada)/seatedTeams/$count").text == "1")
    let people = service.send("GET", "/people?$expand=seatedTeams($select=id)").items
    #expect(
      people.map { $0["seatedTeams"]?.arrayValue?.map { $0.objectValue?["id"] } } == [[.string(red)], []])
    #expect(service.send("POST", "/people/\(bob)/seatedTeams", "{}").status == 400)
    #expect(ids("/teams") == [.string(red), .string(blue)])
    #expect(service.send("DELETE", "/teams/\(red)/seats/\(first)").status == 204)
    #expect(ids("/people/\(ada)/seatedTeams") == [.string(red)])
    #expect(service.send("DELETE", "/teams/\(red)/seats/\(second)").status == 204)
    #expect(ids("/people/\(ada)/seatedTeams") == [])
    _ = try make("/teams/\(blue)/seats", chair)
    #expect(service.send("DELETE", "/people/\(ada)").status == 204)
    #expect(ids("/teams") == [.string(red), .string(blue)])
  }

  /// There are more than an index of the table begins with.
  @Test func theFirstOfACollection() throws {
    let team = try make("/teams", "{}")
    #expect(service.send("GET", "/teams/\(team)/firstSeat").status == 404)
    let seats = try (0..<20).map { try make("/teams/\(team)/seats", #"{"label":"\#($0)"}"#) }
    #expect(service.send("GET", "/teams/\(team)/firstSeat").json.objectValue?["id"] == .string(seats[0]))
    let expanded = service.send("GET", "/teams/\(team)?$expand=firstSeat").json.objectValue
    #expect(expanded?["firstSeat"]?.objectValue?["label"] == "0")
    #expect(service.send("PATCH", "/teams/\(team)/firstSeat", #"{"label":"x"}"#).status == 200)
    #expect(
      service.send("GET", "/teams/\(team)/seats/\(seats[0])").json.objectValue?["label"] == "x")
    #expect(service.send("DELETE", "/teams/\(team)/seats/\(seats[0])").status == 204)
    #expect(service.send("GET", "/teams/\(team)/firstSeat").json.objectValue?["label"] == "1")
  }

  @Test func thoseOfAValueThatIsThereWithoutARow() throws {
    #expect(ids("/people/\(ada)/alarmBells") == [])
    let bell = try make("/people/\(ada)/alarmBells", #"{"tone":"deep"}"#)
    #expect(ids("/people/\(ada)/alarm/bells") == [.string(bell)])
    let other = try make("/people/\(ada)/alarm/bells", "{}")
    #expect(ids("/people/\(ada)/alarmBells") == [.string(bell), .string(other)])
    #expect(ids("/people/\(bob)/alarmBells") == [])
    #expect(service.send("GET", "/people/\(ada)/alarmBells/\(bell)").status == 200)
  }

  @Test func thoseBesideIt() throws {
    let draft = try make("/people/\(ada)/allDrafts", "{}")
    #expect(ids("/people/\(ada)/drafts") == [.string(draft)])
    #expect(ids("/people/\(ada)/notes") == [])
  }
}
