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
    "each request is as it came, whatever came and went around it, and as many are kept as there is room for",
    arguments: RandomTest.seeds(1, 2, 3, 4))
  func allSizes(seed: UInt64) throws {
    var numbers = RandomTest.numbers(seed: seed)
    var compared = ComparedJournal(byteLimit: Self.limit)
    for number in 1...3000 {
      if Int.random(in: 0..<100, using: &numbers) == 0 { Self.change(&compared, &numbers) }
      let record = try VariedRecords.record(number, mostBytes: Self.limit / 10, &numbers)
      try compared.add(record, number: number)
      if number % 20 == 0 || number > 2990 { try compared.check(last: number) }
    }
  }

  private static func change(_ compared: inout ComparedJournal, _ numbers: inout RepeatableNumbers) {
    if Int.random(in: 0..<4, using: &numbers) == 0 { return compared.clear() }
    compared.set(
      count: [1, 7, 40, 1000].randomElement(using: &numbers) ?? 1,
      bodyBytes: [0, 100, 4096, 8192].randomElement(using: &numbers) ?? 0)
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
