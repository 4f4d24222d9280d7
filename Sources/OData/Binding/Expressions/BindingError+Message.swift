extension BindingError {
  /// The service's sentence, without the `Invalid filter clause: ` that callers put before it.
  package var message: String {
    switch kind {
    case .unknownProperty(let name, let type):
      "Could not find a property named '\(name)' on type '\(type)'."
    case .notFilterable(let path, let type):
      "Unsupported or invalid query filter clause specified for property '\(path)' of resource '\(Self.resource(type))'."
    case .incompatibleOperands(let left, let right, let kind):
      "A binary operator with incompatible types was detected. "
        + "Found operand types '\(left)' and '\(right)' for operator kind '\(kind)'."
    case .incompatibleOperand(let type, let kind):
      "A unary operator with an incompatible type was detected. "
        + "Found operand type '\(type)' for operator kind '\(kind)'."
    case .unknownFunction(let name):
      "An unknown function with name '\(name)' was found. "
        + "This may also be a function import or a key lookup on a navigation property, which is not allowed."
    case .noSignature(let function, let considered):
      "No function signature for the function with name '\(function)' matches the specified arguments. "
        + "The function signatures considered are: \(considered.joined(separator: "; "))."
    case .notBoolean:
      "The $filter expression must evaluate to a single boolean value."
    case .notOrderable:
      "The $orderby expression must evaluate to a single value of primitive type."
    case .unknownMember(let text, _):
      "The string '\(text)' is not a valid enumeration type constant."
    case .invalidLiteral(let text, let type):
      "Unrecognized '\(type)' literal '\(text)' at position \(position)."
    case .collection(let name):
      "The parent value for a property access of a property '\(name)' is not a single value. "
        + "Property access can only be applied to a single value."
    case .notCollection(let name):
      "'\(name)' is not a collection. Any, all and $count may only be used following a collection."
    case .notStructured(let name, let type):
      "A value of type '\(type)' has no property '\(name)'."
    case .unknownType(let name):
      "The type '\(name)' is not defined in the model."
    case .unrelatedType(let name, let declared):
      "Encountered invalid type cast. '\(name)' is not assignable from '\(declared)'."
    case .recursiveAlias(let name):
      "The parameter alias '@\(name)' refers to itself."
    case .repeatedName(let name):
      "The name '\(name)' is given more than once."
    case .invalidPattern(let pattern):
      "The pattern '\(pattern)' is not a valid regular expression."
    case .notSupported(let text):
      "'\(text)' is not supported."
    case .searchWithoutProperty:
      "Unsupported Query."
    case .notSearchable(let name):
      "Searching by property '\(name)' is not supported."
    }
  }

  /// `microsoft.graph.user` as the directory's messages call it: `User`.
  private static func resource(_ type: String) -> String {
    let name = type.split(separator: ".").last.map(String.init) ?? type
    return name.prefix(1).uppercased() + name.dropFirst()
  }
}
