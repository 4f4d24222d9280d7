import Observing
import Tenants
import Testing

@Suite("Metrics as Prometheus reads them") struct MetricsTextTests {
  @Test func text() throws {
    let metrics = RequestMetrics()
    metrics.count(try Records.record(duration: .microseconds(1000)))
    metrics.count(try Records.record(duration: .seconds(9)))
    metrics.count(try Records.record("BREW", "/x", status: 404, tenant: nil, duration: .milliseconds(2)))
    let text = MetricsText(
      metrics,
      [
        Gauge("cache_bytes", "What is kept.", 7),
        Gauge("journal_bytes", "By tenant.", [([("tenant", "a")], 1)]),
      ]
    ).text
    #expect(
      text == """
        # HELP graph_emulator_requests_total Requests that were answered.
        # TYPE graph_emulator_requests_total counter
        graph_emulator_requests_total{door="graph",method="other",status="4xx",tenant=""} 1
        graph_emulator_requests_total{door="graph",method="GET",status="2xx",tenant="default"} 2
        # HELP graph_emulator_request_duration_seconds From a request to its answer.
        # TYPE graph_emulator_request_duration_seconds histogram
        \(buckets(#"door="graph",method="other",status="4xx",tenant="""#, [0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1]))
        graph_emulator_request_duration_seconds_sum{door="graph",method="other",status="4xx",tenant=""} 0.002
        graph_emulator_request_duration_seconds_count{door="graph",method="other",status="4xx",tenant=""} 1
        \(buckets(#"door="graph",method="GET",status="2xx",tenant="default""#, [0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2]))
        graph_emulator_request_duration_seconds_sum{door="graph",method="GET",status="2xx",tenant="default"} 9.001
        graph_emulator_request_duration_seconds_count{door="graph",method="GET",status="2xx",tenant="default"} 2
        # HELP graph_emulator_cache_bytes What is kept.
        # TYPE graph_emulator_cache_bytes gauge
        graph_emulator_cache_bytes 7
        # HELP graph_emulator_journal_bytes By tenant.
        # TYPE graph_emulator_journal_bytes gauge
        graph_emulator_journal_bytes{tenant="a"} 1

        """)
  }

  private func buckets(_ labels: String, _ counts: [Int]) -> String {
    let bounds = [
      "0.0005", "0.001", "0.0025", "0.005", "0.01", "0.025", "0.05", "0.1", "0.25", "0.5", "1", "5", "+Inf",
    ]
    return zip(bounds, counts).map {
      "graph_emulator_request_duration_seconds_bucket{\(labels),le=\"\($0)\"} \($1)"
    }.joined(separator: "\n")
  }

  @Test("requests of the other doors are no tenant's, and stand apart") func doors() throws {
    let metrics = RequestMetrics()
    for door in Door.allCases { metrics.count(try Records.record(door: door)) }
    #expect(
      requests(metrics) == [
        #"graph_emulator_requests_total{door="control",method="GET",status="2xx",tenant=""} 1"#,
        #"graph_emulator_requests_total{door="graph",method="GET",status="2xx",tenant="default"} 1"#,
        #"graph_emulator_requests_total{door="sign-in",method="GET",status="2xx",tenant=""} 1"#,
      ])
  }

  @Test("series of a tenant that is gone go with it, and leave room for others") func goneTenants() throws {
    let metrics = RequestMetrics()
    for number in 1...5000 {
      metrics.count(try Records.record(tenant: "t\(number)"))
      metrics.forget { $0.text == "t\(number)" }
    }
    metrics.count(try Records.record(tenant: "last"))
    #expect(
      requests(metrics) == [
        #"graph_emulator_requests_total{door="graph",method="GET",status="2xx",tenant="last"} 1"#
      ])
  }

  private func requests(_ metrics: RequestMetrics) -> [String] {
    MetricsText(metrics, []).text.split(separator: "\n").map(String.init).filter {
      $0.hasPrefix("graph_emulator_requests_total")
    }
  }

  @Test("a client that makes up tenants or methods makes no endless list") func bound() throws {
    let metrics = RequestMetrics()
    for number in 1...6000 {
      metrics.count(try Records.record("M\(number)", tenant: "t\(number)"))
    }
    let lines = requests(metrics)
    #expect(lines.count == 4097)
    #expect(
      lines.contains(
        #"graph_emulator_requests_total{door="graph",method="other",status="2xx",tenant=""} 1904"#))
  }
}
