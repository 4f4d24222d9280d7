import GraphService
import HTTPMessages
import JSON
import TenantSupport
import Tenants
import Testing

/// Every part of a batch passes the layers as a request of its own does.
@Suite("Layers around the parts of a batch") struct BatchLayerTests {
  @Test func partsPassWithTheirNumbers() throws {
    let journal = Journal()
    let layered = try LayeredService([Around("layer", into: journal)])
    let response = layered.batch("GET /people", "DELETE /teams/\(LayeredService.team)", "GET /nowhere")
    #expect(try response.parts() == ["1 200", "2 204", "3 400"])
    #expect(
      journal.lines == [
        "layer: POST /beta/$batch", "layer: GET /beta/people part 1", "layer: 200",
        "layer: DELETE /beta/teams/\(LayeredService.team) part 2", "layer: 204",
        "layer: GET /beta/nowhere part 3", "layer: 400", "layer: 200",
      ])
  }

  @Test func partsKnowTheirTenant() throws {
    let journal = Journal()
    let layered = try LayeredService([
      Around { incoming, next in
        journal.add("\(incoming.part ?? 0) \(incoming.tenant?.name.text ?? "none")")
        return next(incoming)
      }
    ])
    _ = layered.batch("GET /people", "GET /teams")
    #expect(journal.lines == ["0 default", "1 default", "2 default"])
  }

  /// A part that does not get to run passes them too.
  @Test func refusedParts() throws {
    let journal = Journal()
    let layered = try LayeredService([Around("layer", into: journal)])
    let response = layered.batch("GET /people", "POST /$batch")
    #expect(try response.parts() == ["1 200", "2 400"])
    #expect(
      journal.lines == [
        "layer: POST /beta/$batch", "layer: GET /beta/people part 1", "layer: 200",
        "layer: POST /beta/$batch part 2", "layer: 400", "layer: 200",
      ])
  }

  @Test func aLayerAnswersAPart() throws {
    let layered = try LayeredService([
      Around { incoming, next in incoming.part == 2 ? Response(status: 429) : next(incoming) }
    ])
    #expect(
      try layered.batch("GET /people", "GET /people", "GET /teams").parts() == ["1 200", "2 429", "3 200"])
  }

  @Test func aLayerChangesAPart() throws {
    let layered = try LayeredService([
      Around { incoming, next in
        var incoming = incoming
        if incoming.part == 1 { incoming.request.target = "/beta/nowhere" }
        return next(incoming)
      }
    ])
    #expect(try layered.batch("GET /people", "GET /people").parts() == ["1 400", "2 200"])
  }

  /// The parts are served at the same time: the slowest says when the batch is.
  @Test func theLongestDelayOfAPart() throws {
    let parts = try LayeredService([Self.delaying([1: .seconds(1), 2: .seconds(3), 3: .seconds(2)])])
    #expect(parts.batch("GET /people", "GET /teams", "GET /shop").delay == .seconds(3))
    #expect(parts.send("GET", "/people").delay == .zero)
  }

  private static func delaying(_ delays: [Int: Duration]) -> Around {
    Around { incoming, next in
      var response = next(incoming)
      if let part = incoming.part, let delay = delays[part] { response.delay = delay }
      return response
    }
  }

  /// A connection that breaks takes all parts along.
  private static let cuts: [([Int: Response.Delivery], Response.Delivery)] = [
    ([2: Response.Delivery.cut(after: 9)], Response.Delivery.cut(after: 9)), ([1: .withheld], .withheld),
    ([2: .withheld, 3: .cut(after: 1)], .withheld), ([:], .whole), ([7: .withheld], .whole),
  ]

  @Test(arguments: Self.cuts)
  func aCutPart(_ deliveries: [Int: Response.Delivery], _ expected: Response.Delivery) throws {
    let layered = try LayeredService([
      Around { incoming, next in
        var response = next(incoming)
        if let part = incoming.part, let delivery = deliveries[part] { response.delivery = delivery }
        return response
      }
    ])
    let response = layered.batch("GET /people", "GET /teams", "GET /shop")
    #expect(response.delivery == expected)
    #expect(response.status == 200)
  }

  /// `OPTIONS` in a batch is no question of a page.
  @Test func partsAreNoPreflights() throws {
    let layered = try LayeredService()
    #expect(try layered.batch("OPTIONS /people").parts() == ["1 405"])
  }
}
