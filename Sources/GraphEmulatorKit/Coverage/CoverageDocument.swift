/// What becomes of each documented route, as Markdown: the file `COVERAGE.md`.
public struct CoverageDocument: Sendable {
  private let entries: [RouteList.Entry]

  public init(_ list: RouteList) { entries = list.entries }

  /// Without the end of its last line.
  public var text: String {
    let areas = Area.all.map { area in (area, entries.filter { $0.area == area.name }) }
    return ([Self.introduction, sums(areas)] + areas.map(section)).joined(separator: "\n\n")
  }

  /// A part of the service, and the suite that sends each of its routes.
  struct Area {
    let name: String
    let title: String
    let suite: String

    static let all = [
      Area(name: "directory", title: "Directory", suite: "DirectoryRouteTests"),
      Area(name: "licensing", title: "Licensing", suite: "LicensingRouteTests"),
      Area(name: "intune", title: "Intune", suite: "IntuneRouteTests"),
      Area(name: "entitlement", title: "Entitlement management", suite: "EntitlementRouteTests"),
    ]
  }

  private static let introduction = """
    # Coverage

    What becomes of each route that the service documents. This file is written by `make coverage-file`, and
    `make test` fails when it is stale.

    * **engine**: served from the model alone, by what all types have in common.
    * a name: a rule for objects of the type, an operation or an SQL view (all in `Sources/Workloads`) takes part
      besides. Rules that look at a whole request, as those that settle licenses, come after every write and are not
      repeated here.
    * *in italics*: not served, and why.

    The test is the suite that sends the row: as documented, and, where it is served, with a missing object, a wrong
    body and a wrong method. Most behaviour has suites of its own besides.
    """
}

// MARK: Sums

extension CoverageDocument {
  private func sums(_ areas: [(area: Area, entries: [RouteList.Entry])]) -> String {
    let rows = areas.map { Self.sum($0.area.title, $0.entries) } + [Self.sum("all", entries)]
    return Self.table(
      ["area", "routes", "engine alone", "with behaviour", "refused", "unknown", "not imitated"], rows)
  }

  private static func sum(_ title: String, _ entries: [RouteList.Entry]) -> [String] {
    let served = entries.filter { $0.answer == "served" }
    let plain = served.count { $0.behaviour.isEmpty }
    let others = ["refused", "unknown", "not imitated"].map { answer in
      entries.count { $0.answer == answer }
    }
    return [title] + ([entries.count, plain, served.count - plain] + others).map(String.init)
  }
}

// MARK: Rows

extension CoverageDocument {
  private func section(_ area: Area, _ entries: [RouteList.Entry]) -> String {
    let rows = entries.map { entry in
      [
        entry.method, "`\(entry.template)`", entry.versions.joined(separator: ", "), Self.answer(entry),
        area.suite,
      ]
    }
    return "## \(area.title)\n\n"
      + Self.table(["method", "path", "versions", "served by", "test"], rows)
  }

  private static func answer(_ entry: RouteList.Entry) -> String {
    guard entry.answer == "served" else {
      return "*\(entry.answer): \(entry.reason ?? "no reason is given")*"
    }
    return entry.behaviour.isEmpty ? "engine" : entry.behaviour.joined(separator: ", ")
  }

  private static func table(_ head: [String], _ rows: [[String]]) -> String {
    ([head, head.map { _ in "---" }] + rows).map { "| \($0.joined(separator: " | ")) |" }
      .joined(separator: "\n")
  }
}
