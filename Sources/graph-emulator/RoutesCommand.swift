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
      Permissions are not enforced yet: any bearer token may do anything.
      """)

  @Argument(help: "Print only routes whose path contains this text.")
  var text: String?

  @Flag(help: "Print only what is served.")
  var served = false

  @Flag(help: "Write the file COVERAGE.md: each route with what serves it and its test.")
  var coverage = false

  func run() throws {
    let list = try RouteList()
    guard !coverage else { return StandardOutput.line(CoverageDocument(list).text) }
    for entry in list.entries where isWanted(entry) {
      let columns = [
        entry.method, entry.template, entry.versions.joined(separator: ","), entry.answer,
        entry.leastDelegated,
        entry.leastApplication,
      ]
      StandardOutput.line(columns.joined(separator: "\t"))
    }
  }

  private func isWanted(_ entry: RouteList.Entry) -> Bool {
    (!served || entry.answer == "served")
      && (text.map { entry.template.lowercased().contains($0.lowercased()) } ?? true)
  }
}
