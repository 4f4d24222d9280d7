import EntityModel
import GraphStore
import OData
import Synchronization

/// How the store walks a path: object by object to the one it ends at, or to the collection that hangs off it.
/// It knows no keys: all requests for paths of one shape share it.
///
/// A class because what was planned from it is shared with it.
final class PathPlan: Sendable {
  /// The objects on the way, outermost first.
  let hops: [Hop]
  let end: End
  /// The path it was made from; its keys are those of the first request.
  let path: BoundPath
  /// The plan of a GET without query options, the most frequent of all.
  let plainObject = Mutex<ObjectQuery?>(nil)

  init(hops: [Hop], end: End, path: BoundPath) {
    self.hops = hops
    self.end = end
    self.path = path
  }

  /// What the path comes to.
  enum End: Sendable {
    /// The object of the last hop.
    case object
    case collection(Collection)
  }

  /// A collection and what is known of it.
  struct Collection: Sendable {
    let source: RowSource
    /// The type that the place declares, after casts.
    let type: StructuredType
    let navigation: NavigationProperty?
    /// Stored names of the types that the object before must have; nil: any.
    let sources: Set<String>?
    let name: String
  }

  /// One object on the way; a class, since requests walk them and copies would cost more than the walk.
  final class Hop: Sendable {
    let kind: Kind
    /// The type that the place declares, after casts.
    let type: StructuredType
    /// Stored names of the types that the object before must have; nil: any.
    let sources: Set<String>?
    /// What the place is called in messages: `allotments`, `manager`.
    let name: String
    let navigation: NavigationProperty?
    /// Finds the row's key, id and type.
    let locate: ReadPlan?
    /// Which of the path's keys finds the row.
    let keyIndex: Int?
    /// Whose words say that the object is missing.
    let area: Area

    var isVirtual: Bool { if case .virtual = kind { true } else { false } }

    init(
      kind: Kind, type: StructuredType, sources: Set<String>?, name: String, navigation: NavigationProperty?,
      locate: ReadPlan?, keyIndex: Int? = nil, area: Area? = nil
    ) {
      self.area = area ?? Area(of: type)
      self.kind = kind
      self.type = type
      self.sources = sources
      self.name = name
      self.navigation = navigation
      self.locate = locate
      self.keyIndex = keyIndex
    }
  }

  enum Kind: Sendable {
    /// A singleton, or a single contained value below one: it is there without a row.
    case virtual
    case row(RowSource, Lookup)
  }

  /// By what a row is found.
  enum Lookup: Sendable {
    case identifier
    /// The value of a property, folded.
    case property(name: String)
    /// The only row there is.
    case single
    /// The signed-in user.
    case caller
    /// Alternate keys that cannot be: nothing is found.
    case nothing
  }

  var area: Area {
    switch end {
    case .object: hops.last.map { Area(of: $0.type) } ?? .gateway
    case .collection(let collection): Area(of: collection.type)
    }
  }

  /// A reference itself belongs to the object that holds it, not to the one it leads to.
  func area(answering suffix: BoundPath.Suffix) -> Area {
    if case .ref = suffix, case .object = end, let hop = hops.last { return hop.area }
    return area
  }

  /// The type of the object or of the collection's items, after casts.
  var endType: StructuredType? {
    switch end {
    case .object: hops.last?.type
    case .collection(let collection): collection.type
    }
  }
}

/// The keys of a path apart from its shape.
struct PathKeys: Sendable {
  /// The same for all paths that differ in their keys only.
  private(set) var shape = ""
  private(set) var values: [String] = []

  init(_ path: BoundPath) {
    var type: StructuredType?
    for step in path.steps {
      switch step {
      case .entitySet(let element, let elementType): (shape, type) = (shape + "/" + element.name, elementType)
      case .singleton(let element, let elementType): (shape, type) = (shape + "/" + element.name, elementType)
      case .navigation(let navigation, let target, _):
        (shape, type) = (shape + "/" + navigation.name, target)
      case .cast(let cast): (shape, type) = (shape + "/" + cast.name, cast)
      case .complex(let property, _): shape += "/" + property.name
      case .key(let key): add(key, type)
      }
    }
  }

  private mutating func add(_ key: KeyPredicate, _ type: StructuredType?) {
    let (lookup, value) = PathPlan.Lookup.of(key, type)
    switch lookup {
    case .property(let name): shape += "/{\(name)}"
    case .nothing: shape += "/{}"
    case .identifier, .single, .caller: shape += "/{id}"
    }
    values.append(value)
  }
}

extension PathPlan.Lookup {
  /// By what a key finds its object, and the value.
  static func of(_ key: KeyPredicate, _ type: StructuredType?) -> (PathPlan.Lookup, String) {
    switch key {
    case .segment(let text), .parenthesized(let text): return (of(text, type), text)
    case .named(let arguments):
      // Several keys at once identify nothing here (graph-platform 1.14).
      guard arguments.count == 1, let name = arguments[0].name, let property = type?.property(name) else {
        return (.nothing, arguments.map(\.value).joined(separator: ","))
      }
      if property.name == "id" { return (.identifier, arguments[0].value) }
      let isKey = type?.alternateKeys.contains { $0.count == 1 && $0[0] == property.name } == true
      return (isKey ? .property(name: property.storedName) : .nothing, arguments[0].value)
    }
  }

  private static func of(_ text: String, _ type: StructuredType?) -> PathPlan.Lookup {
    guard let alias = type?.traits.keyAlias, !Guid.isValid(text.utf8), let property = type?.property(alias)
    else {
      return .identifier
    }
    return .property(name: property.storedName)
  }
}
