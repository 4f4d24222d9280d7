/// What a workload keeps in tables of its own of the tenant's settings, because SQL cannot ask for them.
package protocol SettingsRule: Rule {
  /// After the transaction got other settings, and after all went back to their defaults; with origin `.rule`.
  func didChangeSettings(_ transaction: WriteTransaction) throws
}
