import GraphContract
import GraphRules
import GraphStore
import JSON

/// The rules of all areas with what they add to the store.
struct Rules {
  var book = RuleBook()
  /// How each workload behaves and speaks.
  let contracts = Contracts([
    Contract(name: "directory", conventions: .directory, messages: DirectoryMessages()),
    Contract(name: "licensing", conventions: .licensing, messages: LicensingMessages()),
    Contract(name: "intune", conventions: .intune, messages: IntuneMessages()),
    Contract(name: "entitlement", conventions: .entitlement, messages: EntitlementMessages()),
  ])
  let extensions = [
    Directory.storeExtension, Licensing.storeExtension, Intune.storeExtension,
    EntitlementManagement.storeExtension,
  ]
  private(set) var derived = DerivedExpressions()

  /// The order is the one in which the rules look at a whole request: dynamic groups are evaluated, licenses settled,
  /// seeded access packages delivered, and what that changed settled again (seed-format section 1).
  ///
  /// - Throws: when the list of products that is compiled in is broken.
  init() throws {
    let products = ProductCatalog(try JSONValue.parse(Assets.products))
    Directory.register(in: &book, assignedPlans: Licensing.derivedExpressions["user.assignedPlans"])
    Licensing.register(in: &book, products: products)
    Intune.register(in: &book)
    EntitlementManagement.register(in: &book)
    Licensing.registerSettlement(in: &book)
    for area in [
      Directory.derivedExpressions, Licensing.derivedExpressions, Intune.derivedExpressions,
      EntitlementManagement.derivedExpressions,
    ] {
      derived.merge(area)
    }
  }
}
