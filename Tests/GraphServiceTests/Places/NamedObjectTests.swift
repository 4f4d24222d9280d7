import JSON
import TenantSupport
import Testing

/// Objects of a collection that are there before anybody makes them, and have a name for an id (`WellKnown`).
@Suite("Objects that have a name") struct NamedObjectTests {
  private let service: SmallService
  private let ada: String

  init() throws {
    service = try SmallService.village()
    ada = try service.make("/people")
  }

  private var trays: String { "/people/\(ada)/trays" }

  private func context(_ rest: String) -> String {
    #""@odata.context":"http://localhost:8585/beta/$metadata#people('\#(ada)')/trays\#(rest)""#
  }

  private func get(_ path: String) -> String {
    let reply = service.send("GET", path)
    #expect(reply.status == 200, "\(path)")
    return reply.text
  }

  private func ids(_ path: String) -> [JSONValue?] { service.send("GET", path).items.map { $0["id"] } }

  private func tray(_ name: String, _ shown: String, size: Int = 1) -> String {
    #""id":"\#(name)","name":"\#(shown)","size":\#(size)"#
  }

  /// What the model says of them beyond what their type has, is passed over.
  @Test func theyAreThereWithoutHavingBeenMade() throws {
    let whole = "{\(context("/$entity")),\(tray("in", "In"))}"
    #expect(get(trays + "/in") == whole)
    #expect(get(trays + "/IN") == whole)
    #expect(get(trays + "/in/name").hasSuffix(#""value":"In"}"#))
    #expect(get(trays) == #"{\#(context("")),"value":[{\#(tray("in", "In"))},{\#(tray("out", "Out"))}]}"#)
    #expect(get(trays + "/in/letters").hasSuffix(#""value":[]}"#))
    #expect(service.send("GET", trays + "/other").status == 404)
    #expect(service.send("GET", "/people/nobody/trays/in").status == 404)
    #expect(try service.rowCount("sqlite_master WHERE name = 'test.box'") == 0)
  }

