import GraphStore
import JSON

/// What one request changed for licensing, until it is settled.
///
/// A class because every rule of the request adds to the same one.
final class Settlement {
  /// Principals whose place may have changed, by allotment; an empty set stands for its capacity alone.
  var touched: [Int64: Set<Int64>] = [:]
  /// Errors that no longer block their principal: they go unless the next attempt fails as well.
  var retried: Set<Int64> = []
  /// Errors that this very seed lists: its assignments do not clear them.
  var seededErrors: Set<Int64> = []
  /// Places that a seed gives and that have not been taken yet.
  var seededHolders: [SeededHolder] = []
  var seededWaiters: [SeededWaiter] = []
  /// Allotments whose listed queue counts as it stands, not by its times.
  var queuesInOrder: Set<Int64> = []
  /// Allotments whose queue this seed lists: who is listed waits as long as the others leave no unit free.
  var listedQueues: Set<Int64> = []
  /// How many allotments of each product got an id made of their content.
  var numbered: [String: Int] = [:]
  /// Annotations of objects that are being made, by id: their keys are not known yet.
  var annotations: [String: Annotation] = [:]
  /// Plans that an operation is about to give besides the one being granted, by principal.
  var expectedPlans: [Int64: [HeldPlan]] = [:]

  func touch(_ allotment: Int64, _ principals: some Sequence<Int64>) {
    touched[allotment, default: []].formUnion(principals)
  }

  func takeTouched() -> [(allotment: Int64, principals: Set<Int64>)] {
    defer { touched = [:] }
    return touched.sorted { $0.key < $1.key }.map { ($0.key, $0.value) }
  }
}

/// A value with its place in the document.
struct Annotation {
  let value: JSONValue
  let path: String
}

/// A unit that a seed says is held.
struct SeededHolder {
  let allotment: Int64
  let principal: PrincipalReference
  let granted: String
  let path: String
}

/// A place in a queue that a seed gives.
struct SeededWaiter {
  let allotment: Int64
  let principal: Int64
  let since: String
  let id: String
  let path: String
}

extension WriteTransaction {
  var settlement: Settlement { state(Settlement.self) { Settlement() } }
}
