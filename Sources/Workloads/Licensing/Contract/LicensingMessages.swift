package import GraphContract
import JSON
package import OData

/// Licensing has camelCase codes and a second, specific one in `innerError` (cloud-licensing 4.1 and 4.2).
package struct LicensingMessages: Messages {
  package init() {}

  package func error(_ failure: RoutingFailure) -> GraphError {
    switch failure {
    case .methodNotAllowed(_, let allowed, _, _): .methodNotAllowed("methodNotAllowed", allowed)
    case .unknownVersion, .pathSyntax, .unknownSegment, .collectionInTheMiddle, .argument,
      .addressTooLong, .segmentMissing, .notImplemented:
      plain.error(failure)
    }
  }

  package func error(_ failure: PermissionFailure) -> GraphError {
    switch failure {
    case .missing:
      .licensing(
        "missingRequiredPermission", "The caller has none of the permissions that the request requires.",
        status: 403, code: "forbidden")
    }
  }

  package func error(_ failure: OutageFailure) -> GraphError {
    switch failure {
    case .throttled(let seconds): throttled(seconds, plain.error(failure))
    case .unavailable, .timedOut, .failed, .unknown: plain.error(failure)
    }
  }

  private func throttled(_ seconds: Int?, _ plain: GraphError) -> GraphError {
    var error = plain
    (error.code, error.inner) = ("tooManyRequests", ["code": "tooManyRequests"])
    if let seconds { error.inner["retryAfterSeconds"] = .number(seconds) }
    return error
  }

  package func error(_ failure: StateFailure) -> GraphError {
    switch failure {
    case .missingObject(_, let segment): notFound(property: key(segment))
    case .missingTarget(let navigation): notFound(property: navigation)
    case .missingStream(let name, let code, let message): notFound(property: name).saying(code, message)
    case .malformedIdentifier(let id):
      .licensing(
        "resourceNotFound", "The requested resource '\(id)' was not found.", status: 404, code: "notFound")
    case .duplicateValue, .duplicateIdentifier, .alreadyLinked, .notLinked, .syncStateNotFound:
      plain.error(failure)
    }
  }

  private func notFound(property: String) -> GraphError {
    .licensing(
      "resourceNotFound", "The requested resource was not found.", property: property, status: 404,
      code: "notFound")
  }

  /// `allotments` is identified by `allotmentId`.
  private func key(_ segment: String) -> String {
    (segment.hasSuffix("s") ? String(segment.dropLast()) : segment) + "Id"
  }

  package func error(_ failure: ReferenceFailure) -> GraphError {
    switch failure {
    case .missing(let property, _), .unsuitable(let property, _), .malformed(let property, _):
      body("notFound", "The object that '\(property)' refers to was not found.", property)
    case .fixed(let property):
      .licensing(
        "immutablePropertyModified", "The property '\(property)' cannot be changed.",
        property: property)
    case .empty: body("requiredFieldOrParameterMissing", "A reference is required.", "@odata.id")
    case .noBody: plain.error(BodyFailure.empty)
    case .tooMany, .writeToReference, .patchOfReferences: plain.error(failure)
    }
  }
}

// MARK: Bodies

extension LicensingMessages {
  package func error(_ failure: PayloadError) -> GraphError {
    switch failure {
    case .notAnObject: body("invalidBody", "The body must be a JSON object.")
    case .repeatedProperty(let name, _):
      body("invalidProperty", "The property '\(name)' is given more than once.", name)
    case .unknownProperty(let name, _, _):
      body("invalidProperty", "The property '\(name)' is not valid here.", name)
    case .missingProperty(let name, _, _), .notNullable(let name, _, _), .badReference(let name, _):
      body("requiredFieldOrParameterMissing", "The property '\(name)' is required.", name)
    case .invalidLiteral(let name, let text, _, let path): invalidValue(text, name + element(path))
    case .unknownMember(let name, let text, _, _), .outOfRange(let name, let text, _):
      invalidValue(text, name)
    case .readOnlyProperty, .wrongKind, .wrongLength, .typeMissing, .typeUnknown, .typeAbstract,
      .typeMismatch:
      plain.error(failure)
    }
  }

  /// `[2]` of `$.disabledServicePlanIds[2]`
  private func element(_ path: String) -> Substring {
    path.hasSuffix("]") ? path[(path.lastIndex(of: "[") ?? path.endIndex)...] : ""
  }

  private func invalidValue(_ text: String, _ property: String) -> GraphError {
    body("invalidValue", "The value '\(text)' is not valid.", property)
  }

  private func body(_ innerCode: String, _ message: String, _ property: String? = nil) -> GraphError {
    .licensing(innerCode, message, target: "body", property: property)
  }
}

// MARK: Queries

extension LicensingMessages {
  package func error(_ failure: QueryFailure) -> GraphError {
    switch failure {
    case .unknownOption(let name), .repeatedOption(let name), .optionNotServed(let name):
      invalidQuery("The query option '\(name)' is not valid here.")
    case .invalidNumber(let option, let text), .invalidBoolean(let option, let text):
      invalidQuery("The value '\(text)' of \(option) is not valid.")
    case .pageSizeOutOfRange(let text, let limit):
      invalidQuery("The value '\(text)' of $top is not valid: it must be between 1 and \(limit).")
    case .invalidPageToken: invalidQuery("The page token is not valid or has expired.")
    case .filterSyntax(let error), .syntax(let error): invalidQuery(error.message)
    case .orderNotSupported(let name, _): invalidQuery("The property '\(name)' cannot be sorted by.", name)
    case .searchNeedsHeader, .searchInvalid, .searchNotServed: invalidQuery("$search is not served here.")
    case .invalidFormat(let text): invalidQuery("The format '\(text)' is not supported.")
    case .filterUnknownProperty(let name, _), .filterNotSupported(let name, _),
      .filterRefused(let name, _, _):
      query("invalidFilter", "The property '\(name)' cannot be filtered by.", name)
    case .filterNotServed: query("invalidFilter", "The filter is not of a form that is served here.")
    case .filterInvalid(let message): query("invalidFilter", message)
    case .windowNeeded, .invalidMoment, .skipNotServed, .countNotServed, .filterNeeded,
      .operatorNeedsAdvanced, .tooManyClauses,
      .sortNotServed:
      plain.error(failure)
    }
  }

  package func error(_ failure: SelectionFailure) -> GraphError {
    switch failure {
    case .syntax(let error): invalidQuery(error.message)
    case .invalidItem(let text): invalidQuery("The term '\(text)' is not valid in $select.")
    case .unknownSelected(let name, let type): invalidQuery(GraphError.noProperty(name, type), name)
    case .unknownExpanded(let name, _), .expansionTooDeep(let name), .expansionNotAllowed(let name),
      .expansionOptionNotServed(_, let name):
      query("invalidExpansion", "The property '\(name)' cannot be expanded here.", name)
    case .servedSinglyOnly, .servedByIdOnly, .expansionsNotServed, .expansionNotAdvanced,
      .expansionOptionNeedsAdvanced:
      plain.error(failure)
    }
  }

  private func invalidQuery(_ message: String, _ property: String? = nil) -> GraphError {
    query("invalidQuery", message, property)
  }

  private func query(_ innerCode: String, _ message: String, _ property: String? = nil) -> GraphError {
    .licensing(innerCode, message, target: "query", property: property)
  }
}
