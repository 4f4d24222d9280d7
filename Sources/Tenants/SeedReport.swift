/// What a load came to.
package struct SeedReport: Sendable, Equatable {
  package var created = 0
  package var changed = 0
  /// Values that are derived, and were passed over: `demo.json: $.users[0].memberOf`.
  package var ignored: [String] = []

  package init(created: Int = 0, changed: Int = 0, ignored: [String] = []) {
    self.created = created
    self.changed = changed
    self.ignored = ignored
  }
}
