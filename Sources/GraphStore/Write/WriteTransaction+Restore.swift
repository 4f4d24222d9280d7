extension WriteTransaction {
  /// Brings a soft-deleted object back.
  ///
  /// - Parameter change: sets what comes back different, before uniqueness is checked.
  /// - Returns: the live object.
  package func restore(_ old: Entity, _ change: (inout Entity) throws -> Void = { _ in }) throws -> Entity {
    let entity = try update(old) { entity in
      entity.deleted = nil
      try change(&entity)
    }
    try forEachRule(of: entity.type, .didRestore) { try $0.didRestore(entity, self) }
    return entity
  }
}
