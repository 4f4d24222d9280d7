/// A service plan that a principal has through a product.
struct HeldPlan: Equatable {
  let plan: String
  let sku: String
}
