import Planning

/// A route whose permissions a request needs beside those of its own.
struct FurtherRoute: Sendable {
  let route: Route
  /// It leads to what belongs to the object that the request's path begins with.
  let isOfFirstObject: Bool
}
