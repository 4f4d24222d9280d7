import Foundation
import GraphEmulatorKit
import HTTPMessages
import JSON
import Testing

@Suite("What the program says of itself") struct ProgramRouteTests {
  @Test("the routes are those of the command, and each that is served is not 501") func routes() throws {
    let emulator = try ControlledEmulator()
    let response = emulator.send("GET", "/_emulator/routes")
    #expect(response.status == 200)
    let list = try RouteList()
    #expect(response.text == RouteList.jsonText(list.entries))
    let entry = try #require(
      response.json.objectValue?["value"]?.arrayValue?.compactMap(\.objectValue).first {
        $0["method"] == "GET" && $0["path"] == "/users"
      })
    #expect(
      entry.names.starts(with: [
        "method", "path", "versions", "answer", "leastDelegated", "leastApplication", "accepted", "area",
        "behaviour",
      ]))
    #expect(entry["answer"] == "served")
    #expect(entry["versions"] == ["v1.0", "beta"])
    for entry in list.entries where entry.answer == "served" && entry.method == "GET" {
      let path = entry.template.replacing(#/\{[^}]*\}/#, with: "00000000-0000-0000-0000-000000000001")
      for version in entry.versions {
        let status = emulator.send("GET", "/\(version)\(path)").status
        #expect(status != 501 && status != 405, "GET /\(version)\(path)")
      }
    }
  }

  @Test func metrics() throws {
    let emulator = try ControlledEmulator()
    _ = emulator.send("GET", "/v1.0/users")
    let response = emulator.send("GET", "/_emulator/metrics")
    #expect(response.status == 200)
    #expect(response.header("Content-Type") == "text/plain; version=0.0.4; charset=utf-8")
    let lines = response.text.split(separator: "\n")
    #expect(
      lines.contains(
        #"graph_emulator_requests_total{door="graph",method="GET",status="2xx",tenant="default"} 1"#))
    #expect(lines.contains("graph_emulator_tenants 1"))
    #expect(lines.contains(#"graph_emulator_journal_requests{tenant="default"} 1"#))
    #expect(lines.contains { $0.hasPrefix("graph_emulator_cache_bytes ") })
  }

  @Test("what was told of a tenant goes with it, and its owner's requests are not among its own")
  func metricsOfGoneTenants() throws {
    let emulator = try ControlledEmulator()
    for number in 1...3 {
      _ = emulator.send("POST", "/_emulator/tenants", #"{"id":"t\#(number)"}"#)
      _ = emulator.send("GET", "/tenants/t\(number)/v1.0/users")
      #expect(emulator.send("DELETE", "/_emulator/tenants/t\(number)").status == 204)
    }
    _ = emulator.send("GET", "/v1.0/users")
    let lines = emulator.send("GET", "/_emulator/metrics").text.split(separator: "\n").filter {
      $0.hasPrefix("graph_emulator_requests_total") || $0.hasPrefix("graph_emulator_journal_requests")
    }
    #expect(
      lines == [
        #"graph_emulator_requests_total{door="control",method="DELETE",status="2xx",tenant=""} 3"#,
        #"graph_emulator_requests_total{door="control",method="POST",status="2xx",tenant=""} 3"#,
        #"graph_emulator_requests_total{door="graph",method="GET",status="2xx",tenant="default"} 1"#,
        #"graph_emulator_journal_requests{tenant="default"} 1"#,
      ])
  }

  @Test(
    "/ is a page for browsers and JSON for programs",
    arguments: [
      (nil, "application/json"), ("*/*", "application/json"), ("application/json", "application/json"),
      ("text/html,application/xhtml+xml,*/*;q=0.8", "text/html; charset=utf-8"),
      ("text/html;q=0", "application/json"),
    ] as [(String?, String)]) func frontPage(accept: String?, type: String) throws
  {
    let fields =
      [HeaderField("Host", "localhost:8585")] + (accept.map { [HeaderField("Accept", $0)] } ?? [])
    let response = try ControlledEmulator().send("GET", "/", headers: fields)
    #expect(response.status == 200)
    #expect(response.header("Content-Type") == type)
    #expect(response.text.contains("http://localhost:8585/v1.0"))
  }

  @Test func frontPageForPrograms() throws {
    let fields = [HeaderField("Host", "localhost:8585")]
    let emulator = try ControlledEmulator()
    let graph = #""graph":["http://localhost:8585/v1.0","http://localhost:8585/beta"]"#
    #expect(
      emulator.send("GET", "/?x=1", headers: fields).text
        == #"{"name":"graph-emulator","version":"0.1.0",\#(graph),"control":"http://localhost:8585/_emulator","#
        + #""tenants":["default"]}"#)
    // Who may not use the control plane does not learn who the tenants are.
    #expect(
      emulator.send("GET", "/", headers: fields, isFromLoopback: false).text
        == #"{"name":"graph-emulator","version":"0.1.0",\#(graph),"control":"http://localhost:8585/_emulator"}"#
    )
  }

  @Test("not by a host that is not served, and not for another method") func otherRequests() throws {
    let emulator = try ControlledEmulator()
    #expect(emulator.send("GET", "/", headers: [HeaderField("Host", "evil.example")]).status == 403)
    #expect(emulator.send("POST", "/", headers: [HeaderField("Host", "localhost")]).status == 400)
  }

  /// The 404 lists the routes; those of other pages are left out.
  @Test("each route that shows something is in the documentation") func documented() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "docs/observing.md"), encoding: .utf8)
    let list = try ControlledEmulator().send("GET", "/_emulator").text
    let pattern = #/\/_emulator(?:\/tenants\/\{tenant\})?(\/[a-z\/]+(?:\.har)?)/#
    let shown = ["/requests", "/health", "/version", "/metrics", "/routes"]
    let paths = list.matches(of: pattern).map { String($0.1) }.filter { path in
      shown.contains { path.hasPrefix($0) }
    }
    #expect(Set(paths).count == 11)
    for path in paths { #expect(page.contains(path), "\(path)") }
  }
}
