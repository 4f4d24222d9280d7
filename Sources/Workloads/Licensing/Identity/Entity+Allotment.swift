import GRDB
import GraphStore
import JSON

extension Entity {
  /// What makes two allotments one product; the same as `LicenseSQL.sku`.
  var licenseSku: String { string("skuId") ?? string("externalServiceIdentifier") ?? id }

  func units(_ name: String) -> Int { columns[name].flatMap(Int.fromDatabaseValue) ?? 0 }

  /// The plans of an allotment, in its order.
  var planIds: [String] {
    (properties["services"]?.arrayValue ?? []).compactMap { $0.objectValue?["planId"]?.stringValue }
  }

  /// Whether the effective state of an allotment is `active` or `warning` (cloud-licensing ED-11).
  var givesBenefit: Bool {
    let states = (properties["subscriptions"]?.arrayValue ?? []).map { $0.objectValue?["state"]?.stringValue }
    return states.isEmpty || states.contains("active") || states.contains("warning")
  }

  /// The kinds of object that an allotment can be assigned to.
  var assigneeKinds: Set<AssigneeKind> {
    Set(
      (string("assignableTo") ?? "").split(separator: ",").compactMap { AssigneeKind(rawValue: String($0)) })
  }
}
