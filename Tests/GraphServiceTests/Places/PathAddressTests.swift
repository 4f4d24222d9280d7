import JSON
import TenantSupport
import Testing

/// Objects that a path between colons names (`ByPath`).
@Suite("Paths between colons") struct PathAddressTests {
  private let service: SmallService
  private let shelf: String
  private let folder: String
  private let file: String

  init() throws {
    let service = try SmallService.village()
    let ada = try service.make("/people")
    shelf = "/people/\(ada)/shelf"
    folder = try service.make(shelf + "/root/files", #"{"name":"My Plans"}"#)
    file = try service.make(shelf + "/files/\(folder)/files", #"{"name":"house (1).txt"}"#)
    self.service = service
  }

  private func id(_ path: String) -> JSONValue? {
    let reply = service.send("GET", path)
    #expect(reply.status == 200, "\(path): \(reply.text)")
    return reply.json.objectValue?["id"]
  }

  private func ids(_ path: String) -> [JSONValue?] { service.send("GET", path).items.map { $0["id"] } }

  @Test func aPathNamesAnObjectBelowAnother() throws {
    #expect(id(shelf + "/root:/My%20Plans") == .string(folder))
    #expect(id(shelf + "/root:/my%20plans:") == .string(folder))
    #expect(id(shelf + "/root:/My%20Plans/house%20(1).txt") == .string(file))
    #expect(id(shelf + "/files/\(folder):/house%20(1).txt:") == .string(file))
    #expect(id(shelf + "/files('\(folder)'):/house%20(1).txt") == .string(file))
    #expect(ids(shelf + "/root:/My%20Plans:/files") == [.string(file)])
    #expect(ids(shelf + "/root:/:/files") == [.string(folder)])
    #expect(service.send("GET", shelf + "/root:/My%20Plans:/files/$count").text == "1")
  }

  @Test("slashes between colons that a client encodes were parts of a name")
  func encodedSlashesSeparateNames() throws {
    #expect(id(shelf + "/root%3A%2FMy%20Plans") == .string(folder))
    #expect(id(shelf + "/root%3A%2FMy%20Plans%2Fhouse%20(1).txt%3A") == .string(file))
    #expect(id(shelf + "/root:/My%20Plans%2Fhouse%20(1).txt:") == .string(file))
    #expect(ids(shelf + "/files/\(folder)%3A%2F%3A/files") == [.string(file)])
    #expect(service.send("GET", shelf + "/files/a%2Fb").status == 404)
  }

  @Test func theAnswerSaysWhereItIs() throws {
    let shown = service.send("GET", shelf + "/root:/My%20Plans/house%20(1).txt:?$select=name").text
    let place =
      "\(shelf.dropFirst().replacing("people/", with: "people('").replacing("/shelf", with: "')/shelf"))"
    #expect(
      shown
        == #"{"@odata.context":"http://localhost:8585/beta/$metadata#\#(place)/root/files('My%20Plans')/files(name)/$entity","name":"house (1).txt"}"#
    )
  }

  @Test("a path of thousands of names took minutes and gigabytes") func pathsHaveALength() {
    let long = String(repeating: "/b", count: 200)
    #expect(service.send("GET", shelf + "/root:" + long + ":/files").status == 404)
    let longer = service.send("GET", shelf + "/root:" + long + "/b:/files")
    #expect(longer.status == 400)
    #expect(longer.message == "A path between colons has 400 characters at most.")
    let longest = service.send("GET", shelf + "/root:" + String(repeating: "/b", count: 7900) + ":/files")
    #expect(longest.status == 400)
    #expect(longest.message == "A path between colons has 400 characters at most.")
  }

  @Test func whatIsNotThereIsMissing() {
    for path in [
      "/root:/Plans", "/root:/Plans/house.txt", "/root:/My%20Plans/house.txt:", "/root:/Plans:/files",
    ] {
      #expect(service.send("GET", shelf + path).status == 404, "\(path)")
    }
    // Objects of other types have no such paths.
    #expect(service.send("GET", "/people/a:/b").status == 400)
    #expect(service.send("GET", "/people/a:").status == 404)
    #expect(service.send("GET", shelf + ":/root").status == 400)
  }

  @Test func itIsChangedMadeAndDeletedThere() throws {
    let changed = service.send("PATCH", shelf + "/root:/My%20Plans", #"{"name":"Plans"}"#)
    #expect(changed.status == 200, "\(changed.text)")
    let made = try service.make(shelf + "/root:/Plans:/files", #"{"name":"b"}"#)
    #expect(ids(shelf + "/files/\(folder)/files") == [.string(file), .string(made)])
    #expect(service.send("DELETE", shelf + "/root:/Plans/b:").status == 204)
    #expect(ids(shelf + "/root:/Plans:/files") == [.string(file)])
  }

  @Test func theFirstBytesMakeTheFile() {
    let path = shelf + "/root:/My%20Plans/New.bin:"
    #expect(service.send("GET", path + "/content").status == 404)
    #expect(service.send("PUT", path + "/content", "[1]").status == 204)
    #expect(service.send("GET", path + "/content").text == "[1]")
    #expect(service.send("GET", path + "/name").json.objectValue?["value"] == "New.bin")
    #expect(service.send("PUT", path + "/content", "[2]").status == 204)
    #expect(service.send("GET", path + "/content").text == "[2]")
    #expect(ids(shelf + "/root:/My%20Plans:/files").count == 2)
    // A key makes nothing, and neither does a name below what is not there.
    #expect(service.send("PUT", shelf + "/files/nothing/content", "[3]").status == 404)
    #expect(service.send("PUT", shelf + "/root:/Plans/a.bin:/content", "[3]").status == 404)
    #expect(ids(shelf + "/files").count == 3)
  }

  @Test func itIsTheRestOfAURL() throws {
    let reading = try service.make("/stations", #"{"address":"https://rail.example/lines/Reading"}"#)
    let rail = try service.make("/stations", #"{"address":"https://rail.example"}"#)
    #expect(id("/stations/rail.example:/lines/reading") == .string(reading))
    #expect(id("/stations/rail.example:/:") == .string(rail))
    #expect(service.send("GET", "/stations/rail.example:/lines/reading:/signs").items.isEmpty)
    #expect(service.send("GET", "/stations/rail.example:/lines").status == 404)
    #expect(service.send("GET", "/stations/\(reading)").status == 200)
  }

  @Test("a name with capital letters was taken for a host") func itBeginsWithTheURLOfANamedObject() throws {
    #expect(
      service.send("PATCH", "/stations/sideTrack", #"{"address":"https://side.example/"}"#).status == 200)
    let hall = try service.make("/stations", #"{"address":"https://side.example/hall"}"#)
    let yard = try service.make("/stations", #"{"address":"https://main.example/hall"}"#)
    for name in ["sideTrack", "sidetrack", "SIDETRACK"] {
      #expect(id("/stations/\(name):/hall") == .string(hall))
    }
    #expect(id("/stations/main:/hall") == .string(yard))
    #expect(service.send("GET", "/stations/sideTrack:/yard").status == 404)
  }
}
