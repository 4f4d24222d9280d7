import Foundation

/// One row of the table of routes: what is served, and who may use it.
struct RouteRow: CustomStringConvertible, Sendable {
  let method: String
  let template: String
  let leastDelegated: String
  let isDocumented: Bool

  var description: String { "\(method) \(template)" }

  /// The service refuses the method on this path.
  var isRefused: Bool {
    leastDelegated == "-" && !template.hasSuffix("reprocessAssignments")
      && !template.hasPrefix("/admin/cloudLicensing/allotments/{allotmentId}/owner")
  }

  static func all(_ name: String) throws -> [RouteRow] {
    let url = URL(filePath: #filePath).deletingLastPathComponent().appending(path: name)
    return try String(contentsOf: url, encoding: .utf8).split(separator: "\n").dropFirst().map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return RouteRow(
        method: columns[0], template: columns[1], leastDelegated: columns[2],
        isDocumented: columns[5] == "documented")
    }
  }
}
