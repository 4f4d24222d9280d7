import GraphContract
import OData
import Planning

extension Target {
  /// Where a list goes on; nil for the first page.
  ///
  /// It is looked at before the plan is made: a page request that lost its header is told of its token, not of its
  /// options.
  ///
  /// - Throws: `QueryFailure.invalidPageToken`
  func pageToken() throws -> PageToken? {
    guard let text = query.pageToken, isList else { return nil }
    // The other options were looked at when the first page was planned.
    if let name = query.options.repeated.first { throw QueryFailure.repeatedOption(name) }
    guard let token = PageToken.open(text, for: sealedQuery, key: exchange.tenant.tokenKey),
      isEventual || !token.needsHeader
    else { throw QueryFailure.invalidPageToken }
    return token
  }

  private var isList: Bool {
    guard case .collection = plan.end else { return false }
    switch path.suffix {
    case .none, .ref: return true
    case .count, .property, .value, .operation: return false
    }
  }

  /// Everything that a page token belongs to.
  var sealedQuery: String {
    "\(exchange.tenant.name) \(exchange.version.name) \(keys.shape) \(keys.values) \(query.text)"
  }
}
