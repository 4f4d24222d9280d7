import JSON
import TenantSupport
import Testing

/// Single values that objects contain are there before anybody has written them.
@Suite("Contained single values without a row") struct ImpliedValueTests {
  private let service: SmallService
  private let ada: String

  init() throws {
    service = try SmallService.village()
    ada = try service.make("/people")
  }

  private var settings: String { "/people/\(ada)/settings" }

  private func context(_ place: String) -> String {
    #""@odata.context":"http://localhost:8585/beta/$metadata#people('\#(ada)')/\#(place)/$entity""#
  }

  @Test func theyShowTheirDefaults() {
    let shown = service.send("GET", settings)
    #expect(shown.status == 200)
    #expect(shown.text == #"{\#(context("settings")),"id":"\#(ada)","theme":"light"}"#)
    #expect(service.send("GET", settings + "/theme").json.objectValue?["value"] == "light")
    #expect(service.send("GET", settings + "/bells").items.isEmpty)
    #expect(service.send("GET", settings + "/bells/a").status == 404)
    let expanded = service.send("GET", settings + "?$expand=bells")
    #expect(expanded.json.objectValue?["id"] == .string(ada), "\(expanded.text)")
    #expect(expanded.json.objectValue?["bells"] == [])
    #expect(service.send("GET", "/people/nobody/settings").status == 404)
  }

  @Test(arguments: ["PATCH", "PUT"]) func theFirstWriteMakesTheRow(_ method: String) {
    let written = service.send(method, settings, #"{"theme":"dark"}"#)
    #expect(written.status == 200, "\(written.text)")
    #expect(service.send("GET", settings).text == #"{\#(context("settings")),"id":"\#(ada)","theme":"dark"}"#)
    #expect(service.send("PATCH", settings, #"{"theme":"grey"}"#).status == 200)
    #expect(service.send("GET", settings + "/theme").json.objectValue?["value"] == "grey")
    #expect(service.send("DELETE", settings).status == 204)
    #expect(service.send("GET", settings + "/theme").json.objectValue?["value"] == "light")
    #expect(service.send("DELETE", settings).status == 204)
  }

  @Test func whatIsMadeBelowThemMakesThem() throws {
    let made = service.send("POST", settings + "/alarm/bells", #"{"tone":"shrill"}"#)
    #expect(made.status == 201, "\(made.text)")
    let bell = try #require(made.json.objectValue?["id"]?.stringValue)
    #expect(
      made.text == #"{\#(context("settings/alarm/bells")),"id":"\#(bell)","tone":"shrill"}"#)
    #expect(service.send("GET", settings + "/bells").items.isEmpty)
    #expect(service.send("GET", settings + "/alarm/bells").items.map { $0["tone"] } == ["shrill"])
    #expect(
      service.send("GET", settings + "/alarm").text
        == #"{\#(context("settings/alarm")),"id":"\#(ada)","hour":7}"#)
  }

  /// A refused write leaves nothing behind.
  @Test func aRefusedWriteMakesNothing() {
    #expect(service.send("POST", settings + "/alarm/bells", #"{"tone":1}"#).status == 400)
    #expect(service.send("PATCH", settings, #"{"nothing":1}"#).status == 400)
    #expect(
      service.send("GET", settings).text == #"{\#(context("settings")),"id":"\#(ada)","theme":"light"}"#)
  }
}
