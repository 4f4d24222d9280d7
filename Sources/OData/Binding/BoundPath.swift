package import EntityModel

/// A resource path whose every segment is known to the model.
package struct BoundPath: Sendable {
  package var steps: [Step]
  package var suffix: Suffix
  /// The type that the steps lead to.
  package var type: StructuredType
  package var isCollection: Bool
  /// How the path goes on from what its function returns; nil for a path that ends there.
  package var continuation: Continuation?

  /// A path that begins at what a function returns: it has no first segment of its own.
  package indirect enum Continuation: Sendable {
    case path(BoundPath)

    package var path: BoundPath {
      switch self {
      case .path(let path): path
      }
    }
  }

  /// One segment that leads on.
  package enum Step: Sendable {
    case entitySet(ContainerElement, StructuredType)
    case singleton(ContainerElement, StructuredType)
    /// `source` is the type that the object before must have: the one that declares the property, which may be
    /// below the type that the place declares.
    case navigation(NavigationProperty, target: StructuredType, sources: [StructuredType])
    case key(KeyPredicate)
    case cast(StructuredType)
    /// A complex property that holds navigation properties.
    case complex(Property, StructuredType)
  }

  /// What is asked of the place that the steps lead to.
  package enum Suffix: Sendable {
    case none
    case count
    case ref
    /// A property, or a path of properties, of the object.
    case property([Property])
    /// The raw value of a property; of a collection, how many elements it has.
    case value([Property])
    /// The bytes of a property that is a stream; none: those that the object itself is about.
    case stream([Property])
    case operation(Operation, arguments: [PathArgument])
  }
}

/// What an object of a collection is found by.
package enum KeyPredicate: Sendable, Equatable {
  /// A segment of its own: the id, or what the type accepts for it.
  case segment(String)
  /// In parentheses without a name: `users('x')`.
  case parenthesized(String)
  case named([KeyArgument])
}

/// `name=value` in parentheses, or a value alone; the value without quotes.
package struct KeyArgument: Sendable, Equatable {
  package let name: String?
  package let value: String

  package init(name: String?, value: String) {
    self.name = name
    self.value = value
  }
}

/// Why a path is none of the model's.
package enum PathError: Error, Sendable, Equatable {
  case unknownSegment(String)
  /// A collection in the middle of the path: only a key can follow it.
  case collectionInTheMiddle(String)
  case unknownKeyName(String)
  case argument(ArgumentFault)
  /// A path between colons has more characters than this.
  case addressTooLong(limit: Int)
}

extension BoundPath: CustomStringConvertible {
  /// The path in the model's spelling, keys in parentheses: `users('a')/manager/$ref`.
  package var description: String {
    let text = steps.reduce("") { $0 + $1.text }
    let rest = continuation.map { $0.path.description } ?? ""
    let own = [String(text.drop { $0 == "/" }), suffix.text(\.name)].filter { !$0.isEmpty }.joined(
      separator: "/")
    return own + (rest.isEmpty || rest.hasPrefix("(") ? rest : "/" + rest)
  }
}

extension BoundPath.Step {
  fileprivate var text: String {
    switch self {
    case .entitySet(let element, _), .singleton(let element, _): "/\(element.name)"
    case .navigation(let navigation, _, _): "/\(navigation.name)"
    case .complex(let property, _): "/\(property.name)"
    case .cast(let type): "/\(type.name)"
    case .key(.segment(let key)), .key(.parenthesized(let key)): "('\(key)')"
    case .key(.named(let keys)):
      "(\(keys.map { "\($0.name ?? "")='\($0.value)'" }.joined(separator: ",")))"
    }
  }
}

extension BoundPath.Suffix {
  /// The segments by which it is asked for, in the model's spelling: `brand/logo`; none where it is the place itself.
  ///
  /// - Parameter operation: what an operation is called there.
  package func text(_ operation: (Operation) -> String) -> String {
    switch self {
    case .none: ""
    case .count: "$count"
    case .ref: "$ref"
    case .property(let properties): properties.joinedNames
    case .value(let properties): "\(properties.joinedNames)/\(properties.rawSegment)"
    case .stream(let properties): properties.isEmpty ? "$value" : properties.joinedNames
    case .operation(let invoked, _): operation(invoked)
    }
  }
}

extension [Property] {
  /// `brand/logo`
  package var joinedNames: String { map(\.name).joined(separator: "/") }

  /// The segment that asks for the raw value.
  package var rawSegment: String { last?.type.isCollection == true ? "$count" : "$value" }
}
