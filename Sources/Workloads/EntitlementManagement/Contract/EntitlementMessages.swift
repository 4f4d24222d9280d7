package import GraphContract
package import OData

/// What entitlement management says in its own way (entitlement-management section 4).
package struct EntitlementMessages: Messages {
  package init() {}

  package func error(_ failure: PermissionFailure) -> GraphError {
    switch failure {
    case .missing: EntitlementError.unauthorized
    }
  }

  package func error(_ failure: RoutingFailure) -> GraphError {
    switch failure {
    case .methodNotAllowed(_, let allowed, _, _): .methodNotAllowed("MethodNotAllowed", allowed)
    case .unknownVersion, .pathSyntax, .unknownSegment, .collectionInTheMiddle, .argument,
      .addressTooLong, .segmentMissing, .notImplemented:
      plain.error(failure)
    }
  }

  package func error(_ failure: PayloadError) -> GraphError {
    switch failure {
    case .missingProperty, .notNullable, .unknownMember, .outOfRange, .wrongLength, .badReference,
      .typeMissing,
      .typeAbstract:
      EntitlementError.invalidModel(at: failure.member, plain.error(failure).message)
    case .notAnObject, .unknownProperty, .repeatedProperty, .readOnlyProperty, .wrongKind, .invalidLiteral,
      .typeUnknown, .typeMismatch:
      plain.error(failure)
    }
  }

  package func error(_ failure: ReferenceFailure) -> GraphError {
    switch failure {
    case .missing(let property, _), .unsuitable(let property, _): notFound(property)
    case .noBody: plain.error(BodyFailure.empty)
    case .malformed, .empty, .fixed, .tooMany, .writeToReference, .patchOfReferences: plain.error(failure)
    }
  }

  package func error(_ failure: StateFailure) -> GraphError {
    switch failure {
    case .missingObject(let id, _), .malformedIdentifier(let id): notFound(id)
    case .missingTarget(let navigation): notFound(navigation)
    case .missingStream(let name, let code, let message): notFound(name).saying(code, message)
    case .duplicateIdentifier, .duplicateValue: EntitlementError.invalidModel
    case .alreadyLinked, .notLinked, .syncStateNotFound: plain.error(failure)
    }
  }

  private func notFound(_ name: String) -> GraphError {
    GraphError(404, "ResourceNotFound", "The resource '\(name)' was not found.")
  }

  /// The service says of an object that is not there that nothing has its path.
  package func strictError(_ failure: any RequestFailure, _ occasion: ErrorOccasion) -> GraphError? {
    guard let failure = failure as? StateFailure else { return nil }
    switch failure {
    case .missingObject, .malformedIdentifier: return EntitlementError.notRouted(occasion.url)
    case .missingTarget, .missingStream, .duplicateIdentifier, .duplicateValue, .alreadyLinked, .notLinked,
      .syncStateNotFound:
      return nil
    }
  }
}

// MARK: Queries

extension EntitlementMessages {
  package func error(_ failure: QueryFailure) -> GraphError {
    switch failure {
    // The directory's text under another code.
    case .unknownOption, .repeatedOption, .optionNotServed, .invalidPageToken:
      plain.error(failure).recoded("BadRequest")
    // As clients were told that asked for `catalogId` or `accessPackageId`, down to the blank and the full stop.
    case .filterRefused(let name, let comparison, let value):
      GraphError(
        400, "InvalidFilter",
        "OData query is invalid: Filter '\([name, comparison, value].filter { !$0.isEmpty }.joined(separator: " ")) "
          + "is not supported. .")
    case .invalidNumber, .invalidBoolean, .invalidFormat, .syntax, .pageSizeOutOfRange, .skipNotServed,
      .countNotServed, .filterSyntax, .filterUnknownProperty, .filterNotSupported, .filterInvalid,
      .windowNeeded, .invalidMoment, .filterNeeded, .filterNotServed, .operatorNeedsAdvanced, .tooManyClauses,
      .orderNotSupported,
      .sortNotServed,
      .searchNotServed, .searchNeedsHeader, .searchInvalid:
      plain.error(failure)
    }
  }

  package func error(_ failure: SelectionFailure) -> GraphError {
    switch failure {
    case .expansionNotAllowed: plain.error(failure).recoded("BadRequest")
    case .syntax, .unknownSelected, .invalidItem, .servedSinglyOnly, .servedByIdOnly, .unknownExpanded,
      .expansionTooDeep, .expansionsNotServed, .expansionNotAdvanced, .expansionOptionNeedsAdvanced,
      .expansionOptionNotServed:
      plain.error(failure)
    }
  }
}

extension PayloadError {
  /// The way to the member that is wrong: `requestorSettings.scopeType`.
  fileprivate var member: String {
    guard case .missingProperty(let name, _, _) = self else { return EntitlementError.member(path) }
    return EntitlementError.member(path, name)
  }
}
