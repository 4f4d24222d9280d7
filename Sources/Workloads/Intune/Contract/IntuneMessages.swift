import EntityModel
package import GraphContract
package import OData

/// What Intune says in its own way (intune-device-configuration section 4).
package struct IntuneMessages: Messages {
  package init() {}

  package func error(_ failure: RoutingFailure) -> GraphError {
    switch failure {
    case .methodNotAllowed(let method, _, let template, let path):
      GraphError(
        400, "No method match route template",
        "No OData route exists that match template \(template) with http verb \(method) for request "
          + "\(BackEndError.root)\(path).")
    case .unknownVersion, .pathSyntax, .unknownSegment, .collectionInTheMiddle, .notImplemented:
      plain.error(failure)
    }
  }

  package func error(_ failure: PayloadError) -> GraphError {
    switch failure {
    case .unknownProperty(let name, let type, _):
      .badRequest(
        "The property '\(name)' does not exist on type 'microsoft.management.services.api.\(type.shortName)'. Make "
          + "sure to only use property names that are defined by the type.")
    case .missingProperty(let name, _, _), .notNullable(let name, _, _):
      GraphError(400, BackEndError.invalid, "The property '\(name)' is required")
    case .notAnObject, .repeatedProperty, .readOnlyProperty, .wrongKind, .invalidLiteral, .unknownMember,
      .outOfRange, .wrongLength, .typeMissing, .typeUnknown, .typeAbstract, .typeMismatch, .badReference:
      plain.error(failure).recoded("BadRequest")
    }
  }

  package func error(_ failure: ReferenceFailure) -> GraphError {
    switch failure {
    case .missing(let property, _), .unsuitable(let property, _), .malformed(let property, _):
      .badRequest("The reference '\(property)' does not lead to an object of the right type.")
    case .noBody: plain.error(BodyFailure.empty)
    case .empty, .fixed, .tooMany, .writeToReference, .patchOfReferences: plain.error(failure)
    }
  }

  package func error(_ failure: StateFailure) -> GraphError {
    switch failure {
    case .missingObject, .malformedIdentifier, .missingTarget:
      GraphError(404, BackEndError.notFound, "An error has occurred")
    case .duplicateIdentifier, .duplicateValue:
      GraphError(409, BackEndError.conflict, "An object with the same key already exists")
    case .alreadyLinked: GraphError(409, BackEndError.conflict, "An error has occurred")
    case .notLinked, .syncStateNotFound: plain.error(failure)
    }
  }

  package func completed(_ error: GraphError, _ occasion: ErrorOccasion) -> GraphError {
    BackEndError.completed(error, occasion)
  }
}

// MARK: Queries

extension IntuneMessages {
  package func error(_ failure: QueryFailure) -> GraphError {
    switch failure {
    // The directory's text under another code.
    case .unknownOption, .repeatedOption, .optionNotServed, .invalidPageToken:
      plain.error(failure).recoded("BadRequest")
    case .invalidNumber, .invalidBoolean, .invalidFormat, .syntax, .pageSizeOutOfRange, .skipNotServed,
      .countNotServed, .filterSyntax, .filterUnknownProperty, .filterNotSupported, .filterInvalid,
      .filterNotServed, .operatorNeedsAdvanced, .tooManyClauses, .orderNotSupported, .sortNotServed,
      .searchNotServed, .searchNeedsHeader, .searchInvalid:
      plain.error(failure)
    }
  }

  package func error(_ failure: SelectionFailure) -> GraphError {
    switch failure {
    case .expansionNotAllowed: plain.error(failure).recoded("BadRequest")
    case .syntax, .unknownSelected, .invalidItem, .servedSinglyOnly, .servedByIdOnly, .unknownExpanded,
      .expansionTooDeep,
      .expansionsNotServed, .expansionNotAdvanced, .expansionOptionNotServed:
      plain.error(failure)
    }
  }
}
