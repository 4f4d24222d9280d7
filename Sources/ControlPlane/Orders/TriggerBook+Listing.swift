import Faults
import JSON

extension TriggerBook {
  /// What was ordered, with the ids, and how often each had its turn.
  var listing: JSONValue {
    let entries = all.map { entry, count in
      JSONValue.object(
        JSONObject(
          [.init(name: "id", value: .string(entry.id))] + entry.order.members + [
            .init(name: "matched", value: .number(count.matched)),
            .init(name: "fired", value: .number(count.fired)),
          ]))
    }
    return ["value": .array(entries)]
  }
}
