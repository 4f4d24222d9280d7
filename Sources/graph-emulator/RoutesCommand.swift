import ArgumentParser
import GraphEmulatorKit

/// Prints what is served.
struct RoutesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "routes",
    abstract: "Print the documented routes: how each is answered, and its least permission.",
    discussion: """
      One line for each route: method, path, versions, answer (served; refused: the path is known, the method is
      not allowed; not imitated: 501; unknown: 400), least delegated and least application permission.
      Of the permissions that a route accepts a token needs one; --permissions prints them all, in a further column,
      with conditions in brackets: [delegated] and [application] tokens alone, [user], [group] and [device] objects,
      [members] for a body that has nothing else, [self] for what users say of themselves.
      """)

  @Argument(help: "Print only routes whose path contains this text.")
  var text: String?

  @Flag(help: "Print only what is served.")
  var served = false

  @Flag(help: "Print all permissions that a route accepts too.")
  var permissions = false

  @Flag(help: "Print them as JSON, as /_emulator/routes has them.")
  var json = false

  @Flag(help: "Write the file COVERAGE.md: each route with what serves it and its test.")
  var coverage = false

  @Flag(
    help: """
      Print no routes, but how many sets, types, members and operations the model of each version has, and how many of
      the operations do something: as a table, or with --json as JSON.
      """)
  var counts = false

  @OptionGroup var metadata: MetadataOptions

  func run() throws {
    guard !counts else { return try printCounts() }
    let list = try MetadataOptions.told { try RouteList(metadata: metadata.metadata) }
    guard !coverage else { return StandardOutput.line(CoverageDocument(list).text) }
    guard !json else { return StandardOutput.line(RouteList.jsonText(list.entries.filter(isWanted))) }
    for entry in list.entries where isWanted(entry) {
      let columns = [
        entry.method, entry.template, entry.versions.joined(separator: ","), entry.answer,
        entry.leastDelegated,
        entry.leastApplication,
      ]
      StandardOutput.line((columns + (permissions ? [entry.accepted] : [])).joined(separator: "\t"))
    }
  }

  private func printCounts() throws {
    let summary = try MetadataOptions.told { try ModelSummary(metadata: metadata.metadata) }
    guard !json else { return StandardOutput.line(summary.jsonText) }
    for line in summary.lines { StandardOutput.line(line) }
  }

  private func isWanted(_ entry: RouteList.Entry) -> Bool {
    (!served || entry.answer == "served")
      && (text.map { entry.template.lowercased().contains($0.lowercased()) } ?? true)
  }
}
