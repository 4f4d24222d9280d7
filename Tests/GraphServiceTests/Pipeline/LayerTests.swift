import GRDB
import GraphService
import GraphStore
import HTTPMessages
import TenantSupport
import Tenants
import Testing

/// What layers around the service can do with a request and its answer.
@Suite("Layers around the service") struct LayerTests {
  @Test func passInTheirOrder() throws {
    let journal = Journal()
    let layered = try LayeredService([Around("outer", into: journal), Around("inner", into: journal)])
    layered.send("GET", "/people")
    #expect(
      journal.lines == ["outer: GET /beta/people", "inner: GET /beta/people", "inner: 200", "outer: 200"])
  }

  @Test func seeRefusalsToo() throws {
    let journal = Journal()
    let layered = try LayeredService([Around("layer", into: journal)])
    layered.send("GET", "/nowhere")
    #expect(journal.lines == ["layer: GET /beta/nowhere", "layer: 400"])
  }

  @Test func aLayerAnswersByItself() throws {
    let journal = Journal()
    let layered = try LayeredService([
      Around { _, _ in Response(status: 429, headers: [HeaderField("Retry-After", "3")]) },
      Around("inner", into: journal),
    ])
    let response = layered.send("GET", "/people", "", [HeaderField("Origin", "http://page.localhost")])
    #expect(response.status == 429)
    #expect(response.header("Retry-After") == "3")
    #expect(journal.lines.isEmpty)
    // Pages can read what layers answer.
    #expect(response.header("Access-Control-Allow-Origin") == "http://page.localhost")
  }

  @Test func aLayerChangesTheRequest() throws {
    let layered = try LayeredService([
      Around { incoming, next in
        var incoming = incoming
        incoming.request.target = "/beta/people/\(LayeredService.bob)/name/$value"
        return next(incoming)
      }
    ])
    let response = layered.send("GET", "/people/\(LayeredService.ada)/name/$value")
    #expect(response.status == 200)
    #expect(response.text == "bob")
  }

  @Test func aLayerChangesMethodHeadersAndBody() throws {
    let layered = try LayeredService([
      Around { incoming, next in
        var incoming = incoming
        incoming.request.method = "PATCH"
        incoming.request.headers = RequestHeaders([HeaderField("Content-Type", "application/json")])
        incoming.request.body = Array(#"{"age": 9}"#.utf8)
        return next(incoming)
      }
    ])
    let response = layered.send("GET", "/people/\(LayeredService.ada)")
    #expect(response.status == 200)
    let ages = try layered.seeded.tenant.store.direct {
      try Int.fetchAll($0, sql: "SELECT age FROM being WHERE id = ?", arguments: [LayeredService.ada])
    }
    #expect(ages == [9])
  }

  @Test func aLayerChangesTheAnswer() throws {
    let layered = try LayeredService([
      Around { incoming, next in
        var response = next(incoming)
        response.headers.append(HeaderField("X-Layer", "1"))
        response.delay = .seconds(2)
        response.delivery = .cut(after: 3)
        return response
      }
    ])
    let response = layered.send("GET", "/people")
    #expect(response.status == 200)
    #expect(response.header("X-Layer") == "1")
    #expect(response.delay == .seconds(2))
    #expect(response.delivery == .cut(after: 3))
  }

  @Test func withoutLayersAnswersComeWholeAndAtOnce() throws {
    let response = try LayeredService().send("GET", "/people")
    #expect(response.delay == .zero)
    #expect(response.delivery == .whole)
  }
}
