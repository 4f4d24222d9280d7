package import GraphStore
package import JSON

extension Tenant {
  /// Gives the tenant other settings; null takes one back to its default.
  ///
  /// - Parameter changes: checked by the store's `settingsBook`.
  /// - Returns: all settings that differ from their defaults, as this change left them.
  package func change(settings changes: JSONObject, limit: RequestLimit = .none) throws -> JSONObject {
    // What was due before is done as the settings were before.
    try store.runScheduled(at: clock.now, limit: limit)
    return try store.write(origin: .rule, moment: clock.now, limit: limit) { transaction, _ in
      try transaction.change(settings: changes)
      return transaction.settings.values
    } answer: { values, _ in
      values
    }
  }
}
