/// Tables of a workload's own that remember rows of others by their keys.
enum RememberedKeys {
  /// The trigger that forgets a row once it is gone: the highest key may be given again after a restart.
  ///
  /// - Parameters:
  ///   - columns: those of the table that hold keys.
  ///   - owner: the table of the rows that they are of.
  static func forgetting(_ columns: [String], of table: String, with owner: String) -> String {
    let deletions = columns.map { "DELETE FROM \(table) WHERE \($0) = OLD.key;" }
    return
      "CREATE TRIGGER \(table)_gone AFTER DELETE ON \(owner) BEGIN \(deletions.joined(separator: " ")) END"
  }
}
