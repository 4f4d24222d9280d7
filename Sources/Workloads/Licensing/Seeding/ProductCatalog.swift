package import JSON

/// The products whose name and service plans a seed need not spell out.
package struct ProductCatalog: Sendable {
  struct Product: Sendable {
    let partNumber: String
    let plans: [Plan]
  }

  struct Plan: Sendable {
    let id: String
    let name: String
    /// Company-level plans cannot be switched for anybody (cloud-licensing ED-41).
    let isAssignable: Bool
  }

  private let products: [String: Product]

  /// - Parameter text: `[{"skuId", "skuPartNumber", "servicePlans": [{"planId", "planName", "assignable"}]}]`
  package init(_ text: JSONValue) {
    let entries = (text.arrayValue ?? []).compactMap(\.objectValue).compactMap { object in
      object["skuId"]?.stringValue.map { ($0.lowercased(), Self.product(object)) }
    }
    products = Dictionary(entries) { first, _ in first }
  }

  subscript(skuId: String) -> Product? { products[skuId] }

  private static func product(_ object: JSONObject) -> Product {
    let plans = (object["servicePlans"]?.arrayValue ?? []).compactMap(\.objectValue).compactMap { plan in
      plan["planId"]?.stringValue.map {
        Plan(
          id: $0.lowercased(), name: plan["planName"]?.stringValue ?? "",
          isAssignable: plan["assignable"]?.boolValue ?? true)
      }
    }
    return Product(partNumber: object["skuPartNumber"]?.stringValue ?? "", plans: plans)
  }
}
