import EntityModel

// MARK: Keys that segments say

extension PathBinder {
  /// The key in the parentheses of a segment that names a collection.
  mutating func addKey(in segment: ResourceSegment, _ type: StructuredType) throws(PathError) {
    guard let arguments = segment.arguments, !arguments.isEmpty else { return }
    for argument in arguments {
      if let name = argument.name, type.property(name) == nil { throw .unknownKeyName(name) }
    }
    if let name = segment.repeatedName { throw .argument(.repeated(name)) }
    let keys = arguments.map { KeyArgument(name: $0.name, value: $0.value.keyText ?? "") }
    let isUnnamed = keys.count == 1 && keys[0].name == nil
    guard isUnnamed || keys.allSatisfy({ $0.name != nil }) else { throw .unknownSegment(segment.text) }
    add(isUnnamed ? .parenthesized(keys[0].value) : .named(keys), type)
  }

  /// The object of a collection that has the key; where that is the name of a single value beside it, this one.
  mutating func add(_ key: KeyPredicate, _ type: StructuredType) {
    let key = meaning.withoutType(key, type)
    if let single = steps.last?.singleItem(model), key.text?.lowercased() == single.name.lowercased() {
      steps[steps.count - 1] = single.step
    } else {
      steps.append(.key(key))
    }
    place = .entity(type)
  }
}

// MARK: Keys that no segment says as they are

extension PathBinder {
  /// The type of the object that was bound last; nil after anything else.
  var entityType: StructuredType? {
    if case .entity(let type) = place { type } else { nil }
  }

  /// The key that was bound last, as a segment of its own.
  var lastSegmentKey: String? {
    if case .key(.segment(let key))? = steps.last { key } else { nil }
  }

  mutating func addKey(_ key: KeyPredicate) {
    guard case .collection(let type) = place else { return }
    steps.append(.key(key))
    place = .entity(type)
  }

  mutating func replaceKey(_ key: KeyPredicate) { steps[steps.count - 1] = .key(key) }
}
