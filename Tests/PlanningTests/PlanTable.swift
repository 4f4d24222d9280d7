import Foundation
import GraphContract
import Testing

/// A file of requests and what is planned for each: blocks of a line `GET /people?$top=1` and the lines of the plan,
/// with an empty line between them. Lines that begin with `#` are headings.
///
/// `RECORD_PLANS=1 swift test --filter PlanTableTests` writes the plans anew, to be read in review.
struct PlanTable {
  let name: String
  private let text: String

  init(_ name: String) {
    self.name = name
    do { text = try String(contentsOf: Self.file(name), encoding: .utf8) } catch {
      fatalError("the table '\(name)' cannot be read: \(error)")
    }
    precondition(!rows.isEmpty, "the table '\(name)' is empty")
  }

  var rows: [Row] { blocks.compactMap(\.row) }

  /// A request and its plan.
  struct Row: Sendable, CustomTestStringConvertible {
    /// `GET /people?$top=1`, with the words `strict` and `eventual` before `GET`.
    let request: String
    let plan: String

    var testDescription: String { request }

    func planned() throws -> PlannedRequest {
      try PlannedRequest(url, conventions, isEventual: flags.contains("eventual"))
    }

    var conventions: Conventions { flags.contains("strict") ? .strict : .generous }

    /// The words before `GET`.
    private var flags: [Substring] { request.split(separator: " ").prefix { $0 != "GET" } }

    private var url: String {
      guard let method = request.firstRange(of: "GET ") else { return request }
      return String(request[method.upperBound...].drop { $0 == " " })
    }
  }

  // MARK: Blocks

  private enum Block {
    case heading(String)
    case request(Row)

    var row: Row? { if case .request(let row) = self { row } else { nil } }
  }

  private var blocks: [Block] {
    text.components(separatedBy: "\n\n").map { $0.trimmingCharacters(in: .newlines) }.filter { !$0.isEmpty }
      .map { block in
        guard !block.hasPrefix("#") else { return .heading(block) }
        let lines = block.split(separator: "\n", maxSplits: 1)
        return .request(
          Row(request: String(lines[0]), plan: lines.count > 1 ? String(lines[1]) : ""))
      }
  }

  /// Writes the file anew with the plans that are made now.
  func record(_ plan: (Row) -> String) throws {
    let blocks = blocks.map { block in
      switch block {
      case .heading(let text): text
      case .request(let row): row.request + "\n" + plan(row)
      }
    }
    try Data((blocks.joined(separator: "\n\n") + "\n").utf8).write(to: Self.file(name))
  }

  private static func file(_ name: String) -> URL {
    URL(filePath: #filePath).deletingLastPathComponent().appending(path: "Tables/\(name).txt")
  }
}
