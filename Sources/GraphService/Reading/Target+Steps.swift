import GraphStore
import HTTPMessages
import OData
import Planning
import Tenants

extension Target {
  /// Lets the object that a GET returned, whole or a property of it, take its next step. The answer shows the state
  /// before (entitlement-management 1.3).
  func stepOn() throws {
    guard context.tenant.store.hasSteps, returnsObject, context.trace?.withholdsRows != true else { return }
    guard let key = try key() else { return }
    try context.tenant.store.takeStep(of: key, at: context.moment, limit: context.limit, trace: context.trace)
  }

  /// A HEAD returns nothing.
  private var returnsObject: Bool {
    guard context.method == .get, context.request.method != "HEAD", case .object = plan.end else {
      return false
    }
    switch path.suffix {
    case .none, .property, .value: return true
    case .count, .ref, .stream, .operation: return false
    }
  }

  private func key() throws -> Int64? {
    try context.read { reader in
      reader.trace?.expect("find what takes its next step")
      return try resolver(try callerID(reader)).walk(reader, .mayBeMissing).parent
    }
  }
}
