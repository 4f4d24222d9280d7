/// There is too much of something to serve the request now.
package enum OverloadFailure: RequestFailure {
  /// All places for connections are taken by clients that are being answered.
  case connections
  /// Bodies that come in, and answers that their clients do not read, hold as many bytes as they may.
  case bytes

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
