import GraphContract
import GraphStore
import OData
import Planning
import Tenants

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
    // Its statements are the same whatever the token, which another process may have made.
    if context.trace?.withholdsRows == true {
      return PageToken.open(text, for: sealedQuery, key: context.tenant.tokenKey) ?? .unknown
    }
    guard let token = PageToken.open(text, for: sealedQuery, key: context.tenant.tokenKey),
      context.isEventual || !token.needsHeader
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
    "\(context.tenant.name) \(context.version.name) \(keys.shape) \(keys.values) \(query.text)"
  }
}
