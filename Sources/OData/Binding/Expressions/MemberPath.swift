package import EntityModel

/// The way from an object to a single value or to a collection: `manager/displayName`, `x/skuId`.
package struct MemberPath: Sendable {
  package var root: Root
  package var steps: [Step] = []

  package init(root: Root, steps: [Step] = []) {
    self.root = root
    self.steps = steps
  }

  /// Where the way begins.
  package enum Root: Sendable {
    /// The object that the expression is about.
    case item
    /// The element that a lambda around the path looks at; numbered by how deep its lambda is nested.
    case variable(Int, name: String)
    /// `$root/users`: all objects of a set.
    case set(name: String, StructuredType)
  }

  package enum Step: Sendable {
    /// `declaring` are the types that have the property when the type of the place has not: objects of other
    /// types have null there.
    case property(Property, declaring: [StructuredType])
    /// A single-valued navigation property, or the last step to a collection.
    case navigation(NavigationProperty, target: StructuredType, declaring: [StructuredType])
    /// Objects of other types have null.
    case cast(StructuredType)
    /// `('x')`: the one object of the collection before with that id.
    case key(String)
  }

  /// The properties along the way, navigation left out.
  package var properties: [Property] {
    steps.compactMap { step in
      guard case .property(let property, _) = step else { return nil }
      return property
    }
  }
}

extension MemberPath {
  /// The names that the path goes through, casts left out.
  package var memberNames: [String] {
    steps.compactMap { step in
      switch step {
      case .property(let property, _): property.name
      case .navigation(let navigation, _, _): navigation.name
      case .cast, .key: nil
      }
    }
  }
}

/// A collection that `any`, `all`, `$count` and `in` look into.
package struct CollectionPath: Sendable {
  /// Ends in a property or navigation property that is a collection.
  package var path: MemberPath
  package var element: ValueType
  /// Elements of other types do not count: `members/microsoft.graph.user/$count`.
  package var cast: StructuredType?
  /// `$filter(…)` segments: predicates about the element as the variable of that number.
  package var filters: [BoundLambda] = []

  package init(
    path: MemberPath, element: ValueType, cast: StructuredType? = nil, filters: [BoundLambda] = []
  ) {
    (self.path, self.element, self.cast, self.filters) = (path, element, cast, filters)
  }
}

/// A condition about the elements of a collection.
package struct BoundLambda: Sendable {
  package let variable: Int
  package let name: String
  package let predicate: BoundExpression
}

extension MemberPath: CustomStringConvertible {
  package var description: String {
    let names = steps.map(\.description)
    guard case .variable(_, let name) = root else {
      return names.isEmpty ? "$it" : names.joined(separator: "/")
    }
    return ([name] + names).joined(separator: "/")
  }
}

extension MemberPath.Step: CustomStringConvertible {
  package var description: String {
    switch self {
    case .property(let property, _): property.name
    case .navigation(let navigation, _, _): navigation.name
    case .cast(let type): type.name
    case .key(let id): "(\(Constant.string(id)))"
    }
  }
}

extension CollectionPath: CustomStringConvertible {
  package var description: String {
    let cast = cast.map { "/\($0.name)" } ?? ""
    return path.description + cast + filters.map { "/$filter(\($0.predicate))" }.joined()
  }
}
