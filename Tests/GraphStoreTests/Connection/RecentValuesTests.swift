import GraphStore
import Testing

@Suite struct RecentValuesTests {
  /// The limit is one of bytes, and what is used stays.
  @Test func theUnusedHalfGoes() {
    var values = RecentValues<Int, String>(limit: 100)
    for key in 0..<10 { values.insert("\(key)", for: key, weight: 10) }
    let first = values.value(0)
    #expect(first == "0")
    let haveGone = values.insert("10", for: 10, weight: 10)
    #expect(haveGone)
    #expect(Set(values.values) == ["0", "6", "7", "8", "9", "10"])
  }

  @Test func heavyValuesLeaveLessRoom() {
    var values = RecentValues<Int, String>(limit: 100)
    values.insert("a", for: 1, weight: 40)
    values.insert("b", for: 2, weight: 40)
    values.insert("c", for: 3, weight: 90)
    #expect(Array(values.values) == ["c"])
    values.insert("d", for: 4, weight: 1000)
    #expect(Array(values.values) == ["d"])
  }

  @Test func aValueThatIsReplacedCountsOnce() {
    var values = RecentValues<Int, String>(limit: 100)
    for _ in 0..<100 { values.insert("a", for: 1, weight: 60) }
    values.insert("b", for: 2, weight: 40)
    #expect(Set(values.values) == ["a", "b"])
  }
}
