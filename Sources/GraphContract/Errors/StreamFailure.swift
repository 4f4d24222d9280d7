/// A request for bytes of a stream does not fit those that are stored.
package enum StreamFailure: RequestFailure {
  /// Nothing of the wanted range is there; the size is that of the whole.
  case rangeNotSatisfiable(size: Int)
  /// The bytes are not those that the client knows (`If-Match`).
  case changed
  /// The URL that a redirection led to is none, or its time is over.
  case linkUnknown

  /// In the words of OneDrive, which all parts of the service share that keep files.
  package func told(by messages: any Messages) -> GraphError {
    switch self {
    case .rangeNotSatisfiable(let size):
      GraphError(
        416, "invalidRange", "The requested range is not satisfiable.",
        headers: [("Content-Range", "bytes */\(size)")])
    case .linkUnknown:
      GraphError(401, "unauthenticated", "The download URL is unknown, or its time is over.")
    case .changed:
      GraphError(412, "resourceModified", "ETag does not match current item's value.")
    }
  }
}
