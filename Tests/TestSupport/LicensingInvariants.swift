/// What holds of licenses whatever happened before (cloud-licensing 1.5), asked of the tables themselves.
package enum LicensingInvariants {
  /// SQL for a line for each place where one does not hold; more can follow it, with UNION ALL.
  package static let violationsSQL = """
    SELECT 'consumedUnits of ' || id FROM allotment a
      WHERE consumedUnits <> (SELECT count(*) FROM holder WHERE allotment = a.key)
    UNION ALL SELECT 'holds and waits: ' || w.key FROM waitingMember w
      JOIN holder h ON h.allotment = w.allotment AND h.principal = w.assignedTo
    UNION ALL SELECT 'waits while a unit is free: ' || w.key FROM waitingMember w
      JOIN allotment a ON a.key = w.allotment WHERE a.consumedUnits < a.allottedUnits
    UNION ALL SELECT 'holds without being entitled: ' || principal FROM holder h WHERE NOT EXISTS (
      SELECT 1 FROM licensePath WHERE principal = h.principal AND allotment = h.allotment)
    UNION ALL SELECT 'waits without being entitled: ' || assignedTo FROM waitingMember w WHERE NOT EXISTS (
      SELECT 1 FROM licensePath WHERE principal = w.assignedTo AND allotment = w.allotment)
    """
}
