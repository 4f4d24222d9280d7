import GraphStore
import TenantSupport
import Tenants
import Testing

/// A seed costs in proportion to what it says.
@Suite("The cost of a seed") struct SeedCostTests {
  /// What others contain is found by its owner: what all owners have together was looked through for each object.
  @Test("what is there is found without looking at others", arguments: ["letters", "notes", "badges"])
  func again(objects: String) throws {
    let few = try instructions(again: objects, people: 10)
    let many = try instructions(again: objects, people: 200)
    #expect(many < 20 * few * 5 / 4, "\(few) instructions for 10 people, \(many) for 200")
  }

  private func instructions(again objects: String, people: Int) throws -> Int {
    let key = objects == "badges" ? "code" : "id"
    let children = (0..<5).map { #"{"\#(key)":"o\#($0)"}"# }.joined(separator: ",")
    let all = (0..<people).map { #"{"id":"p\#($0)","\#(objects)":[\#(children)]}"# }.joined(separator: ",")
    let seed = try SeedTenant(model: Village.whole, groundwork: Village.own)
    try seed.load(#"{"people":[\#(all)]}"#)
    return try SQLiteInstructions.count(seed.tenant.store) {
      let report = try seed.load(#"{"people":[\#(all)]}"#)
      #expect(report == SeedReport(created: 0, changed: 0, ignored: []))
    }
  }
}
