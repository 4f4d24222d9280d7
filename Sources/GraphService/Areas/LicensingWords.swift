import GraphContract
import JSON
import OData

extension ErrorTable {
  /// Licensing has camelCase codes and a second, specific one in `innerError` (cloud-licensing 4.1 and 4.2); nil
  /// where it answers as the gateway.
  static func licensingError(_ failure: RequestFailure) -> GraphError? {
    switch failure {
    case .missingObject(_, let segment):
      licensing(
        404, "notFound", "resourceNotFound", "The requested resource was not found.", property: key(segment))
    case .missingTarget(let navigation):
      licensing(
        404, "notFound", "resourceNotFound", "The requested resource was not found.", property: navigation)
    case .malformedIdentifier(let id):
      licensing(404, "notFound", "resourceNotFound", "The requested resource '\(id)' was not found.")
    case .methodNotAllowed(_, let allowed, _, _):
      GraphError(
        405, "methodNotAllowed", "Specified HTTP method is not allowed for the request target.",
        headers: [("Allow", allowed.joined(separator: ", "))])
    case .payload(let error): licensingPayload(error)
    case .referenceMissing(let property, _), .referenceUnsuitable(let property, _),
      .referenceMalformed(let property, _):
      licensing(
        400, "badRequest", "notFound", "The object that '\(property)' refers to was not found.",
        target: "body",
        property: property)
    case .referenceFixed(let property): immutable(property)
    case .referenceEmpty:
      licensing(
        400, "badRequest", "requiredFieldOrParameterMissing", "A reference is required.", target: "body",
        property: "@odata.id")
    default: licensingQuery(failure)
    }
  }

  static func licensing(
    _ status: Int, _ code: String, _ innerCode: String, _ message: String, target: String? = nil,
    property: String? = nil
  ) -> GraphError {
    var inner: JSONObject = ["code": .string(innerCode)]
    if let property { inner["propertyName"] = .string(property) }
    return GraphError(status, code, message, target: target, inner: inner)
  }

  private static func immutable(_ property: String) -> GraphError {
    licensing(
      400, "badRequest", "immutablePropertyModified", "The property '\(property)' cannot be changed.",
      property: property)
  }

  /// `allotments` is identified by `allotmentId`.
  private static func key(_ segment: String) -> String {
    (segment.hasSuffix("s") ? String(segment.dropLast()) : segment) + "Id"
  }

  private static func licensingPayload(_ error: PayloadError) -> GraphError? {
    switch error {
    case .notAnObject:
      licensing(400, "badRequest", "invalidBody", "The body must be a JSON object.", target: "body")
    case .repeatedProperty(let name, _):
      licensing(
        400, "badRequest", "invalidProperty", "The property '\(name)' is given more than once.",
        target: "body",
        property: name)
    case .unknownProperty(let name, _, _):
      licensing(
        400, "badRequest", "invalidProperty", "The property '\(name)' is not valid here.", target: "body",
        property: name)
    case .missingProperty(let name, _, _), .notNullable(let name, _, _), .badReference(let name, _):
      licensing(
        400, "badRequest", "requiredFieldOrParameterMissing", "The property '\(name)' is required.",
        target: "body", property: name)
    case .invalidLiteral(let name, let text, _, let path):
      licensing(
        400, "badRequest", "invalidValue", "The value '\(text)' is not valid.", target: "body",
        property: name + (path.hasSuffix("]") ? path[(path.lastIndex(of: "[") ?? path.endIndex)...] : ""))
    case .unknownMember(let name, let text, _, _), .outOfRange(let name, let text, _):
      licensing(
        400, "badRequest", "invalidValue", "The value '\(text)' is not valid.", target: "body", property: name
      )
    default: nil
    }
  }

  private static func licensingQuery(_ failure: RequestFailure) -> GraphError? {
    switch failure {
    case .unknownOption(let name), .repeatedOption(let name), .optionNotServed(let name):
      invalidQuery("The query option '\(name)' is not valid here.")
    case .invalidNumber(let option, let text), .invalidBoolean(let option, let text):
      invalidQuery("The value '\(text)' of \(option) is not valid.")
    case .pageSizeOutOfRange(let text, let limit):
      invalidQuery("The value '\(text)' of $top is not valid: it must be between 1 and \(limit).")
    case .invalidPageToken: invalidQuery("The page token is not valid or has expired.")
    case .filterSyntax(let error), .selectSyntax(let error), .querySyntax(let error):
      invalidQuery(error.message)
    case .selectInvalid(let text): invalidQuery("The term '\(text)' is not valid in $select.")
    case .unknownSelected(let name, let type): invalidQuery(noProperty(name, type), property: name)
    case .orderNotSupported(let name, _):
      invalidQuery("The property '\(name)' cannot be sorted by.", property: name)
    case .searchNeedsHeader, .searchInvalid, .searchNotServed: invalidQuery("$search is not served here.")
    case .invalidFormat(let text): invalidQuery("The format '\(text)' is not supported.")
    case .filterUnknownProperty(let name, _), .filterNotSupported(let name, _):
      licensing(
        400, "badRequest", "invalidFilter", "The property '\(name)' cannot be filtered by.", target: "query",
        property: name)
    case .filterNotServed:
      licensing(
        400, "badRequest", "invalidFilter", "The filter is not of a form that is served here.",
        target: "query")
    case .filterInvalid(let message): licensing(400, "badRequest", "invalidFilter", message, target: "query")
    case .unknownExpanded(let name, _), .expansionTooDeep(let name), .expansionNotAllowed(let name),
      .expansionOptionNotServed(_, let name):
      licensing(
        400, "badRequest", "invalidExpansion", "The property '\(name)' cannot be expanded here.",
        target: "query",
        property: name)
    default: nil
    }
  }

  private static func invalidQuery(_ message: String, property: String? = nil) -> GraphError {
    licensing(400, "badRequest", "invalidQuery", message, target: "query", property: property)
  }
}
