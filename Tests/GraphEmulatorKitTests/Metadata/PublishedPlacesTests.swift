import JSON
import TestSupport
import Testing

/// What only the service's own metadata describes is stored, of a version that the store does not take its names from.
@Suite struct PublishedPlacesTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant(
      #"{"users":[{"id":"\#(Self.user)","userPrincipalName":"ada@contoso.example"}]}"#,
      document: ForeignModel.bytes)
  }

  private static let user = "11111111-1111-1111-1111-111111111111"

  @Test func eachPlaceHasItsOwn() throws {
    let own = "/users/\(Self.user)"
    let rose = try make(own + "/beds", #"{"label":"rose","number":1}"#)
    let mint = try make("/garden/beds", #"{"label":"mint","number":2}"#)
    #expect(send("GET", own + "/beds").values("id") == [rose])
    #expect(send("GET", "/garden/beds").values("id") == [mint])
    #expect(send("GET", own + "/garden/beds").items.isEmpty)
    #expect(send("GET", "/garden/beds/\(rose)").status == 404)
    #expect(send("GET", own + "/beds?$filter=label eq 'rose'").values("id") == [rose])
    #expect(send("GET", own + "/beds?$filter=label eq 'mint'").items.isEmpty)
    #expect(send("PATCH", own + "/garden/weather", #"{"degrees":20.5}"#).status == 200)
    #expect(send("GET", own + "/garden/weather").json.objectValue?["degrees"] == .number("20.5"))
    #expect(send("GET", "/garden/weather").json.objectValue?["degrees"] == .null)
    #expect(send("DELETE", own + "/beds/\(rose)").status == 204)
    #expect(send("GET", own + "/beds").items.isEmpty)
  }

  /// One of requests has the id of its owner, one of a seed may say another or none.
  @Test(
    "A seed made a second value where a request had made one",
    arguments: [#""degrees":3.5"#, #""id":"other","degrees":3.5"#])
  func aValueOfASeedIsThatOfRequests(members: String) throws {
    let own = "/users/\(Self.user)"
    #expect(send("PATCH", own + "/garden/weather", #"{"degrees":20.5}"#).status == 200)
    let bed = try make(own + "/beds", #"{"label":"rose","number":1}"#)
    #expect(send("PATCH", own + "/beds/\(bed)/weather", #"{"degrees":1.5}"#).status == 200)
    try tenant.emulator.load(
      #"""
      {"users":[{"id":"\#(Self.user)","garden":{"weather":{\#(members)}},
        "beds":[{"id":"\#(bed)","weather":{\#(members)}}]}]}
      """#)
    #expect(
      send("GET", own + "/garden?$expand=weather").whole
        == .ok(
          #"""
          {"@odata.context":"V/$metadata#users('\#(Self.user)')/garden(weather())/$entity","id":"\#(Self.user)",
           "size":null,"weather":{"id":"\#(Self.user)","degrees":3.5}}
          """#))
    #expect(
      send("GET", own + "/beds/\(bed)/weather").whole
        == .ok(
          #"""
          {"@odata.context":"V/$metadata#users('\#(Self.user)')/beds('\#(bed)')/weather/$entity",
           "id":"\#(bed)","degrees":3.5}
          """#))
    let export = try tenant.emulator.export()
    #expect(export.ranges(of: "3.5").count == 2 && !export.contains("20.5"), "\(export)")
  }

  @Test func aKeyOfAnotherNameIsTheLastSegment() throws {
    let made = send("POST", "/seedPackets", #"{"seedCode":"dill","grams":2.5}"#)
    #expect(made.status == 201, "\(made.text)")
    #expect(send("GET", "/seedPackets/dill").json.objectValue?["grams"] == .number("2.5"))
    #expect(send("DELETE", "/seedPackets/dill").status == 204)
  }

  /// It is a directory object, and has a table and a home with others.
  @Test func aTypeBelowOursLivesInItsSet() throws {
    let id = try make("/gardeners", #"{"experience":"sowing"}"#)
    #expect(send("GET", "/gardeners").values("id") == [id])
    let shown = send("GET", "/gardeners/\(id)").text
    #expect(
      shown.hasPrefix(#"{"@odata.context":"http://localhost:8585/v1.0/$metadata#gardeners/$entity","#),
      "\(shown)")
    #expect(send("GET", "/directoryObjects/\(id)").status == 200)
  }

  /// The other version knows nothing of it.
  @Test func theOtherVersionStaysAsItIs() {
    #expect(tenant.emulator.get("/users/\(Self.user)/beds").status == 400)
    #expect(tenant.emulator.get("/users/\(Self.user)").status == 200)
  }

  @Test func anExportHasItToo() throws {
    let bed = try make("/garden/beds", #"{"label":"mint","number":2}"#)
    _ = try make(
      "/garden/beds/\(bed)/plants",
      ##"{"@odata.type":"#microsoft.graph.garden.tree","height":3,"nest":true}"##)
    let exported = try tenant.emulator.export()
    let other = try PublishedTenant(exported, document: ForeignModel.bytes)
    #expect(try other.emulator.export() == exported)
    #expect(exported.contains(#""nest": true"#), "\(exported)")
  }
}
