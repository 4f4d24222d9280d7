/// A URL that says how something goes on does not.
package enum MonitorFailure: RequestFailure {
  /// It is none, or its time is over.
  case unknown

  /// In the words of OneDrive, which is alone in having such URLs.
  package func told(by messages: any Messages) -> GraphError {
    switch self {
    case .unknown: GraphError(404, "itemNotFound", "The monitor URL is unknown, or its time is over.")
    }
  }
}
