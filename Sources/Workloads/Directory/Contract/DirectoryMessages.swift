import EntityModel
package import GraphContract
package import OData

/// What the directory says in its own way (graph-platform 3.4).
package struct DirectoryMessages: Messages {
  package init() {}

  package func error(_ failure: PayloadError) -> GraphError {
    switch failure {
    case .unknownProperty(let name, let type, _) where type.isOpen: unknownProperty(name)
    case .unknownMember(let name, _, _, _), .outOfRange(let name, _, _): invalidValue(name)
    case .notAnObject, .unknownProperty, .repeatedProperty, .readOnlyProperty, .missingProperty, .wrongKind,
      .invalidLiteral, .notNullable, .typeMissing, .typeUnknown, .typeAbstract, .typeMismatch, .badReference,
      .wrongLength:
      plain.error(failure)
    }
  }

  private func unknownProperty(_ name: String) -> GraphError {
    .requestBadRequest(
      name.hasPrefix("extension_")
        ? "The following extension properties are not available: \(name)."
        : "One or more property values specified are invalid.")
  }

  private func invalidValue(_ name: String) -> GraphError {
    let message = "Invalid value specified for property '\(name)'."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "InvalidValue", message: message, target: name)])
  }
}

// MARK: Queries

extension DirectoryMessages {
  package func error(_ failure: QueryFailure) -> GraphError {
    switch failure {
    case .filterUnknownProperty(let name, _): unsupportedQuery("Invalid property: \(name)")
    case .filterNotSupported(let name, let type):
      unsupportedQuery(
        "Unsupported or invalid query filter clause specified for property '\(name)' of resource "
          + "'\(type.resourceName)'.")
    case .filterNotServed, .searchNotServed: unsupportedQuery("Unsupported Query.")
    case .operatorNeedsAdvanced(let name):
      unsupportedQuery(
        "Operator '\(name)' is not supported because the required parameters might be missing. "
          + Self.advancedHint)
    case .tooManyClauses(let name, let count, let limit):
      unsupportedQuery(
        "Too many child clauses specified in search filter expression containing '\(name.uppercased())' "
          + "operators: \(count). Max allowed: \(limit).")
    case .orderNotSupported, .sortNotServed: unsupportedQuery("Sorting not supported for current query.")
    case .unknownOption, .repeatedOption, .optionNotServed, .invalidNumber, .invalidBoolean, .invalidFormat,
      .syntax, .pageSizeOutOfRange, .skipNotServed, .countNotServed, .invalidPageToken, .filterSyntax,
      .windowNeeded, .invalidMoment, .filterInvalid, .filterRefused, .filterNeeded, .searchNeedsHeader,
      .searchInvalid:
      plain.error(failure)
    }
  }

  package func error(_ failure: SelectionFailure) -> GraphError {
    switch failure {
    case .expansionNotAdvanced: unsupportedQuery("Unsupported Query.")
    case .expansionOptionNeedsAdvanced(let option, let name):
      unsupportedQuery(
        "The query option '\(option)' is not supported in the expansion of '\(name)' because the required "
          + "parameters might be missing. \(Self.advancedHint)")
    case .syntax, .unknownSelected, .invalidItem, .servedSinglyOnly, .servedByIdOnly, .unknownExpanded,
      .expansionTooDeep,
      .expansionNotAllowed, .expansionsNotServed, .expansionOptionNotServed:
      plain.error(failure)
    }
  }

  private static let advancedHint =
    "Try adding $count=true query parameter and ConsistencyLevel:eventual header. Refer to "
    + "https://aka.ms/graph-docs/advanced-queries for more information"

  private func unsupportedQuery(_ message: String) -> GraphError {
    GraphError(400, "Request_UnsupportedQuery", message)
  }
}
