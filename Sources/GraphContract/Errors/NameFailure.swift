package import EntityModel

/// The name that an object is to have is none, or not its own (`Emulator.SiblingName`).
package enum NameFailure: RequestFailure {
  /// Another one has it in the same place; in the words of the type, if it has some.
  case taken(Refusal?)
  /// No object can be called so.
  case illegal
  /// What is to become of such an object is none of what there is.
  case behaviorUnknown(String)

  /// In the words of OneDrive, which all parts of the service share that keep files.
  package func told(by messages: any Messages) -> GraphError {
    switch self {
    case .taken(let refusal?): GraphError(refusal.status, refusal.code, refusal.message)
    case .taken(nil):
      GraphError(409, "nameAlreadyExists", "An item with the same name already exists under the parent.")
    case .illegal:
      GraphError(400, "invalidRequest", "The provided name cannot contain any illegal characters.")
    case .behaviorUnknown(let text):
      GraphError(
        400, "invalidRequest", "The conflict behavior '\(text)' is none of: fail, replace, rename.")
    }
  }
}

extension NameFailure {
  /// Another object of the type has the name.
  package static func taken(_ type: StructuredType) -> NameFailure {
    .taken(type.traits.siblingName?.refusal)
  }
}
