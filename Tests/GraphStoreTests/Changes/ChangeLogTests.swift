import EntityModel
import GRDB
import Testing

@testable import GraphStore

/// What the change log keeps, and what reading it costs.
@Suite struct ChangeLogTests {
  static let day: Double = 86_400

  // MARK: Model

  @Test(arguments: ["reports", "guests", "nothing"]) func whatLeavesNoTraceCannotBeTracked(name: String)
    throws
  {
    let model = try EntityModel.read(Array(LoggedTenant.document(tracking: "members \(name)").utf8))
    let error = #expect(throws: ModelError.self) { try StoreSchema(model: model) }
    #expect(
      error?.description == "changes of \(name) in beings cannot be tracked: it is no link or reference")
  }
}
