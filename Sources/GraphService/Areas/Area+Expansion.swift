/// What an area allows of `$expand` (graph-platform 1.9, cloud-licensing ED-31).
extension Area {
  /// Depth of nesting that is served.
  var expansionDepth: Int {
    switch self {
    case .directory, .gateway: 1
    case .licensing: 2
    case .intune, .entitlement: 5
    }
  }

  /// What the parentheses of an expansion may hold.
  var expansionOptions: Set<ExpansionRules.Inner> {
    switch self {
    case .directory, .gateway: [.select, .expand, .levels]
    case .licensing: [.select, .expand, .filter, .orderby, .top, .skip, .count, .levels]
    case .intune, .entitlement: [.select, .expand, .filter, .orderby, .search, .top, .skip, .count, .levels]
    }
  }

  /// Several navigation properties in one request.
  var expandsSeveral: Bool { self != .directory }

  /// Most items of an expanded collection.
  var expandedItemLimit: Int? { self == .directory ? 20 : nil }

  /// `nav@odata.context` stands before an expanded collection.
  var writesContextOfExpansions: Bool { self == .intune }

  /// A filter inside an expansion takes rows out of the list (cloud-licensing ED-32).
  var dropsRowsByExpansionFilter: Bool { self == .licensing }

  /// Its rules hold for what objects of another area expand of it.
  func rulesExpansions(from area: Area) -> Bool { self == .licensing && area == .directory }
}
