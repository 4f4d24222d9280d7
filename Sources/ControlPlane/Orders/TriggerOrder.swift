import Faults
import GraphStore
import JSON

/// A body that orders something for matching requests: a fault, a stub.
protocol TriggerOrder: SendableMetatype {
  associatedtype Action: Sendable

  var action: Action { get }
  var trigger: Trigger { get }
  var generator: SeededGenerator { get }

  init(_ object: JSONObject, _ scope: OrderScope) throws(OptionMistake)
}
