import EntityModel
import GraphStore
import OData
import Locks

extension SharedPlan {
  /// Statements of one query write their rows by the same projection.
  package var memory: Int {
    var projections: [Int: Projection] = [:]
    for statement in statements { projections[statement.projection.identifier] = statement.projection }
    return statementMemory + projections.values.reduce(0) { $0 + $1.memory }
  }

  private var statementMemory: Int { HeapSize.object(128) + statements.reduce(0) { $0 + $1.ownMemory } }
}

extension PathPlan: CachedPlan {
  /// All paths write where a row stands by one projection.
  package var memory: Int {
    HeapSize.object(256) + HeapSize.array(hops) { HeapSize.object(256) + ($0.locate?.ownMemory ?? 0) }
      + HeapSize.object(512) + HeapSize.array(path.steps)
      + (plainObject.withLock { $0?.memory } ?? 0)
      + (memberNames.withLock { $0.map { HeapSize.array($0, HeapSize.array) } } ?? 0)
  }
}

extension DeltaPlan: CachedPlan {
  package var memory: Int {
    let links = types.values.flatMap(\.links)
    let statements =
      [page, byIdentifier, item] + [deleted].compactMap(\.self) + links.flatMap { [$0.page, $0.one] }
    return HeapSize.object(256) + statements.reduce(0) { $0 + $1.ownMemory } + item.projection.memory
      + HeapSize.dictionary(types) + types.values.reduce(0) { $0 + $1.memory }
  }
}

extension DeltaType {
  fileprivate var memory: Int {
    HeapSize.dictionary(properties) + properties.values.reduce(0) { $0 + HeapSize.array($1) }
      + HeapSize.array(links) { HeapSize.dictionary($0.types) }
  }
}
