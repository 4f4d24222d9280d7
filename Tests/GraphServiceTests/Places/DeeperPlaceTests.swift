import JSON
import TenantSupport
import Testing

/// Objects that a key of a collection finds below the objects of the collection (`AlsoBelow`).
@Suite("Objects below those of a collection") struct DeeperPlaceTests {
  private let service: SmallService
  private let ada: String
  private let bob: String

  init() throws {
    service = try SmallService.village()
    ada = try service.make("/people", #"{"name":"Made"}"#)
    bob = try service.make("/people", #"{"name":"Made"}"#)
  }

  private func make(_ path: String) throws -> String { try service.make(path, #"{"name":"Made"}"#) }

  private var trays: String { "/people/\(ada)/trays" }

  private func ids(_ path: String) -> [JSONValue?] { service.send("GET", path).items.map { $0["id"] } }

  private func status(_ path: String) -> Int { service.send("GET", path).status }

  @Test func aKeyFindsThemAtAnyDepth() throws {
    let tray = try make(trays)
    let inner = try make("\(trays)/\(tray)/boxes")
    let innermost = try make("\(trays)/\(tray)/boxes/\(inner)/boxes")
    for id in [tray, inner, innermost] {
      let reply = service.send("GET", "\(trays)/\(id)")
      #expect(reply.status == 200)
      #expect(
        reply.text
          == #"{"@odata.context":"http://localhost:8585/beta/$metadata#people('\#(ada)')/trays/$entity","#
          + #""id":"\#(id)","name":"Made","size":1}"#)
    }
    #expect(ids("\(trays)/\(inner)/boxes") == [.string(innermost)])
    #expect(service.send("GET", "\(trays)/\(innermost)/name").text.hasSuffix(#""value":"Made"}"#))
  }

  @Test func listsDoNotHaveThem() throws {
    let tray = try make(trays)
    _ = try make("\(trays)/\(tray)/boxes")
    #expect(ids(trays) == ["in", "out", .string(tray)])
    #expect(service.send("GET", trays + "/$count").text == "3")
    let expanded = service.send("GET", "/people/\(ada)?$expand=trays").json.objectValue
    #expect(expanded?["trays"]?.arrayValue?.count == 3)
  }

  @Test("what was found by its id was in no list") func listsHaveThemWhereTheModelSaysSo() throws {
    let chests = "/people/\(ada)/chests"
    let chest = try make(chests)
    let inner = try make("\(chests)/\(chest)/boxes")
    let innermost = try make("\(chests)/\(inner)/boxes")
    let other = try make(chests)
    let all: [JSONValue?] = [chest, inner, innermost, other].map { .string($0) }
    #expect(ids(chests) == all)
    #expect(ids("\(chests)/\(inner)/boxes") == [.string(innermost)])
    #expect(ids(chests + "?$filter=id%20eq%20'\(innermost)'") == [.string(innermost)])
    #expect(service.send("GET", chests + "/$count").text == "4")
    let people = service.send("GET", "/people?$expand=chests($select=id)").items
    #expect(people.map { $0["chests"]?.arrayValue?.map { $0.objectValue?["id"] } } == [all, []])
    #expect(ids("/people/\(bob)/chests") == [])
    #expect(service.send("DELETE", "\(chests)/\(inner)").status == 204)
    #expect(ids(chests) == [.string(chest), .string(other)])
  }

  @Test("what another place has was not found below it") func aKeyFindsThemInWhatIsShown() throws {
    let bell = try service.make("/people/\(ada)/settings/bells", #"{"tone":"deep"}"#)
    let path = "/people/\(ada)/alarmBells"
    let own = try service.make(path, "{}")
    #expect(ids(path) == [.string(own)])
    #expect(service.send("GET", "\(path)/\(bell)").json.objectValue?["tone"] == "deep")
    #expect(status("\(path)/\(own)") == 200)
    #expect(status("/people/\(bob)/alarmBells/\(bell)") == 404)
    #expect(service.send("PATCH", "\(path)/\(bell)", #"{"tone":"high"}"#).status == 200)
    #expect(service.send("GET", "/people/\(ada)/settings/bells").items.map { $0["tone"] } == ["high"])
    #expect(service.send("DELETE", "\(path)/\(bell)").status == 204)
    #expect(ids("/people/\(ada)/settings/bells") == [])
  }

  @Test("lists had what is kept elsewhere") func listsHaveSomeAlone() throws {
    let path = "/people/\(ada)/parcels"
    let bodies = ["{}", #"{"boxId":"Hall"}"#, #"{"boxId":"attic","text":"old"}"#]
    let parcels = try bodies.map { try service.make(path, $0) }
    let listed: [JSONValue?] = parcels.prefix(2).map { .string($0) }
    #expect(ids(path) == listed)
    #expect(service.send("GET", path + "/$count").text == "2")
    let person = service.send("GET", "/people/\(ada)?$expand=parcels").json.objectValue
    #expect(person?["parcels"]?.arrayValue?.map { $0.objectValue?["id"] } == listed)
    #expect(service.send("GET", "\(path)/\(parcels[2])").json.objectValue?["text"] == "old")
    #expect(service.send("PATCH", "\(path)/\(parcels[2])", #"{"boxId":"hall"}"#).status == 200)
    #expect(ids(path) == parcels.map { .string($0) })
  }

  @Test func whatIsBelowANamedOneIsFound() throws {
    let inner = try make(trays + "/in/boxes")
    let innermost = try make("\(trays)/\(try make("\(trays)/\(inner)/boxes"))/boxes")
    #expect(status("\(trays)/\(inner)") == 200)
    #expect(status("\(trays)/\(innermost)") == 200)
    #expect(status(trays + "/out") == 200)
  }

  @Test func writesFindThem() throws {
    let tray = try make(trays)
    let inner = try make("\(trays)/\(tray)/boxes")
    #expect(service.send("PATCH", "\(trays)/\(inner)", #"{"size":3}"#).status == 200)
    #expect(service.send("GET", "\(trays)/\(tray)/boxes/\(inner)").json.objectValue?["size"] == .number(3))
    let letter = service.send("POST", "\(trays)/\(inner)/letters", #"{"text":"a"}"#).json.objectValue?["id"]
    #expect(ids("\(trays)/\(tray)/boxes/\(inner)/letters") == [letter])
    #expect(service.send("DELETE", "\(trays)/\(inner)").status == 204)
    #expect(ids("\(trays)/\(tray)/boxes") == [])
    #expect(status("\(trays)/\(inner)") == 404)
  }

  @Test func othersAreNotFound() throws {
    let inner = try make(trays + "/in/boxes")
    #expect(status("/people/\(bob)/trays/\(inner)") == 404)
    let box = try make("/people/\(ada)/boxes")
    let inBox = try make("/people/\(ada)/boxes/\(box)/boxes")
    #expect(status("\(trays)/\(box)") == 404)
    #expect(status("\(trays)/\(inBox)") == 404)
    #expect(status("/people/\(ada)/boxes/\(inBox)") == 404)
  }
}
