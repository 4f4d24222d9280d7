import GRDB
import Locks
import Testing

@testable import GraphStore

@Suite struct ConditionFunctionTests {
  /// A constant is compiled once for all rows of a run, and anew for the next run.
  @Test func compilesAConstantOnce() throws {
    let (queue, compiled) = try Self.database()
    for run in 1...2 {
      let found = try queue.inDatabase { db in
        try Int.fetchOne(
          db, sql: "SELECT count(*) FROM number WHERE is_among(text, ?)", arguments: ["12,13"])
      }
      #expect(found == 2)
      #expect(compiled.texts == Array(repeating: "12,13", count: run))
    }
  }

  @Test func compilesWhatChangesForEachRow() throws {
    let (queue, compiled) = try Self.database()
    let found = try queue.inDatabase { db in
      try Int.fetchOne(db, sql: "SELECT count(*) FROM number WHERE is_among('7', text)")
    }
    #expect(found == 1)
    #expect(compiled.texts.count == 500)
  }

  @Test(arguments: [
    "is_among(NULL, '1')", "is_among('1', NULL)", "is_among(1, '1')", "is_among('1', 'none')",
  ])
  func isNull(_ call: String) throws {
    let (queue, _) = try Self.database()
    let value = try queue.inDatabase { db in try DatabaseValue.fetchOne(db, sql: "SELECT \(call)") }
    #expect(value == .null)
  }

  private static func database() throws -> (DatabaseQueue, CompiledTexts) {
    let (queue, texts) = (try DatabaseQueue(), CompiledTexts())
    let function = ConditionFunction("is_among", count: 2, compiled: 1) { text in
      texts.add(text)
      return text == "none" ? nil : Among(text)
    }
    try queue.inDatabase { db in
      try function.install(on: db.sqliteConnection)
      try db.execute(
        sql: """
          CREATE TABLE number AS WITH RECURSIVE n(x) AS (SELECT 1 UNION ALL SELECT x + 1 FROM n WHERE x < 500)
          SELECT CAST(x AS TEXT) AS text FROM n
          """)
    }
    return (queue, texts)
  }
}

/// A class because the function notes there what it compiles.
private final class CompiledTexts: Sendable {
  private let all = Lock<[String]>([])

  var texts: [String] { all.withLock { $0 } }

  func add(_ text: String) { all.withLock { $0.append(text) } }
}

private final class Among: CompiledCondition {
  private let texts: Set<String>

  init(_ text: String) { texts = Set(text.split(separator: ",").map(String.init)) }

  func holds(_ text: (Int) -> UnsafeBufferPointer<UInt8>?) -> Bool? {
    text(0).map { texts.contains(String(decoding: $0, as: UTF8.self)) }
  }
}
