import EntityModel

extension PathBinder {
  mutating func addOperation(_ operation: Operation, _ segment: ResourceSegment) throws(PathError) {
    if let fault = segment.fault(invoking: operation) { throw .argument(fault) }
    suffix = .operation(operation, arguments: segment.arguments ?? [])
    switch place {
    case .collection(let type): place = .result(operation, of: type, isCollection: true)
    case .entity(let type): place = .result(operation, of: type, isCollection: false)
    case .root, .complex, .property, .stream, .end, .result: break
    }
  }

  /// Only what a composable function returns has segments of its own (OData URL Conventions 4.01, section 4.5).
  mutating func add(_ segment: ResourceSegment, after operation: Operation) throws(PathError) {
    guard operation.isComposable, let result = operation.returnType,
      case .structured(let name) = result.element,
      let type = model.type(name)
    else { throw .unknownSegment(segment.text) }
    functions.append(try lastPath())
    (steps, suffix) = ([], .none)
    place = result.isCollection ? .collection(type) : .entity(type)
    try follow(segment)
  }
}
