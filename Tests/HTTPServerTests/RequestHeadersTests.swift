import HTTPMessages
import HTTPServer
import Testing

@Suite struct RequestHeadersTests {
  let headers = RequestHeaders([
    HeaderField("Host", "localhost"), HeaderField("Prefer", "a"), HeaderField("X-Empty", ""),
    HeaderField("prefer", "b"),
  ])

  @Test(arguments: [
    ("host", "localhost"), ("prefer", "a"), ("x-empty", ""), ("hos", nil), ("hosts", nil), ("", nil),
  ])
  func firstFieldWithTheNameIsFound(name: String, value: String?) {
    #expect(headers[name: name] == value)
  }

  @Test(arguments: [("prefer", ["a", "b"]), ("host", ["localhost"]), ("accept", [])])
  func allValuesAreInOrder(name: String, values: [String]) {
    #expect(headers.values(of: name) == values)
  }

  @Test func fieldsAreNamedInLowerCase() {
    #expect(headers.fields.map(\.name) == ["host", "prefer", "x-empty", "prefer"])
    #expect(RequestHeaders().fields == [])
  }
}
