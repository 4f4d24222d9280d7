import EntityModel
import GraphStore
package import OData

/// The keys of a path apart from its shape.
package struct PathKeys: Sendable {
  /// The same for all paths that differ in their keys only.
  package private(set) var shape = ""
  package private(set) var values: [String] = []

  package init(_ path: BoundPath) {
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
    let (lookup, value) = RowLookup.of(key, type)
    switch lookup {
    case .property(let name): shape += "/{\(name)}"
    case .nothing: shape += "/{}"
    case .identifier, .single, .caller: shape += "/{id}"
    }
    values.append(value)
  }
}
