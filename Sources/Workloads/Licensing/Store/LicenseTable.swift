import GraphStore

/// What is there as soon as something is assigned or can be: tables whose triggers keep each other whole.
enum LicenseTables {
  static let part = TablePart(
    PlanTables.creationSQL + LicenseTable.creationSQL + RestorableAssignmentTable.creationSQL
      + HolderTable.creationSQL + LicenseIndexes.creationSQL,
    with: ["allotment", "assignment", "waitingMember", "assignmentError"])

  /// Without a row there no license view has one.
  static let source = "allotment"
}

/// The table that gives each principal and product of it one key for good: that of its usage right.
///
/// A row says that the principal had a license once, not that it has one now; that is what the views decide.
enum LicenseTable {
  static let creationSQL = [table, firstKey, assignmentEffect, productEffect, principalEffect]

  /// `sku` has no type, here as in `allotmentState`: it may come from any expression, and SQLite uses an index only
  /// for a comparison between alike.
  private static let table = """
    CREATE TABLE license (key INTEGER PRIMARY KEY AUTOINCREMENT, principal INTEGER NOT NULL, sku NOT NULL,
      UNIQUE (principal, sku))
    """

  /// Far above the keys of stored objects, so that none has the key of a usage right.
  private static let firstKey = "INSERT INTO sqlite_sequence (name, seq) VALUES ('license', 1099511627776)"

  private static let assignmentEffect = """
    CREATE TRIGGER assignment_license AFTER INSERT ON assignment BEGIN
      INSERT OR IGNORE INTO license (principal, sku)
        SELECT NEW.assignedTo, \(LicenseSQL.sku("a")) FROM allotment a WHERE a.key = NEW.allotment;
    END
    """

  /// A seed may say later what product an allotment is of.
  private static let productEffect = """
    CREATE TRIGGER allotment_license AFTER UPDATE OF properties ON allotment
      WHEN \(LicenseSQL.sku("OLD")) IS NOT \(LicenseSQL.sku("NEW"))
    BEGIN
      INSERT OR IGNORE INTO license (principal, sku)
        SELECT principal, \(LicenseSQL.sku("NEW")) FROM holder WHERE allotment = NEW.key ORDER BY sequence;
      INSERT OR IGNORE INTO license (principal, sku)
        SELECT assignedTo, \(LicenseSQL.sku("NEW")) FROM assignment WHERE allotment = NEW.key ORDER BY key;
    END
    """

  private static let principalEffect = """
    CREATE TRIGGER directoryObject_license AFTER DELETE ON directoryObject BEGIN
      DELETE FROM license WHERE principal = OLD.key;
      DELETE FROM restorableAssignment WHERE principal = OLD.key;
    END
    """
}

/// The direct assignments of deleted users, made again when the user is restored (cloud-licensing ED-12).
enum RestorableAssignmentTable {
  static let creationSQL = [
    """
    CREATE TABLE restorableAssignment (sequence INTEGER PRIMARY KEY AUTOINCREMENT, principal INTEGER NOT NULL,
      allotment TEXT NOT NULL, disabledServicePlanIds TEXT NOT NULL, UNIQUE (principal, allotment))
    """
  ]
}

/// Indexes on the model's own tables: one assignment, one waiting entry for each pair, and what `settle` looks up.
enum LicenseIndexes {
  static let creationSQL = [
    "CREATE UNIQUE INDEX assignment_pair ON assignment (allotment, assignedTo)",
    "CREATE UNIQUE INDEX waitingMember_pair ON waitingMember (allotment, assignedTo)",
    "CREATE UNIQUE INDEX assignmentError_pair ON assignmentError (assignedTo, \(LicenseSQL.errorSku("")))",
    "CREATE INDEX assignmentError_sku ON assignmentError (\(LicenseSQL.errorSku("")))",
  ]
}
