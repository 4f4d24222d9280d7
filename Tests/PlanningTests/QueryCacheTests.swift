import GraphStore
import Planning
import Locks
import Testing

/// Plans are kept by the shape of the path and the form of the query.
@Suite("Plans that are kept") struct QueryCacheTests {
  private struct Text: CachedPlan {
    let text: String
    var memory = 1_000
  }

  @Test func aPlanIsMadeOnce() {
    let cache = QueryCache<Text>(CacheBudget())
    #expect(cache.plan("a") { Text(text: "first") }.text == "first")
    #expect(cache.plan("a") { Text(text: "second") }.text == "first")
    #expect(cache.plan("b") { Text(text: "third") }.text == "third")
  }

  @Test func aFailureIsNotKept() {
    struct Failure: Error {}
    let budget = CacheBudget()
    let cache = QueryCache<Text>(budget)
    #expect(throws: Failure.self) { try cache.plan("a") { throw Failure() } }
    #expect(budget.used == 0)
    #expect(cache.plan("a") { Text(text: "made") }.text == "made")
  }

  /// What was not used for longest goes first.
  @Test func heavyPlansTakeTheirRoom() {
    let budget = CacheBudget(limit: 20_000)
    let cache = QueryCache<Text>(budget)
    _ = cache.plan("a") { Text(text: "old") }
    _ = cache.plan("b") { Text(text: "heavy", memory: 15_000) }
    #expect(cache.plan("a") { Text(text: "new") }.text == "old")
    _ = cache.plan("c") { Text(text: "more", memory: 5_000) }
    #expect(cache.plan("a") { Text(text: "new") }.text == "old")
    #expect(cache.plan("b") { Text(text: "again") }.text == "again")
  }

  /// Caches of all kinds give way to each other, and what goes with a cache is not counted any more.
  @Test func cachesShareTheRoom() {
    let budget = CacheBudget(limit: 20_000)
    let one = QueryCache<Text>(budget)
    do {
      let other = QueryCache<Text>(budget)
      for number in 0..<9 { _ = one.plan("\(number)") { Text(text: "one") } }
      for number in 0..<30 { _ = other.plan("\(number)") { Text(text: "other") } }
      #expect(budget.used <= budget.limit)
      #expect(one.plan("0") { Text(text: "again") }.text == "again")
    }
    #expect(budget.used < 10_000)
  }

  /// A plan weighs about what its texts and names take, and shares its projection between its statements.
  @Test func plansWeighWhatTheyHold() throws {
    func memory(_ url: String) throws -> Int {
      guard case .list(_, let query, _) = try PlannedRequest(url).read() else { return 0 }
      return query.memory
    }
    let (bare, all) = (try memory("/people?$select=id"), try memory("/people"))
    #expect(bare > 1_000)
    #expect(all > bare + 500)
    #expect(try memory("/people?$expand=reports") > all + 1_000)
    let items = (2..<500).map(String.init).joined(separator: ",")
    #expect(try memory("/people?$filter=age in (\(items))") > all + 20_000)
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
