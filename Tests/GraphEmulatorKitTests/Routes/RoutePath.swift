import JSON
import Testing

/// Makes paths of templates: `/groups/{groupId}/members` as `/groups/2222…/members`.
struct RoutePath {
  let scene: RouteScene
  let sheet: RouteSheet
  let version: String
  /// Keys of what was made for the row.
  let made: [String: String]

  static let nobody = "99999999-0000-4000-8000-000000000009"

  func path(_ row: RouteRow) throws -> String {
    try Self.keys(row.template).reduce(row.template) { path, name in
      path.replacing("{\(name)}", with: try key(name, of: row, path))
    } + sheet.query(of: row)
  }

  /// A path whose last key names an object that is not there; nil for a path without keys.
  func missingPath(_ row: RouteRow) throws -> String? {
    guard let last = Self.keys(row.template).last else { return nil }
    let path = row.template.replacing("{\(last)}", with: Self.nobody)
    return try Self.keys(path).reduce(path) { path, name in
      path.replacing("{\(name)}", with: try key(name, of: row, path))
    } + sheet.query(of: row)
  }

  /// Names between braces, in order.
  static func keys(_ template: String) -> [String] {
    template.split(separator: "{").dropFirst().compactMap { $0.split(separator: "}").first.map(String.init) }
  }

  private func key(_ name: String, of row: RouteRow, _ path: String) throws -> String {
    if let key = made[name] ?? sheet.key(name, of: row) { return key }
    let brace = try #require(path.firstRange(of: "/{\(name)}"), "no key \(name) for \(row)")
    let list = String(path[..<brace.lowerBound])
    let reply = scene.send("GET", list, version: version)
    return try #require(reply.values("id").first, "nothing in \(list): \(reply.text)")
  }
}
