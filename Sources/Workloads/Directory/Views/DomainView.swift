import GraphStore

/// The organization's verified domains as objects of their own.
enum DomainView {
  static let views = [
    StoreView(
      "domain",
      """
      SELECT d.key + 1 AS key, json_extract(d.value, '$.name') AS id, 'microsoft.graph.domain' AS type,
        d.key AS position,
        json_object('authenticationType', coalesce(json_extract(d.value, '$.type'), 'Managed'),
          'isAdminManaged', json('true'),
          'isDefault', json(iif(json_extract(d.value, '$.isDefault'), 'true', 'false')),
          'isInitial', json(iif(json_extract(d.value, '$.isInitial'), 'true', 'false')),
          'isRoot', json('true'), 'isVerified', json('true'),
          'passwordNotificationWindowInDays', 14, 'passwordValidityPeriodInDays', 2147483647,
          'supportedServices', json_array('Email', 'OfficeCommunicationsOnline')) AS properties
      FROM directoryObject o CROSS JOIN json_each(o.properties, '$.verifiedDomains') d
      WHERE o.type = 'microsoft.graph.organization' AND o.deleted IS NULL
      """)
  ]
}
