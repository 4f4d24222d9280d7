import GraphContract
import GraphStore
import JSON
import OData
import Workloads

// A workload as somebody would add it: all of it stands in this folder.

extension Workload {
  /// Breads and what they cost.
  static var bakery: Workload {
    var workload = Workload("bakery")
    workload.conventions.defaultPageSize = 2
    workload.conventions.answersNothingForNull = true
    workload.conventions.updateAnswersWithObject = true
    workload.messages = BakeryMessages()
    workload.rules = [FreshBread()]
    workload.closingRules = [Shelf()]
    workload.operations = [Bake()]
    workload.tables = ["CREATE TABLE oven (degrees INTEGER NOT NULL)", "INSERT INTO oven VALUES (220)"]
    workload.views = [
      StoreView(
        "bargain",
        """
        SELECT key, id, 'test.bargain' AS type, key AS position, properties FROM bread WHERE json_extract(properties, '$.price') < 3
        """)
    ]
    workload.derived = DerivedExpressions(["bread.degrees": { _ in "(SELECT degrees FROM oven)" }])
    return workload
  }
}

/// Says what is missing in its own words, and everything else as all do.
struct BakeryMessages: Messages {
  func error(_ failure: StateFailure) -> GraphError {
    switch failure {
    case .missingObject(let id, _): GraphError(404, "SoldOut", "There is no '\(id)' today.")
    case .malformedIdentifier, .missingTarget, .missingStream, .duplicateValue, .duplicateIdentifier,
      .alreadyLinked,
      .notLinked, .syncStateNotFound:
      plain.error(failure)
    }
  }
}

/// Bread costs something, and is known by its name.
struct FreshBread: EntityRule {
  let types = ["test.bread"]

  func willInsert(_ new: inout NewEntity, _ transaction: WriteTransaction) throws {
    guard new.properties["price"]?.intValue ?? 0 > 0 else {
      throw GraphError(400, "Gift", "Bread is not given away.")
    }
    new.id = new.properties["name"]?.stringValue
  }
}

/// The shelf holds four breads.
struct Shelf: CommitRule {
  func willCommit(_ transaction: WriteTransaction) throws {
    let breads = try transaction.entities(transaction.table("test.bread"), where: "TRUE")
    guard breads.count <= 4 else { throw GraphError(409, "Full", "The shelf is full.") }
  }
}

/// Makes a bread dearer.
struct Bake: OperationRule {
  let operations = ["test.bake"]

  func invoke(_ call: OperationCall, _ transaction: WriteTransaction) throws -> OperationResult {
    guard let bread = call.entity else { return .empty(status: 204) }
    let price = (bread.properties["price"]?.intValue ?? 0) + (call.parameters["more"]?.intValue ?? 0)
    let baked = try transaction.update(bread) { $0.properties["price"] = .number(price) }
    return .entity(key: baked.key, type: baked.type, status: 200, adding: [])
  }
}
