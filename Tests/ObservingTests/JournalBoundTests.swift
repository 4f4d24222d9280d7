import Dispatch
import HTTPMessages
import Observing
import Tenants
import Testing

@Suite("What a journal keeps at most") struct JournalBoundTests {
  private let main = TenantName.usual

  /// A body that can be read, and is kept for that.
  private static func text(_ length: Int) -> [UInt8] {
    Array("\"\(String(repeating: "A", count: length - 2))\"".utf8)
  }

  @Test("of 100,000 requests the last thousand, and never more bytes than it may have")
  func manyRequests() throws {
    let journal = Journal(byteLimit: 1 << 20, totalLimit: 8 << 20)
    let record = try Records.record(body: Self.text(5000))
    for number in 1...100_000 {
      journal.add(record)
      if number % 10_000 == 0 {
        let size = try #require(journal.sizes.first)
        #expect(size.bytes <= 1 << 20)
        #expect(size.count <= 1000)
      }
    }
    // Each takes 4,096 bytes and what is said of it: so many have room in a megabyte.
    let entries = journal.entries(of: main)
    #expect(entries.count == journal.sizes.first?.count)
    #expect((200...256).contains(entries.count))
    #expect(entries.last?.number == 100_000)
    #expect(entries.map(\.number) == Array(100_001 - entries.count...100_000))
  }

  @Test("small ones by their number") func smallRequests() throws {
    let journal = Journal()
    let record = try Records.record()
    for _ in 1...2500 { journal.add(record) }
    #expect(journal.entries(of: main).map(\.number) == Array(1501...2500))
  }

  @Test("the fullest tenant gives way where all together take too much") func severalTenants() throws {
    let journal = Journal(byteLimit: 1 << 20, totalLimit: 1 << 20)
    let small = try Records.record(tenant: "small")
    let large = try Records.record(body: Self.text(4000), tenant: "large")
    for _ in 1...50 { journal.add(small) }
    for _ in 1...1000 { journal.add(large) }
    #expect(journal.sizes.map(\.tenant.text) == ["large", "small"])
    #expect(journal.sizes.map(\.bytes).reduce(0, +) <= 1 << 20)
    #expect(journal.entries(of: try TenantName("small")).count == 50)
    #expect(journal.entries(of: try TenantName("large")).last?.number == 1000)
  }

  @Test("full tenants keep what they have while one of them goes on", arguments: [1, 5, 9])
  func manyTenants(busy: Int) throws {
    let journal = Journal(byteLimit: 256 << 10, totalLimit: 1 << 20)
    for tenant in 1...9 {
      let record = try Self.large(tenant, 0)
      for _ in 1...40 { journal.add(record) }
    }
    var others: [[Int]] = []
    for id in 1...500 {
      journal.add(try Self.large(busy, id))
      #expect(journal.sizes.map(\.bytes).reduce(0, +) <= 1 << 20)
      guard id % 250 == 0 else { continue }
      others.append(journal.sizes.filter { $0.tenant.text != "t\(busy)" }.map(\.count))
    }
    #expect(others[0].count == 8 && !others[0].contains(0))
    #expect(others[1] == others[0])
    let entries = journal.entries(of: try TenantName("t\(busy)"))
    // A ninth of all that there is has room for a dozen.
    #expect(entries.count >= 4)
    #expect(entries.map(\.number) == Array((541 - entries.count)..<541))
    #expect(entries.map(\.kept.target) == entries.map { "/v1.0/users/\($0.number - 40)" })
  }

  /// Takes 9 KB.
  private static func large(_ tenant: Int, _ id: Int) throws -> RequestRecord {
    try Records.record(
      "POST", "/v1.0/users/\(id)", body: text(5000), answer: text(5000), tenant: "t\(tenant)")
  }

  @Test("what is cleared gives its room back, and a tenant that is gone is forgotten") func clearing() throws
  {
    let journal = Journal()
    journal.add(try Records.record())
    journal.add(try Records.record(tenant: "other"))
    journal.clear(main)
    #expect(journal.entries(of: main).isEmpty)
    #expect(journal.sizes.map(\.bytes).first == 0)
    journal.add(try Records.record())
    #expect(journal.entries(of: main).map(\.number) == [2])
    journal.forget { $0 != main }
    #expect(journal.sizes.map(\.tenant) == [main])
  }

  @Test("no request at all with a count of 0, and one that was for no tenant never") func nothing() throws {
    var settings = Journal.Settings()
    settings.count = 0
    let journal = Journal(settings)
    journal.add(try Records.record())
    #expect(journal.entries(of: main).isEmpty)
    let other = Journal()
    other.add(try Records.record(tenant: nil))
    #expect(other.sizes.isEmpty)
  }

  @Test("no request at all is left by a count of 0, be it set while others come in")
  func nothingFromNowOn() throws {
    var settings = Journal.Settings()
    settings.count = 0
    let record = try Records.record(body: Self.text(1000), answer: Self.text(1000))
    for _ in 1...50 {
      let journal = Journal()
      DispatchQueue.concurrentPerform(iterations: 4) { [settings, main] thread in
        for _ in 1...50 { journal.add(record) }
        if thread == 0 { journal.set(settings, of: main) }
        for _ in 1...50 { journal.add(record) }
      }
      #expect(journal.entries(of: main).isEmpty)
      #expect(journal.sizes.map(\.count) == [0])
    }
  }

  @Test("numbers and order stay when the places have been used again, and more are added") func circle()
    throws
  {
    let journal = Journal()
    var settings = journal.settings(of: main)
    let record = try Records.record()
    for (count, total) in [(20, 50), (40, 80), (7, 200)] {
      settings.count = count
      journal.set(settings, of: main)
      while journal.entries(of: main).last?.number ?? 0 < total { journal.add(record) }
      #expect(journal.entries(of: main).map(\.number) == Array(total - count + 1...total))
      #expect(journal.sizes.map(\.count) == [count])
    }
  }

  @Test(
    "a request by which somebody signs in never, nor one for whoever runs the emulator",
    arguments: [Door.signIn, .control])
  func otherDoors(door: Door) throws {
    let journal = Journal()
    let notes = RequestNotes()
    notes.note(tenant: main)
    notes.note(door: door)
    journal.add(
      RequestRecord(
        Request(method: "POST", target: "/common/oauth2/v2.0/token"), Response(status: 200), notes.facts,
        time: Records.time, duration: .zero))
    #expect(journal.sizes.isEmpty)
  }

  @Test("a smaller count takes effect at once") func smallerCount() throws {
    let journal = Journal()
    for _ in 1...10 { journal.add(try Records.record()) }
    var settings = journal.settings(of: main)
    settings.count = 3
    journal.set(settings, of: main)
    #expect(journal.entries(of: main).map(\.number) == [8, 9, 10])
  }
}
