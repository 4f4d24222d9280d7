/// A request that is not whole, or not well-formed (RFC 9112, sections 2 to 7).
package enum FramingFailure: RequestFailure {
  case targetTooLong
  case headTooLarge
  /// Where the body ends cannot be told.
  case bodyUnframed
  case targetMalformed
  case headMalformed
  /// None, several, or one that is no host.
  case hostMalformed
  case versionUnsupported
  case late
  case bodyMalformed
  /// Neither a path nor a whole URL.
  case targetFormUnknown
  /// By `CONNECT`.
  case tunnelAskedFor

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
