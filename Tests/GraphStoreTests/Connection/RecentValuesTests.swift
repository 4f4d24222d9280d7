import GraphStore
import Testing

@Suite struct RecentValuesTests {
  /// What is used stays.
  @Test func theUnusedHalfGoes() {
    var values = RecentValues<Int, String>()
    for key in 0..<10 {
      let change = values.insert("\(key)", for: key, weight: 10)
      #expect(change == 10)
    }
    let first = values.value(0)
    #expect(first == "0")
    let change = values.removeOlderHalf()
    #expect(change == -50)
    #expect(Set(values.values) == ["0", "6", "7", "8", "9"])
  }

  @Test func heavyValuesGoWithTheirWeight() {
    var values = RecentValues<Int, String>()
    values.insert("a", for: 1, weight: 90)
    values.insert("b", for: 2, weight: 20)
    values.removeOlderHalf()
    #expect(Array(values.values) == ["b"])
    values.removeOlderHalf()
    #expect(Array(values.values).isEmpty)
    #expect(values.weight == 0)
  }

  @Test func aValueThatIsReplacedCountsOnce() {
    var values = RecentValues<Int, String>()
    values.insert("a", for: 1, weight: 60)
    let change = values.insert("b", for: 1, weight: 40)
    #expect(change == -20)
    #expect(values.weight == 40)
    let rest = values.removeAll()
    #expect(rest == -40)
  }
}
