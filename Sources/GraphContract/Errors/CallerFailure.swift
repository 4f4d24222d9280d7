/// Who asks is not known, or is nobody who could ask this.
package enum CallerFailure: RequestFailure {
  /// - Parameter root: of the URLs where the client can sign in: `https://localhost:8586`.
  case tokenMissing(root: String)
  /// The token is there and is not taken.
  case tokenRefused(TokenFault, root: String)
  /// An application by itself has no object of its own; the alias that stands for it by name.
  case applicationAsCaller(alias: String)

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
