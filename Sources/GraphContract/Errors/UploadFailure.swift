/// What is wrong with a fragment of a stream, or with its session.
package enum UploadFailure: RequestFailure {
  /// It is over, was given up, or never was.
  case unknownSession
  case tooManySessions
  case rangeMissing
  case rangeMalformed(String)
  /// The range has another number of bytes than the body.
  case lengthDiffers(declared: Int, sent: Int)
  /// Of the whole, from what a fragment before said.
  case sizeDiffers(declared: Int, before: Int)
  case sizeNotThatOfSession(declared: Int, session: Int)
  case tooLarge(limit: Int)
  /// It does not follow the fragments that are there.
  case outOfOrder(next: Int)
  /// It is to be completed, and bytes are missing.
  case incomplete(next: Int)

  /// In the words of OneDrive, which all parts of the service share that take files in fragments.
  package func told(by messages: any Messages) -> GraphError {
    switch self {
    case .unknownSession: GraphError(404, "itemNotFound", "The upload session was not found")
    case .tooManySessions: GraphError(507, "quotaLimitReached", "Too many upload sessions are open.")
    case .rangeMissing: invalid("The header Content-Range is missing.")
    case .rangeMalformed(let text): invalid("The header Content-Range '\(text)' is malformed.")
    case .lengthDiffers(let declared, let sent):
      invalid("The fragment's range has \(declared) bytes, and its body \(sent).")
    case .sizeDiffers(let declared, let before):
      invalid("The fragment says that the file has \(declared) bytes, and one before it \(before).")
    case .sizeNotThatOfSession(let declared, let session):
      invalid(
        "The fragment says that the file has \(declared) bytes, and whoever opened the session \(session).")
    case .tooLarge(let limit):
      GraphError(413, "RequestEntityTooLarge", "A file in an upload session has at most \(limit) bytes.")
    case .outOfOrder(let next):
      GraphError(416, "invalidRange", "The next fragment begins with byte \(next).")
    case .incomplete(let next): invalid("The file is not whole: the bytes from \(next) on are missing.")
    }
  }

  private func invalid(_ message: String) -> GraphError { GraphError(400, "invalidRequest", message) }
}
