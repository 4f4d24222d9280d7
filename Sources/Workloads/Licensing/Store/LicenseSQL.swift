import GraphStore

/// Pieces of SQL that several views and queries share.
enum LicenseSQL {
  /// What makes two allotments one product: `skuId`, for products outside the directory their own identifier.
  ///
  /// - Parameter alias: of a row of `allotment`; empty inside an index.
  static func sku(_ alias: String) -> String {
    let prefix = alias.isEmpty ? "" : alias + "."
    return "coalesce(json_extract(\(prefix)properties, '$.skuId'), "
      + "json_extract(\(prefix)properties, '$.externalServiceIdentifier'), \(prefix)id)"
  }

  /// The same of a row of `assignmentError`, whose `skuId` is null for products outside the directory.
  static func errorSku(_ alias: String) -> String {
    let prefix = alias.isEmpty ? "" : alias + "."
    return "coalesce(json_extract(\(prefix)properties, '$.skuId'), "
      + "json_extract(\(prefix)properties, '$.\"\(LicensingAnnotation.sku)\"'))"
  }

  /// The effective state of an allotment, best first: 0 active, 1 warning, 2 suspended, 3 lockedOut, 4 deleted
  /// (cloud-licensing ED-11).
  ///
  /// - Parameter properties: SQL for the allotment's JSON text; views read `allotmentState` instead.
  static func state(_ properties: String) -> String {
    "coalesce((SELECT min(CASE json_extract(value, '$.state') WHEN 'active' THEN 0 WHEN 'warning' THEN 1 "
      + "WHEN 'suspended' THEN 2 WHEN 'lockedOut' THEN 3 ELSE 4 END) "
      + "FROM json_each(\(properties), '$.subscriptions')), 0)"
  }

  /// `Enabled`, `Warning`, … for a number that `state` gives.
  static func status(_ state: String) -> String {
    "CASE \(state) WHEN 0 THEN 'Enabled' WHEN 1 THEN 'Warning' WHEN 2 THEN 'Suspended' WHEN 3 THEN 'LockedOut' "
      + "ELSE 'Deleted' END"
  }

  /// Keys of whatever an assignment to it reaches the principal through: itself and the groups that entitle it.
  ///
  /// - Parameter principal: SQL for the principal's key.
  static func sources(of principal: String) -> String {
    "SELECT \(principal) UNION ALL SELECT sm.source FROM group_members sm CROSS JOIN directoryObject sg "
      + "ON sg.key = sm.source WHERE sm.target = \(principal) AND \(entitles("sg"))"
  }

  /// Whether a group hands its licenses on to its members (cloud-licensing ED-45).
  static func entitles(_ group: String) -> String {
    "\(group).deleted IS NULL AND \(group).type = '\(LicensingType.group)' "
      + "AND json_extract(\(group).properties, '$.securityEnabled')"
  }

  /// Whether an allotment serves users or devices like that row of `directoryObject`.
  ///
  /// - Parameter pool: alias of a row of `allotmentState`.
  static func serves(_ pool: String, _ principal: String) -> String {
    "instr(',' || \(pool).assignableTo || ',', CASE \(principal).type "
      + "WHEN '\(LicensingType.user)' THEN ',user,' WHEN '\(LicensingType.device)' THEN ',device,' ELSE '-' END) > 0"
  }

  /// A stored moment as the directory writes times: whole seconds.
  static func seconds(_ moment: String) -> String { "substr(\(moment), 1, 19) || 'Z'" }

  /// The tenant's own id.
  static let tenant =
    "(SELECT id FROM directoryObject WHERE type = '\(LicensingType.organization)' AND deleted IS NULL LIMIT 1)"

  /// Rows to a JSON array of the column `item`, which holds JSON texts: they are joined as they are, since a JSON
  /// function would parse each again.
  static func array(_ rows: String) -> String {
    "(SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (\(rows)))"
  }

  /// Rows to a JSON array of the column `item`, which holds words.
  static func array(ofWords rows: String) -> String {
    "(SELECT json_group_array(item) FROM (\(rows)))"
  }
}
