import Foundation

/// One row of a table of routes: a method and a path that the service documents, and who may use it.
struct RouteRow: CustomStringConvertible, Sendable {
  let method: String
  let template: String
  let versions: [String]
  /// Least delegated, least application and all accepted permissions.
  let permissions: [String]
  /// `documented`, or what else the row comes from.
  let source: String

  var description: String { "\(method) \(template)" }
  var leastDelegated: String { permissions[0] }
  var isDocumented: Bool { source == "documented" }
  /// An object or parameters; bytes may be anything.
  var takesBody: Bool { ["POST", "PATCH", "PUT"].contains(method) && !isOfBytes }
  /// It is about the bytes of an object.
  var isOfBytes: Bool { template.hasSuffix("/$value") }

  static func all(_ table: RouteTableName) throws -> [RouteRow] {
    try text(of: "\(table.rawValue)-routes.tsv").split(separator: "\n").dropFirst().map { line in
      let columns = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
      return RouteRow(
        method: columns[0], template: columns[1], versions: columns[2].components(separatedBy: ","),
        permissions: Array(columns[3...5]), source: columns[6])
    }
  }

  static func text(of file: String) throws -> String {
    let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Tables")
    return try String(contentsOf: folder.appending(path: file), encoding: .utf8)
  }
}

enum RouteTableName: String, CaseIterable, Sendable {
  case directory
  case licensing = "cloud-licensing"
  case intune
  case entitlement
}
