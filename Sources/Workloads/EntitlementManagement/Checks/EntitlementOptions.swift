import GraphStore
import JSON

extension WriteTransaction {
  /// An option of the workload from the tenant's settings (seed-format section 5).
  func entitlementOption(_ name: String, default value: Bool) -> Bool {
    settings["entitlement"]?.objectValue?[name]?.boolValue ?? value
  }
}
