/// The table of who holds a unit of which allotment, and the checks that keep `consumedUnits` equal to its rows.
///
/// The units of an allotment are numbered 1…n without gaps: who leaves hands the number on to the holder of the last
/// unit. The highest number therefore *is* the count, and one index look-up proves any value of `consumedUnits`
/// right or wrong, however large the pool is.
enum HolderTable {
  static let creationSQL =
    [table, principalIndex, insertCheck, insertEffect, updateCheck, deleteEffect] + allotmentChecks

  private static let table = """
    CREATE TABLE holder (sequence INTEGER PRIMARY KEY AUTOINCREMENT, allotment INTEGER NOT NULL,
      principal INTEGER NOT NULL, unit INTEGER NOT NULL, grantedDateTime TEXT NOT NULL,
      UNIQUE (allotment, principal), UNIQUE (allotment, unit))
    """

  private static let principalIndex = "CREATE INDEX holder_principal ON holder (principal)"

  /// SQL for the number of units in use.
  private static func units(_ allotment: String) -> String {
    "coalesce((SELECT max(unit) FROM holder WHERE allotment = \(allotment)), 0)"
  }

  /// Refuses what `OR REPLACE` would silently delete as well: triggers do not see those deletions.
  private static let insertCheck = """
    CREATE TRIGGER holder_check BEFORE INSERT ON holder BEGIN
      SELECT RAISE(ABORT, 'holder: no such allotment')
        WHERE NOT EXISTS (SELECT 1 FROM allotment WHERE key = NEW.allotment);
      SELECT RAISE(ABORT, 'holder: there is one already')
        WHERE EXISTS (SELECT 1 FROM holder WHERE allotment = NEW.allotment AND principal = NEW.principal)
          OR EXISTS (SELECT 1 FROM holder WHERE sequence = NEW.sequence);
      SELECT RAISE(ABORT, 'holder: units are numbered without gaps')
        WHERE NEW.unit IS NOT \(units("NEW.allotment")) + 1;
    END
    """

  private static let insertEffect = """
    CREATE TRIGGER holder_count AFTER INSERT ON holder BEGIN
      UPDATE allotment SET consumedUnits = NEW.unit WHERE key = NEW.allotment;
      INSERT OR IGNORE INTO license (principal, sku)
        SELECT NEW.principal, \(LicenseSQL.sku("a")) FROM allotment a WHERE a.key = NEW.allotment;
    END
    """

  /// A number changes only downwards into a gap, and there is one only when a deletion has just left it.
  private static let updateCheck = """
    CREATE TRIGGER holder_fixed BEFORE UPDATE OF sequence, allotment, principal, unit ON holder
      WHEN NEW.sequence IS NOT OLD.sequence OR NEW.allotment IS NOT OLD.allotment
        OR NEW.principal IS NOT OLD.principal OR NEW.unit IS NULL OR NEW.unit < 1 OR NEW.unit >= OLD.unit
        OR EXISTS (SELECT 1 FROM holder WHERE allotment = OLD.allotment AND unit = NEW.unit)
    BEGIN
      SELECT RAISE(ABORT, 'holder: only grantedDateTime may change');
    END
    """

  private static let deleteEffect = """
    CREATE TRIGGER holder_release AFTER DELETE ON holder BEGIN
      UPDATE holder SET unit = OLD.unit
        WHERE allotment = OLD.allotment AND unit = \(units("OLD.allotment")) AND unit > OLD.unit;
      UPDATE allotment SET consumedUnits = \(units("OLD.allotment")) WHERE key = OLD.allotment;
    END
    """

  private static let allotmentChecks = [
    """
    CREATE TRIGGER allotment_insert BEFORE INSERT ON allotment
      WHEN NEW.consumedUnits IS NOT \(units("NEW.key"))
    BEGIN
      SELECT RAISE(ABORT, 'allotment: consumedUnits is the number of holders');
    END
    """,
    """
    CREATE TRIGGER allotment_update BEFORE UPDATE OF key, consumedUnits ON allotment
      WHEN NEW.consumedUnits IS NOT \(units("NEW.key")) OR NEW.key IS NOT OLD.key
    BEGIN
      SELECT RAISE(ABORT, 'allotment: consumedUnits is the number of holders');
    END
    """,
    """
    CREATE TRIGGER allotment_delete BEFORE DELETE ON allotment
      WHEN EXISTS (SELECT 1 FROM holder WHERE allotment = OLD.key)
    BEGIN
      SELECT RAISE(ABORT, 'allotment: its units are in use');
    END
    """,
  ]
}
