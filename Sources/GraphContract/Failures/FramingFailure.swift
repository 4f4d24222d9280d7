/// A request that was cut before its path can be trusted (RFC 9112, sections 3 and 6).
package enum FramingFailure: RequestFailure {
  case targetTooLong
  case headTooLarge
  /// Where the body ends cannot be told.
  case bodyUnframed
  case targetMalformed

  package func told(by messages: any Messages) -> GraphError { messages.error(self) }
}
