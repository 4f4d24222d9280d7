import EntityModel
import GraphContract
import OData

extension ErrorTable {
  /// Where the directory differs from the gateway; nil where it does not.
  static func directoryError(_ failure: RequestFailure) -> GraphError? {
    switch failure {
    case .payload(.unknownProperty(let name, let type, _)) where type.isOpen: unknownProperty(name)
    case .payload(.unknownMember(let name, _, _, _)), .payload(.outOfRange(let name, _, _)):
      invalidValue(name)
    case .filterUnknownProperty(let name, _): unsupportedQuery("Invalid property: \(name)")
    case .filterNotSupported(let name, let type):
      unsupportedQuery(
        "Unsupported or invalid query filter clause specified for property '\(name)' of resource "
          + "'\(PayloadWords.resource(type))'.")
    case .filterNotServed, .searchNotServed, .expansionNotAdvanced: unsupportedQuery("Unsupported Query.")
    case .operatorNeedsAdvanced(let name):
      unsupportedQuery(
        "Operator '\(name)' is not supported because the required parameters might be missing. Try adding "
          + "$count=true query parameter and ConsistencyLevel:eventual header. Refer to "
          + "https://aka.ms/graph-docs/advanced-queries for more information")
    case .tooManyClauses(let name, let count, let limit):
      unsupportedQuery(
        "Too many child clauses specified in search filter expression containing '\(name.uppercased())' "
          + "operators: \(count). Max allowed: \(limit).")
    case .orderNotSupported, .sortNotServed: unsupportedQuery("Sorting not supported for current query.")
    default: nil
    }
  }

  private static func unknownProperty(_ name: String) -> GraphError {
    GraphError(
      400, "Request_BadRequest",
      name.hasPrefix("extension_")
        ? "The following extension properties are not available: \(name)."
        : "One or more property values specified are invalid.")
  }

  private static func invalidValue(_ name: String) -> GraphError {
    let message = "Invalid value specified for property '\(name)'."
    return GraphError(
      400, "Request_BadRequest", message,
      details: [GraphError.Detail(code: "InvalidValue", message: message, target: name)])
  }

  private static func unsupportedQuery(_ message: String) -> GraphError {
    GraphError(400, "Request_UnsupportedQuery", message)
  }
}
