import EntityModel
package import GraphContract
package import OData

/// What Intune says in its own way (intune-device-configuration section 4).
package struct IntuneMessages: Messages {
  package init() {}

  package func error(_ failure: PermissionFailure) -> GraphError {
    switch failure {
    case .missing(let accepted):
      BackEndError.error(
        403, "Forbidden",
        "Application is not authorized to perform this operation. Application must have one of the following "
          + "scopes: \(accepted.joined(separator: ", "))")
    }
  }

  package func error(_ failure: RoutingFailure) -> GraphError {
    switch failure {
    case .methodNotAllowed(let method, _, let template, let path):
      GraphError(
        400, "No method match route template",
        "No OData route exists that match template \(template) with http verb \(method) for request "
          + "\(BackEndError.root)\(path).")
    case .unknownVersion, .pathSyntax, .unknownSegment, .collectionInTheMiddle, .argument,
      .addressTooLong, .segmentMissing, .notImplemented:
      plain.error(failure)
    }
  }

  package func error(_ failure: BodyFailure) -> GraphError {
    switch failure {
    case .payload(let failure): error(failure)
    case .typeChanged(let from, let to): unassignable(to, to: from)
    case .empty, .contentTypeMissing, .contentTypeUnsupported, .malformedJSON, .tooLarge, .undecodable,
      .encodingUnsupported, .parametersMissing, .parameterUnknown:
      plain.error(failure)
    }
  }

  package func error(_ failure: OutageFailure) -> GraphError {
    switch failure {
    case .failed: BackEndError.error(500, "InternalServerError")
    case .throttled, .unavailable, .timedOut, .unknown: plain.error(failure)
    }
  }

  /// Whatever does not fit the model has one code: so users of the service report it.
  package func error(_ failure: PayloadError) -> GraphError {
    switch failure {
    case .unknownProperty(let name, let type, _):
      BackEndError.misfit(
        "The property '\(name)' does not exist on type '\(type.backEndName)'. Make sure to only use property names "
          + "that are defined by the type.")
    case .missingProperty(let name, _, _), .notNullable(let name, _, _):
      BackEndError.error(400, BackEndError.invalid, "The property '\(name)' is required")
    case .typeMissing, .typeAbstract: BackEndError.misfit(Self.abstractClass)
    case .typeUnknown(let name, _):
      BackEndError.misfit(
        "A type named '\(name.trimmingPrefix("#"))' could not be resolved by the model. When a model is available, "
          + "each type name must resolve to a valid type.")
    case .typeMismatch(let type, let declared, _): unassignable(type, to: declared)
    case .wrongKind, .invalidLiteral, .unknownMember, .outOfRange, .wrongLength:
      BackEndError.misfit(plain.error(failure).message)
    case .notAnObject, .repeatedProperty, .readOnlyProperty, .badReference:
      plain.error(failure).recoded("BadRequest")
    }
  }

  private static let abstractClass = "Cannot create an abstract class."

  private func unassignable(_ type: StructuredType, to declared: StructuredType) -> GraphError {
    guard !type.isAbstract else { return BackEndError.misfit(Self.abstractClass) }
    return BackEndError.misfit(
      "An entry with type '\(type.backEndName)' was found, but it is not assignable to the expected type "
        + "'\(declared.backEndName)'. The type specified in the entry must be equal to either the expected type or a "
        + "derived type.")
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
      BackEndError.error(404, BackEndError.notFound)
    case .missingStream(_, let code, let message):
      BackEndError.error(404, BackEndError.notFound).saying(code, message)
    case .duplicateIdentifier, .duplicateValue:
      BackEndError.error(409, BackEndError.conflict, "An object with the same key already exists")
    case .alreadyLinked: BackEndError.error(409, BackEndError.conflict)
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
      .windowNeeded, .invalidMoment, .filterRefused, .filterNeeded,
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
      .expansionsNotServed, .expansionNotAdvanced, .expansionOptionNeedsAdvanced, .expansionOptionNotServed:
      plain.error(failure)
    }
  }
}

extension StructuredType {
  /// In the namespace of the back end, which its messages name.
  fileprivate var backEndName: String { "microsoft.management.services.api.\(shortName)" }
}
