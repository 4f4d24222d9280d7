extension Messages {
  package func error(_ failure: StorageFailure) -> GraphError {
    switch failure {
    case .full(let path, let reason):
      GraphError(507, "insufficientStorage", "There is no room to write to \(path): \(reason).")
    case .moved(let path):
      .storageNotAvailable("\(path) was removed or replaced while it was open. Restart the emulator.")
    case .unreachable(let path, let reason): .storageNotAvailable("\(path) cannot be used: \(reason).")
    case .failing(let path, let reason): .storageNotAvailable("The disk fails below \(path): \(reason).")
    case .damaged(let path, let reason):
      .storageNotAvailable(
        "The database \(path) is damaged: \(reason). Stop the emulator and put a copy in its place, or move it away "
          + "to begin anew.")
    case .busy(let path): .storageNotAvailable("Another program uses the database \(path).")
    }
  }
}

extension StorageFailure: CustomStringConvertible {
  /// One sentence or two, as every client is told.
  package var description: String { told(by: PlainMessages()).message }
}

extension GraphError {
  fileprivate static func storageNotAvailable(_ message: String) -> GraphError {
    GraphError(503, "ServiceNotAvailable", message)
  }
}
