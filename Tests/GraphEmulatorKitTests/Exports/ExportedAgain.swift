import GraphEmulatorKit
import JSON
import Seeding
import Tenants
import Testing

/// What becomes of an emulator's state when it is exported, checked, loaded into a new tenant and exported again.
struct ExportedAgain {
  /// nil when the check has nothing to say.
  let mistake: String?
  let ignored: [String]
  let first: String
  let second: String
  /// What a second load of the same says, and the state after it; empty when the check has something to say.
  private let merged: String
  private let third: String

  init(_ emulator: TestEmulator) throws {
    first = try emulator.export()
    let registry = emulator.core.tenants
    let name = try TenantName("again")
    let tenant = try registry.create(name)
    let check = try SeedCheck.run([SeedDocument(name: "export.json", bytes: Array(first.utf8))], in: tenant)
    mistake = check.mistake?.description
    ignored = check.ignored
    second = String(decoding: try SeedExport.bytes(of: tenant), as: UTF8.self)
    guard mistake == nil else {
      (merged, third) = ("", second)
      try registry.delete(name)
      return
    }
    let report = try SeedLoader.load(
      [SeedDocument(name: "export.json", bytes: Array(second.utf8))], into: tenant)
    merged = report.created + report.changed == 0 ? "" : "\(report)"
    third = String(decoding: try SeedExport.bytes(of: tenant), as: UTF8.self)
    try registry.delete(name)
  }

  /// The first thing that is wrong, with the lines around it; nil when nothing is.
  var problem: String? {
    if let mistake { return "the check says: \(mistake)" }
    if let value = ignored.first { return "the export holds a derived value: \(value)" }
    if !merged.isEmpty { return "merged once more it changes something: \(merged)" }
    return first == second ? Self.difference(second, third) : Self.difference(first, second)
  }

  private static func difference(_ first: String, _ second: String) -> String? {
    guard first != second else { return nil }
    let (left, right) = (first.split(separator: "\n"), second.split(separator: "\n"))
    let line =
      zip(left, right).enumerated().first { $0.element.0 != $0.element.1 }?.offset
      ?? min(left.count, right.count)
    let before = left[max(0, line - 12)..<line].joined(separator: "\n")
    return """
      the exports differ in line \(line + 1)
      \(before)
      < \(left.dropFirst(line).prefix(4).joined(separator: "\n< "))
      > \(right.dropFirst(line).prefix(4).joined(separator: "\n> "))
      """
  }
}

/// The changes of a run, and whether what they left can be loaded again.
struct ExportRun {
  let emulator: TestEmulator
  /// Those since the state was right last.
  private var changes: [String] = []
  private(set) var count = 0

  init(_ emulator: TestEmulator) { self.emulator = emulator }

  /// Takes note of a request that changed something.
  mutating func note(_ request: String, _ status: Int) {
    guard status < 300 else { return }
    changes.append("\(status) \(request.prefix(400))")
    count += 1
  }

  /// - Returns: false when the state cannot be loaded again, which is a failure of the test.
  mutating func check() throws -> Bool {
    let problem = try ExportedAgain(emulator).problem
    #expect(problem == nil, "\(problem ?? "")\nafter\n\(changes.joined(separator: "\n"))")
    changes = []
    return problem == nil
  }
}
