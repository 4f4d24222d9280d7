@testable import GraphEmulatorKit

/// A method that an official SDK sends to a path, with keys and arguments of a plausible form.
struct SDKOperation {
  let method: String
  let path: String

  static let user = "11111111-1111-1111-1111-111111111111"

  /// All of a file with a line for each path: the template, and the methods separated by commas. Deletions come last, so
  /// that the others find what there is.
  static func all(_ path: String) throws -> [SDKOperation] {
    let text = String(decoding: try BroughtFile(path: path).content(), as: UTF8.self)
    let operations = text.split(separator: "\n").dropFirst().flatMap { line in
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      return fields[1].split(separator: ",").map {
        SDKOperation(method: String($0), path: filled(String(fields[0])))
      }
    }
    return operations.filter { $0.method != "DELETE" } + operations.filter { $0.method == "DELETE" }
  }

  private static func filled(_ template: String) -> String {
    template.replacing(/(\w+)=('[^']*'|\{[^}]*\}|@\w+)/) { match in
      "\(match.1)=\(match.2.hasPrefix("'") ? text(match.1) : literal(match.1.lowercased()))"
    }
    .replacing(/\{[^}]*\}/) { _ in user }
  }

  private static func text(_ name: Substring) -> String {
    name.lowercased().hasSuffix("id") ? "'\(user)'" : "'A1'"
  }

  /// By the name alone: the file says no types.
  private static func literal(_ name: String) -> String {
    if name.contains("datetime") { return "2026-01-01T00:00:00Z" }
    if name.contains("date") { return "2026-01-01" }
    return name.hasPrefix("include") ? "true" : "1"
  }

  var body: String? { ["POST", "PATCH", "PUT"].contains(method) ? "{}" : nil }
}
