import Planning
import Synchronization
import Testing

/// Plans are kept by the shape of the path and the text of the options.
@Suite("Plans that are kept") struct QueryCacheTests {
  private struct Text: CachedPlan {
    let text: String
    var textLength: Int { text.utf8.count }
  }

  @Test func aPlanIsMadeOnce() {
    let cache = QueryCache<Text>()
    #expect(cache.plan("a") { Text(text: "first") }.text == "first")
    #expect(cache.plan("a") { Text(text: "second") }.text == "first")
    #expect(cache.plan("b") { Text(text: "third") }.text == "third")
  }

  @Test func aFailureIsNotKept() {
    struct Failure: Error {}
    let cache = QueryCache<Text>()
    #expect(throws: Failure.self) { try cache.plan("a") { throw Failure() } }
    #expect(cache.plan("a") { Text(text: "made") }.text == "made")
  }

  /// What was not used for longest goes first.
  @Test func longTextsTakeTheirRoom() {
    let cache = QueryCache<Text>(limit: 20_000)
    _ = cache.plan("a") { Text(text: "old") }
    _ = cache.plan("b") { Text(text: String(repeating: "x", count: 9_000)) }
    #expect(cache.plan("a") { Text(text: "new") }.text == "old")
    _ = cache.plan("c") { Text(text: String(repeating: "x", count: 3_000)) }
    #expect(cache.plan("a") { Text(text: "new") }.text == "old")
    #expect(cache.plan("b") { Text(text: "again") }.text == "again")
  }

  /// One version plans the same request once, however it is spelled.
  @Test func readsOfOneVersion() throws {
    let request = try PlannedRequest("/people?$top=2")
    guard case .list(_, let first, _) = try request.read(), case .list(_, let second, _) = try request.read()
    else {
      Issue.record("no lists")
      return
    }
    #expect(first === second)
  }

  /// The most frequent request of all is kept with its path.
  @Test func plainObjects() throws {
    let request = try PlannedRequest("/people/17")
    guard case .object(_, let first) = try request.read(), case .object(_, let second) = try request.read()
    else {
      Issue.record("no objects")
      return
    }
    #expect(first === second)
    let kept = request.plan.plainObject.withLock { $0 }
    #expect(kept === first)
  }
}
