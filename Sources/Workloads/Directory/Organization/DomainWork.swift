import GraphStore

/// What is known of the tenant's domains while a request runs.
///
/// A class because all rules of the request share it.
final class DomainWork {
  /// The organization's first domain, once it was asked for: a seed asks with each user.
  var initial: String?
  /// Domains of the names of seeded users, in order of appearance.
  var seeded: [String] = []

  static func of(_ transaction: WriteTransaction) -> DomainWork {
    transaction.state(DomainWork.self) { DomainWork() }
  }
}
