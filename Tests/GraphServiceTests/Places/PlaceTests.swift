import JSON
import TenantSupport
import Testing

/// Objects of a type that several places contain are each in their own, through the whole service.
@Suite("Types that are contained in several places") struct PlaceTests {
  private let service: SmallService

  init() throws { service = try SmallService.village() }

  private func make(_ path: String, _ body: String) throws -> String { try service.make(path, body) }

  private func texts(_ path: String, _ member: String = "text") -> [JSONValue?] {
    service.send("GET", path).items.map { $0[member] }
  }

  @Test func eachPlaceOfAnOwnerHasItsOwn() throws {
    let ada = try make("/people", #"{"name":"Ada"}"#)
    let note = try make("/people/\(ada)/notes", #"{"text":"sent"}"#)
    let draft = try make("/people/\(ada)/drafts", #"{"text":"draft"}"#)
    #expect(texts("/people/\(ada)/notes") == ["sent"])
    #expect(texts("/people/\(ada)/drafts") == ["draft"])
    #expect(service.send("GET", "/people/\(ada)/drafts/\(note)").status == 404)
    #expect(service.send("GET", "/people/\(ada)/notes/\(draft)").status == 404)
    let changed = service.send("PATCH", "/people/\(ada)/drafts/\(draft)", #"{"text":"done"}"#)
    #expect(changed.status == 200)
    #expect(
      service.send("GET", "/people/\(ada)/drafts/\(draft)").text
        == #"{"@odata.context":"http://localhost:8585/beta/$metadata#people('\#(ada)')/drafts/$entity","id":"\#(draft)","text":"done"}"#
    )
    #expect(service.send("DELETE", "/people/\(ada)/drafts/\(draft)").status == 204)
    #expect(texts("/people/\(ada)/drafts") == [])
    #expect(texts("/people/\(ada)/notes") == ["sent"])
  }

  @Test func eachParentHasItsOwn() throws {
    let ada = try make("/people", "{}")
    let team = try make("/teams", #"{"name":"Red"}"#)
    _ = try make("/people/\(ada)/notes", #"{"text":"hers"}"#)
    _ = try make("/teams/\(team)/notes", #"{"text":"theirs"}"#)
    #expect(texts("/people/\(ada)/notes") == ["hers"])
    #expect(texts("/teams/\(team)/notes") == ["theirs"])
  }

  @Test func expansionsAndFiltersKeepThemApart() throws {
    let ada = try make("/people", "{}")
    _ = try make("/people", "{}")
    _ = try make("/people/\(ada)/notes", #"{"text":"sent"}"#)
    _ = try make("/people/\(ada)/drafts", #"{"text":"draft"}"#)
    let expanded = try #require(service.send("GET", "/people/\(ada)?$expand=drafts").json.objectValue)
    #expect(expanded["drafts"]?.arrayValue?.map { $0.objectValue?["text"] } == ["draft"])
    let found = service.send("GET", "/people?$filter=drafts/any(d:d/text eq 'draft')&$select=id")
    #expect(found.items.map { $0["id"] } == [.string(ada)], "\(found.text)")
    #expect(service.send("GET", "/people?$filter=drafts/any(d:d/text eq 'sent')").items.isEmpty)
    #expect(service.send("GET", "/people/\(ada)/notes?$filter=text eq 'draft'").items.isEmpty)
  }

  @Test func whatGoesTakesAllThatItContains() throws {
    let team = try make("/teams", "{}")
    let note = try make("/teams/\(team)/notes", "{}")
    #expect(service.send("GET", "/teams/\(team)/notes/\(note)").status == 200)
    #expect(service.send("DELETE", "/teams/\(team)").status == 204)
    #expect(service.send("GET", "/teams/\(team)/notes/\(note)").status == 404)
  }

  /// The set of a type that things contain as well has them all.
  @Test func aSetHasWhatIsContainedElsewhere() throws {
    let ada = try make("/people", "{}")
    let own = service.send("POST", "/people/\(ada)/carts", #"{"wheels":4}"#)
    #expect(own.status == 201)
    let id = try #require(own.json.objectValue?["id"]?.stringValue)
    #expect(
      own.text
        == #"{"@odata.context":"http://localhost:8585/beta/$metadata#people('\#(ada)')/carts/$entity","id":"\#(id)","wheels":4}"#
    )
    _ = try make("/carts", #"{"wheels":3}"#)
    #expect(texts("/people/\(ada)/carts", "wheels") == [.number(4)])
    #expect(texts("/carts", "wheels") == [.number(4), .number(3)])
    #expect(
      service.send("GET", "/carts/\(id)").text
        == #"{"@odata.context":"http://localhost:8585/beta/$metadata#carts/$entity","id":"\#(id)","wheels":4}"#
    )
  }

  // MARK: Without a row

  @Test func placesBelowSingletonsNeedNoRowsOfTheirs() throws {
    let bell = try make("/hall/house/bells", #"{"tone":"deep"}"#)
    _ = try make("/hall/house/oldBells", #"{"tone":"cracked"}"#)
    _ = try make("/hall/house/alarm/bells", #"{"tone":"shrill"}"#)
    _ = try make("/alarm/bells", #"{"tone":"soft"}"#)
    #expect(texts("/hall/house/bells", "tone") == ["deep"])
    #expect(texts("/hall/house/oldBells", "tone") == ["cracked"])
    #expect(texts("/hall/house/alarm/bells", "tone") == ["shrill"])
    #expect(texts("/alarm/bells", "tone") == ["soft"])
    #expect(
      service.send("GET", "/hall/house/bells/\(bell)").text
        == #"{"@odata.context":"http://localhost:8585/beta/$metadata#hall/house/bells/$entity","id":"\#(bell)","tone":"deep"}"#
    )
    #expect(service.send("GET", "/hall/house/oldBells/\(bell)").status == 404)
    let expanded = service.send("GET", "/hall/house?$expand=oldBells").json.objectValue
    #expect(expanded?["oldBells"]?.arrayValue?.map { $0.objectValue?["tone"] } == ["cracked"])
  }

  /// `alarm` is a singleton, and a value in two other places.
  @Test func singleValuesOfOneTypeAreNotEachOther() throws {
    #expect(service.send("PATCH", "/alarm", #"{"hour":5}"#).status == 200)
    #expect(service.send("PATCH", "/hall/house/alarm", #"{"hour":6}"#).status == 200)
    #expect(service.send("GET", "/alarm/hour").json.objectValue?["value"] == .number(5))
    #expect(service.send("GET", "/hall/house/alarm/hour").json.objectValue?["value"] == .number(6))
    #expect(service.send("DELETE", "/hall/house/alarm").status == 204)
    #expect(service.send("GET", "/hall/house/alarm/hour").json.objectValue?["value"] == .number(7))
    #expect(service.send("GET", "/alarm/hour").json.objectValue?["value"] == .number(5))
  }

  /// The singleton's type has a set, and it is not the caller for that.
  @Test func aSingletonWithASetIsNotTheFirstOfTheSet() throws {
    _ = try make("/carts", #"{"wheels":3}"#)
    #expect(
      service.send("GET", "/cart").text
        == #"{"@odata.context":"http://localhost:8585/beta/$metadata#cart/$entity","id":"cart","wheels":2}"#)
    #expect(service.send("PATCH", "/cart", #"{"wheels":1}"#).status == 200)
    #expect(service.send("GET", "/cart/wheels").json.objectValue?["value"] == .number(1))
  }
}
