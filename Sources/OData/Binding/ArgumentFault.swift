import EntityModel

/// Why what stands in the parentheses of a segment can be neither the key of an object nor what an operation is given.
package enum ArgumentFault: Sendable, Equatable {
  /// Actions take what they are given from the body, and may have empty parentheses.
  case action(String)
  /// Said more than once, in whatever case.
  case repeated(String)
  /// A value without a name: parameters are told by their names alone.
  case unnamed(String, operation: String)
}

extension ResourceSegment {
  /// Of a segment that invokes the operation; names that it does not declare are not looked at.
  func fault(invoking operation: Operation) -> ArgumentFault? {
    guard let arguments, !arguments.isEmpty else { return nil }
    if operation.kind == .action { return .action(name) }
    if let unnamed = arguments.first(where: { $0.name == nil }) {
      return .unnamed(unnamed.value.keyText ?? unnamed.value.description, operation: operation.shortName)
    }
    return repeatedName.map { .repeated($0) }
  }

  /// The first name in the parentheses that was there before.
  var repeatedName: String? {
    var names: Set<String> = []
    return arguments?.lazy.compactMap(\.name).first { !names.insert($0.lowercased()).inserted }
  }
}
