package import EntityModel
import OData

extension Messages {
  package func error(_ failure: SelectionFailure) -> GraphError {
    switch failure {
    case .syntax(let error): invalidSelection(error.message)
    case .unknownSelected(let name, let type), .unknownExpanded(let name, let type):
      invalidSelection(GraphError.noProperty(name, type))
    case .invalidItem(let text):
      invalidSelection("Term '\(text)' is not valid in a $select or $expand expression.")
    case .servedSinglyOnly:
      GraphError(501, "NotImplemented", "This operation target is not yet supported.")
    case .servedByIdOnly:
      // Seen of `signInActivity` by userPrincipalName: the number stands where others have a word.
      GraphError(400, "400", "Get By Key only supports UserId and the key has to be a valid Guid")
    case .expansionTooDeep(let name): invalidSelection("'\(name)' is nested too deeply.")
    case .expansionNotAllowed(let name):
      GraphError(
        400, "ExpandNotSupported",
        "Expand is not allowed for property '\(name)' according to the entity schema.")
    case .expansionsNotServed:
      invalidSelection("Only one navigation property can be expanded in a request.")
    case .expansionOptionNotServed(let option, let name):
      invalidSelection("The query option '\(option)' is not supported in the expansion of '\(name)'.")
    case .expansionNotAdvanced: .badRequest("The request is invalid.")
    case .expansionOptionNeedsAdvanced(let option, let name):
      invalidSelection(
        "The query option '\(option)' in the expansion of '\(name)' needs the header "
          + "'ConsistencyLevel: eventual' beside $count=true.")
    }
  }

  private func invalidSelection(_ reason: String) -> GraphError {
    .badRequest("Parsing OData Select and Expand failed: \(reason)")
  }
}

extension GraphError {
  /// What is said of a name that a type does not have.
  package static func noProperty(_ name: String, _ type: StructuredType) -> String {
    "Could not find a property named '\(name)' on type '\(type.name)'."
  }
}
