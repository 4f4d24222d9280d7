import EntityModel
import GraphContract
import GraphStore
import OData
import Planning
import Tenants

extension Target {
  /// Where a list goes on; nil for the first page.
  ///
  /// A page request that lost a header which its options need is refused for that, by whoever plans it, as the first
  /// page would be; graph-platform 1.7 has its token expire.
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
    guard let token = PageToken.open(text, for: sealedQuery, key: context.tenant.tokenKey) else {
      throw QueryFailure.invalidPageToken
    }
    return token
  }

  private var isList: Bool {
    guard listedType == nil else { return true }
    guard case .collection = plan.end else { return false }
    switch path.suffix {
    case .none, .ref: return true
    case .count, .property, .value, .stream, .operation: return false
    }
  }

  /// The type of the objects that a function lists: its answer takes the options of that type. nil for whatever else
  /// the path ends in.
  var listedType: StructuredType? {
    guard context.method == .get, path.continuation == nil, case .operation(let operation, _) = path.suffix,
      operation.kind == .function, !operation.traits.listsChanges, let type = operation.returnType,
      type.isCollection, case .structured(let name) = type.element,
      let declared = version.model.type(name), declared.kind == .entity, version.table(of: declared) != nil
    else { return nil }
    return declared
  }

  /// Everything that a page token belongs to: what the request means, not how it is written.
  var sealedQuery: String {
    let names = keys.values.map { Guid.normalizedIdentifier($0) }
    return "\(context.tenant.name) \(context.version.name) \(keys.shape) \(names) \(query.meaning)"
  }
}
