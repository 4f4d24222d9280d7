import EntityModel
import GraphStore
import OData
import Planning

/// What a token may see of objects that a path leads to: of a kind that it may not read their type and id, and with a
/// permission for the basic profile a few properties (graph-platform 8.3 and 8.4).
struct VisibleInformation {
  private let request: BoundRequest
  private let held: PermissionSet
  private let holder: AcceptedPermissions.Kind

  /// nil for a request that shows all it leads to.
  init?(_ request: BoundRequest) {
    guard request.context.method == .get else { return nil }
    switch request.context.caller.rights {
    case .all: return nil
    case .delegated(let held): (self.held, holder) = (held, .delegated)
    case .application(let held): (self.held, holder) = (held, .application)
    }
    self.request = request
  }

  func limit(_ style: inout RepresentationStyle) throws {
    guard let type = request.plan.endType, let links = linkCount, links < 2 else { return }
    let kinds = request.context.version.model.family(of: type).filter(\.isKindAmongOthers)
    // A kind of users that lives among the others is none of its own.
    let isMixed = Set(kinds.compactMap(\.traits.home)).count > 1
    for kind in kinds {
      switch try sight(of: kind, isLinked: links > 0, isMixed: isMixed) {
      case .whole: continue
      case .basic: style.basic.insert(kind.storedName)
      case .identity: style.identities.insert(kind.storedName)
      }
    }
  }

  private enum Sight { case whole, basic, identity }

  /// How many links the path follows from an object of some kind; nil for one that begins elsewhere.
  private var linkCount: Int? {
    switch request.path.steps.first {
    case .entitySet(_, let type)?, .singleton(_, let type)?:
      guard type.traits.home != nil else { return nil }
    case .navigation, .key, .cast, .complex, nil: return nil
    }
    return request.path.steps.count { if case .navigation = $0 { true } else { false } }
  }

  private func sight(of kind: StructuredType, isLinked: Bool, isMixed: Bool) throws -> Sight {
    let version = request.context.version
    guard let home = kind.traits.home, let route = version.routes.routeOfObject(in: home), route.isServed
    else { return .whole }
    let accepted = version.permissions.accepted(by: route, holder)
    let hasBasics = kind.properties.contains(where: \.traits.isBasic)
    if (hasBasics ? accepted.whole : accepted.sufficient).intersects(held) { return .whole }
    if !isLinked, accepted.forOneself.intersects(held), try isOwn { return .whole }
    if hasBasics, accepted.sufficient.intersects(held) { return .basic }
    // Where there are no other kinds the path's own permission is for them.
    return isLinked || isMixed ? .identity : .whole
  }

  private var isOwn: Bool {
    get throws { try request.path.callerAlias != nil || RequestSubject(request).isCaller() }
  }
}

extension StructuredType {
  /// Objects of it live in a set, and with others in one of more kinds.
  fileprivate var isKindAmongOthers: Bool {
    !isAbstract && traits.home != nil
      && sequence(first: self) { $0.baseType }.dropFirst().contains { $0.traits.home != nil }
  }
}
