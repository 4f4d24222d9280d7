/// Who asks is not known, or is nobody who could ask this.
package enum CallerFailure: RequestFailure {
  /// `host` is the one that the request was sent to.
  case tokenMissing(host: String)
  /// The token is there and is not taken.
  case tokenRefused(TokenFault, host: String)
  /// An application by itself has no object of its own; the alias that stands for it by name.
  case applicationAsCaller(alias: String)

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
