/// What came of asking an endpoint outside whether it is one that wants to be called.
package enum EndpointAnswer: Sendable, Equatable {
  /// It sent the token back.
  case confirmed
  /// Nothing is sent to hosts that nobody has named.
  case hostNotAllowed(String)
  /// A scheme that nothing is sent by, or no URL at all.
  case invalidURL
  /// Not 200.
  case status(Int)
  /// 200, but not with the token as `text/plain`.
  case wrongToken
  case timedOut
  /// It was not asked: too many who may not wait for long wait already.
  case busy
  /// No answer came: the name is not known, nobody listens, TLS found no trust.
  case unreachable(reason: String)
}

/// Endpoints have to be asked before the transaction can be done. It is undone, and begun anew with their answers:
/// nobody outside is waited for while others wait to write.
package struct EndpointsUnknown: Error {
  package let urls: [String]
}

extension WriteTransaction {
  /// What the endpoints answered, in the order of the URLs.
  ///
  /// - Throws: `EndpointsUnknown` as long as not all have been asked.
  package func answers(of urls: [String]) throws -> [EndpointAnswer] {
    let answers = urls.compactMap { endpointAnswers[$0] }
    guard answers.count == urls.count else { throw EndpointsUnknown(urls: urls) }
    return answers
  }
}
