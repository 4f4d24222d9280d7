import Tenants

/// Metrics in the text format of Prometheus, version 0.0.4.
package struct MetricsText {
  private let metrics: RequestMetrics
  private let gauges: [Gauge]

  package init(_ metrics: RequestMetrics, _ gauges: [Gauge]) {
    (self.metrics, self.gauges) = (metrics, gauges)
  }

  package static let contentType = "text/plain; version=0.0.4; charset=utf-8"
  private static let prefix = "graph_emulator_"

  package var text: String {
    let all = metrics.all
    return (requests(all) + durations(all) + gauges.flatMap(Self.lines)).joined(separator: "\n") + "\n"
  }

  private func requests(_ all: [(series: RequestMetrics.Series, times: RequestMetrics.Times)]) -> [String] {
    Self.head("requests_total", "Requests that were answered.", "counter")
      + all.map { Self.line("requests_total", Self.labels($0.series), "\($0.times.count)") }
  }

  private func durations(_ all: [(series: RequestMetrics.Series, times: RequestMetrics.Times)]) -> [String] {
    Self.head("request_duration_seconds", "From a request to its answer.", "histogram")
      + all.flatMap { Self.histogram(Self.labels($0.series), $0.times) }
  }

  private static func histogram(_ labels: [(String, String)], _ times: RequestMetrics.Times) -> [String] {
    let name = "request_duration_seconds"
    var sum: Int64 = 0
    var lines = zip(RequestMetrics.bounds, times.buckets).map { bound, count in
      sum += count
      return line(name + "_bucket", labels + [("le", bound)], "\(sum)")
    }
    lines.append(line(name + "_bucket", labels + [("le", "+Inf")], "\(times.count)"))
    lines.append(line(name + "_sum", labels, "\(Double(times.nanoseconds) / 1e9)"))
    lines.append(line(name + "_count", labels, "\(times.count)"))
    return lines
  }

  private static func lines(_ gauge: Gauge) -> [String] {
    head(gauge.name, gauge.help, "gauge") + gauge.samples.map { line(gauge.name, $0.labels, "\($0.value)") }
  }

  private static func labels(_ series: RequestMetrics.Series) -> [(String, String)] {
    [
      ("door", series.door.rawValue), ("method", series.method), ("status", "\(series.statusClass)xx"),
      ("tenant", series.tenant?.text ?? ""),
    ]
  }

  private static func head(_ name: String, _ help: String, _ kind: String) -> [String] {
    ["# HELP \(prefix)\(name) \(help)", "# TYPE \(prefix)\(name) \(kind)"]
  }

  /// No label holds what would have to be escaped: they are names of methods and tenants, and numbers.
  private static func line(_ name: String, _ labels: [(String, String)], _ value: String) -> String {
    let list = labels.map { "\($0.0)=\"\($0.1)\"" }.joined(separator: ",")
    return labels.isEmpty ? "\(prefix)\(name) \(value)" : "\(prefix)\(name){\(list)} \(value)"
  }
}
