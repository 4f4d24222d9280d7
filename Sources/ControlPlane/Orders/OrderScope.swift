import HTTPMessages
import OData
import Planning

/// Which requests an order can meet at all: those of one tenant, to the versions that there are.
struct OrderScope {
  let tenant: String
  private let services: [ServiceVersion]

  init(tenant: String, versions: [ServiceVersion]) { (self.tenant, services) = (tenant, versions) }

  var versions: [String] { services.map(\.name) }

  /// Whether a path leads to one object in every version that it may be of. A pattern for several paths leads to no one
  /// thing, and of what the service does not have nobody knows it: a stub may answer there.
  func leadsToOneObject(_ path: String) -> Bool {
    guard !path.contains(where: "*{".contains) else { return false }
    let named = services.first { path.hasPrefix("/\($0.name)/") }
    let rest = named.map { String(path.dropFirst($0.name.count + 1)) } ?? path
    return (named.map { [$0] } ?? services).allSatisfy { $0.leadsToOneObject(rest) }
  }
}

extension ServiceVersion {
  fileprivate func leadsToOneObject(_ path: String) -> Bool {
    guard let parsed = try? ResourcePath.parse(path), let bound = try? PathBinder.bind(parsed, to: model),
      bound.continuation == nil, !bound.isCollection, case .none = bound.suffix
    else { return false }
    return true
  }
}
