/// Tables that index the JSON text of allotments and assignments: which plans there are, which are switched off and
/// what state a pool is in.
///
/// Triggers alone write them, from the very text they index. Without them every license that is read would parse
/// the list of plans of its allotment, and a page of users shows hundreds of licenses.
enum PlanTables {
  static let creationSQL =
    [
      """
      CREATE TABLE allotmentState (allotment INTEGER PRIMARY KEY, sku NOT NULL, skuId TEXT, state INTEGER NOT NULL,
        assignableTo TEXT)
      """,
      "CREATE INDEX allotmentState_sku ON allotmentState (sku, allotment)",
      """
      CREATE TABLE allotmentPlan (place INTEGER PRIMARY KEY, allotment INTEGER NOT NULL, planId TEXT NOT NULL,
        planName TEXT, assignableTo TEXT, serviceName TEXT, service TEXT NOT NULL)
      """,
      "CREATE INDEX allotmentPlan_allotment ON allotmentPlan (allotment, planId)",
      """
      CREATE TABLE disabledPlan (assignment INTEGER NOT NULL, planId TEXT NOT NULL, place INTEGER NOT NULL,
        PRIMARY KEY (assignment, planId)) WITHOUT ROWID
      """,
    ] + allotmentTriggers + assignmentTriggers

  private static let allotmentTriggers = [
    trigger("allotment_plans", "AFTER INSERT ON allotment", fillAllotment),
    trigger(
      "allotment_replan", "AFTER UPDATE OF id, properties ON allotment", clearAllotment + fillAllotment),
    trigger("allotment_unplan", "AFTER DELETE ON allotment", clearAllotment),
  ]

  private static let assignmentTriggers = [
    trigger("assignment_plans", "AFTER INSERT ON assignment", fillAssignment),
    trigger(
      "assignment_replan", "AFTER UPDATE OF properties ON assignment", clearAssignment + fillAssignment),
    trigger("assignment_unplan", "AFTER DELETE ON assignment", clearAssignment),
  ]

  private static func trigger(_ name: String, _ event: String, _ statements: [String]) -> String {
    "CREATE TRIGGER \(name) \(event) BEGIN \(statements.joined(separator: "; ")); END"
  }

  private static let clearAllotment = [
    "DELETE FROM allotmentState WHERE allotment = OLD.key",
    "DELETE FROM allotmentPlan WHERE allotment = OLD.key",
  ]

  /// `place` sorts plans by allotment and by their order there; no product has 4096 plans.
  private static let fillAllotment = [
    """
    INSERT INTO allotmentState (allotment, sku, skuId, state, assignableTo)
      SELECT NEW.key, \(LicenseSQL.sku("NEW")), json_extract(NEW.properties, '$.skuId'),
        \(LicenseSQL.state("NEW.properties")), json_extract(NEW.properties, '$.assignableTo')
    """,
    """
    INSERT INTO allotmentPlan (place, allotment, planId, planName, assignableTo, serviceName, service)
      SELECT NEW.key * 4096 + key, NEW.key, json_extract(value, '$.planId'), json_extract(value, '$.planName'),
        json_extract(value, '$.assignableTo'), \(ServicePlanSQL.serviceName), value
      FROM json_each(NEW.properties, '$.services') WHERE json_extract(value, '$.planId') IS NOT NULL
    """,
  ]

  private static let clearAssignment = ["DELETE FROM disabledPlan WHERE assignment = OLD.key"]

  private static let fillAssignment = [
    """
    INSERT OR IGNORE INTO disabledPlan (assignment, planId, place)
      SELECT NEW.key, value, key FROM json_each(NEW.properties, '$.disabledServicePlanIds')
    """
  ]
}
