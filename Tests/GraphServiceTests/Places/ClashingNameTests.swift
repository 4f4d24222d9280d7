import JSON
import TenantSupport
import Testing

/// What comes with further metadata may be called as it likes.
@Suite("Names that tables have already") struct ClashingNameTests {
  /// `change` is a table of the store itself, and two types are called so.
  @Test func typesOfOneShortNameAreKeptApart() throws {
    let service = try SmallService.village()
    #expect(service.send("POST", "/changes", #"{"what":"a"}"#).status == 201)
    #expect(service.send("POST", "/otherChanges", #"{"which":"b"}"#).status == 201)
    #expect(service.send("GET", "/changes").items.map { $0["what"] } == ["a"])
    #expect(service.send("GET", "/otherChanges").items.map { $0["which"] } == ["b"])
  }

  /// `owner` is a column of every table with owners.
  @Test func aReferenceMayBeCalledAsAColumn() throws {
    let service = try SmallService.village()
    let ids = try ["Ada", "Bob"].map { name in
      let made = service.send("POST", "/people", #"{"name":"\#(name)"}"#)
      return try #require(made.json.objectValue?["id"]?.stringValue)
    }
    let set = service.send(
      "PUT", "/people/\(ids[0])/owner/$ref", #"{"@odata.id":"http://localhost:8585/beta/people/\#(ids[1])"}"#)
    #expect(set.status == 204, "\(set.text)")
    #expect(service.send("GET", "/people/\(ids[0])/owner").json.objectValue?["name"] == "Bob")
    #expect(
      service.send("GET", "/people?$filter=owner/name eq 'Bob'&$expand=owner").items
        .map { $0["owner"]?.objectValue?["name"] } == ["Bob"])
    #expect(service.send("DELETE", "/people/\(ids[1])").status == 204)
    #expect(service.send("GET", "/people/\(ids[0])/owner").status == 404)
  }
}
