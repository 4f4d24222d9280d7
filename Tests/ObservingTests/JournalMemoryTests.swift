import HTTPMessages
import JSON
import Observing
import Tenants
import TestSupport
import Testing

/// Requests of all sizes come and go in the memory of a journal, which is used again and again.
@Suite("Memory of a journal") struct JournalMemoryTests {
  private static let limit = 64 << 10

  @Test(
    "each request is as it came, whatever came and went around it", arguments: RandomTest.seeds(1, 2, 3, 4))
  func allSizes(seed: UInt64) throws {
    var numbers = RandomTest.numbers(seed: seed)
    let journal = Journal(byteLimit: Self.limit)
    var sent: [Int: String] = [:]
    for number in 1...3000 {
      if Int.random(in: 0..<100, using: &numbers) == 0 { Self.change(journal, &numbers) }
      let body = Self.body(number, &numbers)
      sent[number] = body
      journal.add(try Records.record("POST", "/v1.0/users/\(number)", body: Array(body.utf8), id: number))
      if number % 20 == 0 || number > 2990 { try Self.check(journal, sent, last: number) }
    }
  }

  /// Most are small, some take a tenth of all that there is.
  private static func body(_ number: Int, _ numbers: inout RepeatableNumbers) -> String {
    let most = Int.random(in: 0..<20, using: &numbers) == 0 ? limit / 10 : 500
    return "\"\(String(repeating: "\(number % 10)", count: Int.random(in: 0...most, using: &numbers)))\""
  }

  private static func change(_ journal: Journal, _ numbers: inout RepeatableNumbers) {
    if Int.random(in: 0..<4, using: &numbers) == 0 { return journal.clear(.usual) }
    var settings = journal.settings(of: .usual)
    settings.count = [1, 7, 40, 1000].randomElement(using: &numbers) ?? 1
    journal.set(settings, of: .usual)
  }

  private static func check(_ journal: Journal, _ sent: [Int: String], last: Int) throws {
    let entries = journal.entries(of: .usual)
    #expect(entries.count <= journal.settings(of: .usual).count)
    #expect(entries.map(\.number) == Array((last - entries.count + 1)...last))
    let size = try #require(journal.sizes.first)
    #expect(size.count == entries.count)
    #expect(size.bytes <= limit)
    for entry in entries {
      #expect(entry.kept.target == "/v1.0/users/\(entry.number)")
      let json = try #require(entry.json.objectValue)
      #expect(json["requestId"]?.stringValue == "id-\(entry.number)")
      let body = try #require(sent[entry.number])
      #expect(json["request"]?.objectValue?["bodyBytes"] == JSONValue.number(body.utf8.count))
      #expect(json["request"]?.objectValue?["body"]?.stringValue == String(body.prefix(4096)))
    }
  }

  @Test("a request that is larger than all that may be kept leaves none, and the next one is kept")
  func tooLarge() throws {
    let journal = Journal(byteLimit: 8192)
    for id in 1...3 { journal.add(try Records.record(id: id)) }
    let body = Array("\"\(String(repeating: "A", count: 4000))\"".utf8)
    journal.add(
      try Records.record(
        body: body, answer: body, answered: [HeaderField("x-long", String(repeating: "B", count: 2000))]))
    #expect(journal.entries(of: .usual).isEmpty)
    journal.add(try Records.record(id: 5))
    #expect(journal.entries(of: .usual).map(\.number) == [5])
  }

  @Test("what somebody reads stays as it was while others come") func reading() throws {
    let journal = Journal(byteLimit: 8192)
    for id in 1...10 { journal.add(try Records.record(id: id)) }
    let before = journal.entries(of: .usual)
    let texts = before.map(\.json.text)
    for id in 11...200 { journal.add(try Records.record(id: id)) }
    #expect(before.map(\.json.text) == texts)
    #expect(before.map(\.number) == Array(1...10))
  }

  @Test(
    "who asks is told as he was noted",
    arguments: [
      nil, CallerName.unknown,
      CallerName(
        principals: ["id", "adele@contoso.example"], applications: ["04b07795"], isApplication: false),
      CallerName(principals: [], applications: ["04b07795", ""], isApplication: true),
    ])
  func callers(caller: CallerName?) throws {
    let journal = Journal()
    journal.add(try Records.record(caller: caller))
    let entry = try #require(journal.entries(of: .usual).first)
    #expect(entry.summary["caller"]?.stringValue == caller?.text)
    let names = try JournalMatch([(name: "principal", value: "04B07795")])
    #expect(names.matches(entry) == (caller?.names.contains("04b07795") == true))
  }
}
