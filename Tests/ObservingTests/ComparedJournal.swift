import JSON
import Tenants
import Testing

@testable import Observing

/// A journal, and of each request what a journal shows that got nothing else.
struct ComparedJournal {
  private let journal: Journal
  private let byteLimit: Int
  /// By their numbers.
  private var alone: [Int: String] = [:]
  /// How many there would be if their bytes did not count.
  private var possible = 0

  init(byteLimit: Int) { (journal, self.byteLimit) = (Journal(byteLimit: byteLimit), byteLimit) }

  mutating func add(_ record: RequestRecord, number: Int) throws {
    let settings = journal.settings(of: .usual)
    let other = Journal(settings)
    other.add(record)
    alone[number] = try Self.text(#require(other.entries(of: .usual).first))
    journal.add(record)
    possible = min(possible + 1, settings.count)
  }

  mutating func clear() {
    journal.clear(.usual)
    possible = 0
  }

  mutating func set(count: Int, bodyBytes: Int) {
    var settings = journal.settings(of: .usual)
    (settings.count, settings.bodyBytes) = (count, bodyBytes)
    journal.set(settings, of: .usual)
    possible = min(possible, count)
  }

  /// - Parameter last: number of the newest request.
  func check(last: Int) throws {
    let entries = journal.entries(of: .usual)
    #expect(entries.map(\.number) == Array((last - entries.count + 1)..<(last + 1)))
    let size = try #require(journal.sizes.first)
    #expect(size.count == entries.count)
    #expect(size.bytes <= byteLimit)
    for entry in entries { #expect(try Self.text(entry) == alone[entry.number]) }
    checkCount(entries)
  }

  /// Fewer than it may be are there only where bytes made the oldest ones go. No request takes more than a quarter of the
  /// limit, so that those that stayed take at least a third, whatever room lies idle between them.
  private func checkCount(_ entries: [JournalEntry]) {
    #expect(entries.count <= possible)
    guard entries.count < possible else { return }
    #expect(entries.map(\.kept.size).reduce(0, +) >= byteLimit / 3)
  }

  private static func text(_ entry: JournalEntry) throws -> String {
    let json = try #require(entry.json.objectValue)
    return JSONValue.object(JSONObject(json.members.filter { $0.name != "number" })).text
  }
}
