package import OData

/// The path leads nowhere, or takes another method.
package enum RoutingFailure: RequestFailure {
  case unknownVersion(String)
  case pathSyntax(SyntaxError)
  case unknownSegment(String)
  case collectionInTheMiddle(String)
  case argument(ArgumentFault)
  /// A path between colons, as `root:/a/b:`, has more characters than this.
  case addressTooLong(limit: Int)
  /// `template` is the path in the words of the model, `~/singleton/navigation/key`.
  case methodNotAllowed(method: String, allowed: [String], template: String, path: String)
  /// The published service has a segment of that name, and this emulator has none; `advice` are sentences on what can be
  /// done all the same.
  case segmentMissing(String, advice: String)
  case notImplemented(String)

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
