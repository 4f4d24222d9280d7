import HTTPMessages
import Observing
import TestSupport

/// Requests that differ in all that is kept of them, and follow from a seed.
enum VariedRecords {
  /// - Parameter mostBytes: of each body; few come near.
  static func record(
    _ id: Int, mostBytes: Int, _ numbers: inout RepeatableNumbers
  ) throws -> RequestRecord {
    let status = pick([200, 201, 204, 404, 429], &numbers)
    return try Records.record(
      pick(["GET", "POST", "PATCH", "DELETE"], &numbers),
      "/v1.0/users/\(id)\(pick(["", "?$top=\(id)", "?client_secret=\(id)"], &numbers))", status: status,
      body: body(id, mostBytes, &numbers), answer: body(id + 1, mostBytes, &numbers),
      headers: pick(requestHeads, &numbers), id: id, after: Int64(id), duration: .microseconds(id),
      code: status < 400 ? nil : "code\(id)", caller: pick(callers, &numbers),
      answered: [HeaderField("x-long", text(id, 0...100, &numbers))])
  }

  private static let requestHeads: [[HeaderField]] = [
    [], [HeaderField("Authorization", "Bearer secret")],
    [HeaderField("Content-Type", "application/json"), HeaderField("x-empty", "")],
    [HeaderField("Content-Type", "image/png"), HeaderField("Prefer", "return=minimal")],
  ]

  private static let callers: [CallerName?] = [
    nil, .unknown, CallerName(principals: ["id", "adele"], applications: ["04b07795"], isApplication: false),
    CallerName(principals: [], applications: ["04b07795", ""], isApplication: true),
  ]

  private static func body(_ id: Int, _ most: Int, _ numbers: inout RepeatableNumbers) -> [UInt8] {
    let isLarge = Int.random(in: 0..<20, using: &numbers) == 0
    let text = text(id, 0...(isLarge ? most : 500), &numbers)
    return Array(
      pick(["", "\"\(text)\"", "{\"password\":\"secret\",\"name\":\"\(text)\"}"], &numbers).utf8)
  }

  private static func text(
    _ id: Int, _ lengths: ClosedRange<Int>, _ numbers: inout RepeatableNumbers
  ) -> String {
    String(repeating: "\(id % 10)", count: Int.random(in: lengths, using: &numbers))
  }

  private static func pick<Element>(_ elements: [Element], _ numbers: inout RepeatableNumbers) -> Element {
    elements[Int.random(in: elements.indices, using: &numbers)]
  }
}