  @Test func listsFindSortAndCountThem() throws {
    let made = service.send("POST", trays, #"{"name":"Odd"}"#)
    let odd = try #require(made.json.objectValue?["id"])
    #expect(ids(trays) == ["in", "out", odd])
    #expect(ids(trays + "?$filter=name eq 'Out'") == ["out"])
    #expect(ids(trays + "?$orderby=name desc") == ["out", odd, "in"])
    #expect(get(trays + "/$count") == "3")
    let expanded = service.send("GET", "/people/\(ada)?$expand=trays").json.objectValue
    #expect(expanded?["trays"]?.arrayValue?.map { $0.objectValue?["name"] } == ["In", "Out", "Odd"])
  }

  @Test func pagesGoOnBehindThem() throws {
    _ = service.send("POST", trays, #"{"name":"Odd"}"#)
    try service.set(["pageSize": .number(1)])
    var (path, names): (String?, [JSONValue?]) = (trays + "?$select=name", [])
    while let next = path {
      let page = service.send("GET", next)
      names += page.items.map { $0["name"] }
      path = page.json.objectValue?["@odata.nextLink"]?.stringValue
        .map { String($0.dropFirst("http://localhost:8585/beta".count)) }
    }
    #expect(names == ["In", "Out", "Odd"])
  }

  @Test func theFirstWriteMakesTheRow() throws {
    #expect(service.send("PATCH", trays + "/In", #"{"size":5}"#).status == 200)
    #expect(get(trays + "/in") == "{\(context("/$entity")),\(tray("in", "In", size: 5))}")
    #expect(ids(trays) == ["out", "in"])
    let other = try service.make("/people")
    #expect(ids("/people/\(other)/trays") == ["in", "out"])
    #expect(get("/people/\(other)/trays/in/size").hasSuffix(#""value":1}"#))
  }

  @Test(
    "what the service keeps was deleted, with all that it contains", arguments: ["in", "IN"])
  func whatTheirTypeRefusesTheyRefuse(name: String) throws {
    let inner = try #require(
      service.send("POST", trays + "/in/boxes", #"{"name":"Inner"}"#).json.objectValue?["id"]?.stringValue)
    let letter = service.send("POST", trays + "/in/letters", "{}").json.objectValue?["id"]
    // One has a row by now, the other has none.
    for path in ["\(trays)/\(name)", trays + "/out"] {
      let refused = service.send("DELETE", path)
      #expect(refused.status == 400 && refused.code == "Kept", "\(refused.text)")
      #expect(refused.message == "A tray stays where it is.")
    }
    #expect(ids(trays) == ["out", "in"])
    #expect(ids(trays + "/in/letters") == [letter])
    let renamed = service.send("PATCH", "\(trays)/\(name)", #"{"name":"Mine"}"#)
    #expect(renamed.status == 403 && renamed.code == "Named", "\(renamed.text)")
    #expect(renamed.message == "A tray keeps its name.")
    #expect(service.send("PATCH", "\(trays)/\(name)", #"{"size":3}"#).status == 200)
    // Others of the type go, also by the collection that has trays.
    #expect(service.send("DELETE", "\(trays)/\(inner)").status == 204)
    #expect(get(trays + "/in") == "{\(context("/$entity")),\(tray("in", "In", size: 3))}")
  }

  @Test func anotherTypeBeginsAnewWhenItIsDeleted() {
    #expect(service.send("PATCH", "/stations/main", #"{"address":"a"}"#).status == 200)
    for _ in 1...2 {
      #expect(service.send("DELETE", "/stations/main").status == 204)
      #expect(ids("/stations") == ["main", "sideTrack"])
      #expect(service.send("GET", "/stations/main").json.objectValue?["address"] == "https://main.example")
    }
  }

  /// A letter may say that it is in a box which nobody has written yet.
  @Test func whatNamesThemIsTheirs() throws {
    let first = service.send("POST", "/people/\(ada)/letters", #"{"boxId":"out"}"#)
    let letter = try #require(first.json.objectValue?["id"])
    #expect(ids(trays + "/out/letters") == [letter])
    let second = service.send("POST", trays + "/in/letters", #"{"text":"new"}"#)
    #expect(second.status == 201, "\(second.text)")
    #expect(second.json.objectValue?["boxId"] == "in")
    #expect(ids(trays + "/in/letters") == [second.json.objectValue?["id"]])
    #expect(ids("/people/\(ada)/letters") == [letter, second.json.objectValue?["id"]])
  }

  /// The boxes of two owners have the same ids.
  @Test func anOwnerHasItsOwn() throws {
    let bob = try service.make("/people")
    let other = "/people/\(bob)/trays"
    let hers = service.send("POST", "/people/\(ada)/letters", #"{"boxId":"in"}"#).json.objectValue?["id"]
    #expect(ids(other + "/in/letters") == [])
    let his = service.send("POST", other + "/in/letters", "{}").json.objectValue?["id"]
    #expect(ids(other + "/in/letters") == [his])
    #expect(ids(trays + "/in/letters") == [hers])
    let inner = service.send("POST", other + "/in/boxes", "{}").json.objectValue?["id"]?.stringValue ?? ""
    let deep = service.send("POST", "\(other)/in/boxes/\(inner)/letters", "{}").json.objectValue?["id"]
    #expect(ids("\(other)/in/boxes/\(inner)/letters") == [deep])
    for (place, counts) in [(trays, [1, 0]), (other, [0, 1])] {
      let shown = service.send("GET", place + "?$expand=letters").items
      #expect(shown.map { $0["letters"]?.arrayValue?.count } == counts)
    }
  }

  @Test func aRefusedWriteMakesNothing() throws {
    #expect(service.send("PATCH", trays + "/in", #"{"nothing":1}"#).status == 400)
    #expect(try service.rowCount("sqlite_master WHERE name = 'test.box'") == 0)
  }

  @Test func aSetHasThemToo() {
    let start = #"{"@odata.context":"http://localhost:8585/beta/$metadata#stations/$entity","#
    #expect(get("/stations/main") == start + #""id":"main","address":"https://main.example"}"#)
    #expect(ids("/stations") == ["main", "sideTrack"])
    #expect(service.send("PATCH", "/stations/main", #"{"address":"a"}"#).status == 200)
    #expect(get("/stations/main") == start + #""id":"main","address":"a"}"#)
    #expect(ids("/stations") == ["sideTrack", "main"])
  }

  @Test func aNameKeepsItsCase() {
    let whole =
      #"{"@odata.context":"http://localhost:8585/beta/$metadata#stations/$entity","id":"sideTrack","address":null}"#
    for key in ["sideTrack", "sidetrack", "SIDETRACK"] { #expect(get("/stations/\(key)") == whole) }
  }

  @Test("a reference to an object that has a name and no row led nowhere") func referencesMakeTheRow() throws
  {
    for name in ["main", "MAIN"] {
      let made = service.send("POST", "/hall/tools", #"{"station@odata.bind":"stations('\#(name)')"}"#)
      #expect(made.status == 201, "\(made.text)")
      let tool = try #require(made.json.objectValue?["id"]?.stringValue)
      let station = service.send("GET", "/hall/tools/\(tool)/station").json.objectValue
      #expect(station?["id"] == "main" && station?["address"] == "https://main.example")
    }
    #expect(ids("/stations") == ["sideTrack", "main"])
    #expect(try service.rowCount("\"test.station\"") == 1)
    let missing = service.send("POST", "/hall/tools", #"{"station@odata.bind":"stations('other')"}"#)
    #expect(missing.status == 404, "\(missing.text)")
    #expect(ids("/hall/tools").count == 2)
  }
}
