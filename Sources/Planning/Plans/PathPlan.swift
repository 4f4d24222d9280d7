package import EntityModel
package import GraphContract
package import GraphStore
package import Locks
package import OData

/// How the store walks a path: object by object to the one it ends at, or to the collection that hangs off it.
/// It knows no keys: all requests for paths of one shape share it.
///
/// A class because what was planned from it is shared with it.
package final class PathPlan: Sendable {
  /// The objects on the way, outermost first.
  package let hops: [Hop]
  package let end: End
  /// The path it was made from; its keys are those of the first request.
  package let path: BoundPath
  /// Of the object or of the collection's items.
  package let contract: Contract
  private let routes: PathRoutes
  /// The plan of a GET without query options, the most frequent of all.
  package let plainObject = Lock<ObjectQuery?>(nil)
  /// Names of the complex values of its objects that have routes, in UTF-8, as whoever asks for permissions finds them.
  package let memberNames = Lock<[[UInt8]]?>(nil)

  init(hops: [Hop], end: End, path: BoundPath, contract: Contract, routes: RouteIndex) {
    self.routes = PathRoutes(routes)
    self.contract = contract
    self.hops = hops
    self.end = end
    self.path = path
  }

  /// The documented routes of a path of this shape, by method.
  package func routes(of path: BoundPath) -> [String: Route] { routes.routes(of: path) }

  /// The route whose permissions a request for such a path needs; nil where none is near.
  package func route(covering method: String, _ path: BoundPath) -> Route? { routes.covering(method, path) }

  /// What the path comes to.
  package enum End: Sendable {
    /// The object of the last hop.
    case object
    case collection(Collection)
  }

  /// A collection and what is known of it.
  package struct Collection: Sendable {
    package let source: RowSource
    /// The type that the place declares, after casts.
    package let type: StructuredType
    package let navigation: NavigationProperty?
    /// Stored names of the types that the object before must have; nil: any.
    package let sources: Set<String>?
    package let name: String

    package init(
      source: RowSource, type: StructuredType, navigation: NavigationProperty?, sources: Set<String>?,
      name: String
    ) {
      self.source = source
      self.type = type
      self.navigation = navigation
      self.sources = sources
      self.name = name
    }
  }

  /// One object on the way; a class, since requests walk them and copies would cost more than the walk.
  package final class Hop: Sendable {
    package let kind: Kind
    /// The type that the place declares, after casts.
    package let type: StructuredType
    /// Stored names of the types that the object before must have; nil: any.
    package let sources: Set<String>?
    /// What the place is called in messages: `allotments`, `manager`.
    package let name: String
    package let navigation: NavigationProperty?
    /// Finds the row's key, id and type.
    package let locate: ReadPlan?
    /// Which of the path's keys finds the row.
    package let keyIndex: Int?
    /// Whose messages say that the object is missing.
    package let contract: Contract

    /// A contained single value that is there before anybody has written its row.
    package let isImplied: Bool

    package var isVirtual: Bool { if case .virtual = kind { true } else { false } }

    /// Where it is, in stored names; nil when it has a row.
    package var rowlessPath: String? { if case .virtual(let path, _) = kind { path } else { nil } }

    /// Id of what it leads to where that has no row.
    package var singleIdentifier: String { type.traits.singleIdentifier ?? name }

    package init(
      kind: Kind, type: StructuredType, sources: Set<String>?, name: String, navigation: NavigationProperty?,
      locate: ReadPlan?, keyIndex: Int? = nil, contract: Contract, isImplied: Bool = false
    ) {
      self.isImplied = isImplied
      self.contract = contract
      self.kind = kind
      self.type = type
      self.sources = sources
      self.name = name
      self.navigation = navigation
      self.locate = locate
      self.keyIndex = keyIndex
    }
  }

  package enum Kind: Sendable {
    /// A singleton, or a single contained value below one: it is there without a row.
    ///
    /// - path: from the root, in stored names.
    /// - place: of its row, when somebody has written one.
    case virtual(path: String, ContainedPlace)
    case row(RowSource, RowLookup)
  }

  /// A reference itself belongs to the object that holds it, not to the one it leads to.
  package func contract(answering suffix: BoundPath.Suffix) -> Contract {
    if case .ref = suffix, case .object = end, let hop = hops.last { return hop.contract }
    return contract
  }

  /// The type of the object or of the collection's items, after casts.
  package var endType: StructuredType? {
    switch end {
    case .object: hops.last?.type
    case .collection(let collection): collection.type
    }
  }
}
