extension Projection {
  /// With all that are nested in it, in bytes.
  package var memory: Int {
    let own =
      HeapSize.object(64) + HeapSize.array(extras, HeapSize.text) + HeapSize.dictionary(types)
      + types.values.reduce(0) { $0 + $1.memory }
    return own + HeapSize.array(nested) { $0.memory }
  }
}

extension TypeProjection {
  fileprivate var memory: Int {
    HeapSize.array(prefix) + HeapSize.array(items) { $0.source.memory } + HeapSize.array(names)
      + HeapSize.array(storedNames) { HeapSize.array($0.name) }
  }
}

extension TypeProjection.Item.Source {
  fileprivate var memory: Int {
    switch self {
    case .id, .stored, .camelCased, .extra, .dynamic: 0
    case .converted(_, let conversion), .convertedExtra(_, let conversion):
      HeapSize.object(MemoryLayout.size(ofValue: conversion))
    case .constant(let bytes): HeapSize.array(bytes)
    case .trimmed(let source, let filter): HeapSize.object(64) + source.memory + filter.memory
    case .otherwise(let source, let value): HeapSize.object(64) + source.memory + HeapSize.array(value)
    }
  }
}
