import Testing

/// Lists of conditional access take `$skip`, `$top`, `$count`, `$filter`, `$orderby` and `$select` together, without a header
/// (pages "List policies", "List namedLocations").
@Suite("Queries of conditional access") struct AccessQueryTests {
  private let emulator: TestEmulator

  init() throws {
    emulator = try TestEmulator.frozen()
    for (name, state) in [("B", "disabled"), ("A", "disabled"), ("C", "enabled")] {
      let body = #"{"displayName":"\#(name)","state":"\#(state)","conditions":{"clientAppTypes":["all"]}}"#
      let made = emulator.send("POST", "/identity/conditionalAccess/policies", body, version: "v1.0")
      #expect(made.status == 201, "\(made.text)")
    }
    for body in [
      ##""@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"North","countriesAndRegions":["US","CA"]"##,
      ##""@odata.type":"#microsoft.graph.countryNamedLocation","displayName":"Home","countriesAndRegions":["DE"]"##,
      ##""@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"Office","isTrusted":true,"ipRanges":[]"##,
      ##""@odata.type":"#microsoft.graph.ipNamedLocation","displayName":"Hotel","isTrusted":false,"ipRanges":[]"##,
    ] {
      let made = emulator.send(
        "POST", "/identity/conditionalAccess/namedLocations", "{\(body)}", version: "v1.0")
      #expect(made.status == 201, "\(made.text)")
    }
  }

  private func whole(_ set: String, _ query: String) -> WholeAnswer {
    let query = query.replacing(" ", with: "%20")
    return emulator.send("GET", "/identity/conditionalAccess/\(set)?\(query)", version: "v1.0").whole
  }

  /// - Parameter kind: what each object says that it is, where there are several kinds.
  private func list(
    _ set: String, _ names: [String], of kind: String? = nil, count: Int? = nil
  ) -> WholeAnswer {
    let type = kind.map { ##""@odata.type":"#microsoft.graph.\##($0)","## } ?? ""
    let objects = names.map { #"{\#(type)"displayName":"\#($0)"}"# }.joined(separator: ",")
    let count = count.map { #""@odata.count":\#($0),"# } ?? ""
    return .ok(
      """
      {"@odata.context":"V/$metadata#identity/conditionalAccess/\(set)(displayName)",\(count)"value":[\(objects)]}
      """)
  }

  @Test(
    "a filter of what one kind of places has was refused",
    arguments: [
      (
        "microsoft.graph.countryNamedLocation/countriesAndRegions/any(c: c eq 'CA')", "countryNamedLocation",
        ["North"]
      ),
      ("microsoft.graph.ipNamedLocation/isTrusted eq true", "ipNamedLocation", ["Office"]),
      ("isof('microsoft.graph.ipNamedLocation')", "ipNamedLocation", ["Hotel", "Office"]),
    ]) func filtersOfOneKind(filter: String, kind: String, names: [String])
  {
    #expect(
      whole("namedLocations", "$select=displayName&$orderby=displayName&$filter=\(filter)")
        == list("namedLocations", names, of: kind))
  }

  @Test func skipOrderAndFilterWereRefused() {
    #expect(
      whole("policies", "$select=displayName&$orderby=displayName&$skip=1") == list("policies", ["B", "C"]))
    #expect(
      whole("policies", "$select=displayName&$orderby=displayName desc&$filter=state eq 'disabled'")
        == list("policies", ["B", "A"]))
  }

  @Test func theCountWasLeftOutWithoutAHeader() {
    #expect(
      whole("policies", "$select=displayName&$orderby=displayName&$filter=state eq 'disabled'&$count=true")
        == list("policies", ["A", "B"], count: 2))
    let count = emulator.send("GET", "/identity/conditionalAccess/policies/$count", version: "v1.0")
    #expect("\(count.status) \(count.text)" == "200 3")
  }
}
