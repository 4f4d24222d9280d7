import GraphService
import HTTPMessages
import TenantSupport
import Tenants
import Testing

/// Which tenant a request is for, and what is answered where there is none.
@Suite("Tenants of requests") struct TenantRoutingTests {
  @Test func layersKnowTheTenant() throws {
    let journal = Journal()
    let layered = try LayeredService([
      Around { incoming, next in
        journal.add(incoming.tenant?.name.text ?? "none")
        return next(incoming)
      }
    ])
    layered.send("GET", "/people")
    #expect(journal.lines == ["default"])
  }

  @Test func aLayerSendsTheRequestToAnotherTenant() throws {
    let other = try SeedTenant()
    try other.load(#"{"people": [{"name": "zoe"}]}"#)
    let tenant = other.tenant
    let layered = try LayeredService([
      Around { incoming, next in
        var incoming = incoming
        incoming.tenant = tenant
        return next(incoming)
      }
    ])
    #expect(layered.send("GET", "/people/zoe/name/$value").text == "zoe")
    #expect(layered.send("GET", "/people/ada/name/$value").status == 404)
    // The parts of a batch belong to the batch's tenant.
    #expect(try layered.batch("GET /people/zoe", "GET /people/ada").parts() == ["1 200", "2 404"])
    withExtendedLifetime(other) {}
  }

  @Test(arguments: ["/people", "/people/$count", "/nowhere", "/$batch"])
  func anUnknownTenant(_ path: String) throws {
    let layered = try LayeredService(hasTenant: false)
    let response = layered.send(path == "/$batch" ? "POST" : "GET", path)
    #expect(response.status == 503)
    #expect(try response.errorCode() == "ServiceNotAvailable")
  }

  /// What describes the service is nobody's data, and a version that is none has no tenants.
  @Test func withoutTenant() throws {
    let layered = try LayeredService(hasTenant: false)
    #expect(layered.send("GET", "/").status == 200)
    #expect(layered.send("GET", "/$metadata").status == 200)
    let response = layered.service.respond(to: Request(method: "GET", target: "/v9/people"))
    #expect(response.status == 400)
    #expect(try response.errorCode() == "BadRequest")
  }

  /// A preflight is answered before anybody asks for whom it is, and no layer of ours sees it.
  @Test func preflight() throws {
    let journal = Journal()
    let layered = try LayeredService([Around("layer", into: journal)], hasTenant: false)
    let response = layered.send(
      "OPTIONS", "/people", "",
      [HeaderField("Origin", "http://page.localhost"), HeaderField("Access-Control-Request-Method", "PATCH")])
    #expect(response.status == 200)
    #expect(response.body.isEmpty)
    #expect(response.header("Access-Control-Allow-Methods") == "PATCH")
    #expect(response.header("Access-Control-Allow-Origin") == "http://page.localhost")
    #expect(journal.lines.isEmpty)
  }
}
