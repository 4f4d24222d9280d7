/// Everything a service describes about itself, resolved and ready for look-up (OData CSDL 4.01).
///
/// A class because one model is shared by all requests and compared by identity.
package final class EntityModel: Sendable {
  /// In the order of the documents.
  package let structuredTypes: [StructuredType]
  package let container: [ContainerElement]

  private let typesByName: [String: StructuredType]
  private let enumsByName: [String: EnumType]
  private let elementsByName: [String: ContainerElement]
  private let operationsByName: [String: [Operation]]
  private let derivedByName: [String: [StructuredType]]
  private let leadingTypes: Set<String>
  /// Aliases of namespaces, `graph` for `microsoft.graph`, in lower case.
  private let aliases: [String: String]

  init(
    structuredTypes: [StructuredType], enums: [EnumType], container: [ContainerElement],
    operations: [Operation], aliases: [String: String]
  ) {
    self.structuredTypes = structuredTypes
    self.container = container
    self.aliases = aliases
    typesByName = Dictionary(structuredTypes.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    enumsByName = Dictionary(enums.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    elementsByName = Dictionary(container.map { ($0.name.lowercased(), $0) }) { first, _ in first }
    var operationsByName: [String: [Operation]] = [:]
    for operation in operations {
      operationsByName[operation.shortName.lowercased(), default: []].append(operation)
      operationsByName[operation.name.lowercased(), default: []].append(operation)
    }
    self.operationsByName = operationsByName
    var derived: [String: [StructuredType]] = [:]
    for type in structuredTypes {
      var ancestor = type.baseType
      while let current = ancestor {
        derived[current.name, default: []].append(type)
        ancestor = current.baseType
      }
    }
    derivedByName = derived
    leadingTypes = LeadingTypes(structuredTypes).names
  }

  /// The type of that qualified name, ignoring case and resolving aliases: `graph.user` is `microsoft.graph.user`.
  package func type(_ name: String) -> StructuredType? {
    let lowercased = name.lowercased()
    return typesByName[lowercased] ?? typesByName[unaliased(lowercased)]
  }

  /// The type that `@odata.type` names: `#microsoft.graph.user`, with or without the number sign.
  package func type(annotation: String) -> StructuredType? {
    type(annotation.hasPrefix("#") ? String(annotation.dropFirst()) : annotation)
  }

  package func enumType(_ name: String) -> EnumType? {
    let lowercased = name.lowercased()
    return enumsByName[lowercased] ?? enumsByName[unaliased(lowercased)]
  }

  package func containerElement(_ name: String) -> ContainerElement? {
    elementsByName[name] ?? elementsByName[name.lowercased()]
  }

  /// The overloads of that short or qualified name.
  package func operations(_ name: String) -> [Operation] {
    let lowercased = name.lowercased()
    return operationsByName[lowercased] ?? operationsByName[unaliased(lowercased)] ?? []
  }

  /// Every type below `type`, not itself.
  package func derivedTypes(of type: StructuredType) -> [StructuredType] { derivedByName[type.name] ?? [] }

  /// The type itself, then every type below it.
  package func family(of type: StructuredType) -> [StructuredType] { [type] + derivedTypes(of: type) }

  /// Whether a path can go through a value of a complex type to objects.
  package func leadsOn(_ complex: StructuredType) -> Bool { leadingTypes.contains(complex.name) }

  private func unaliased(_ name: String) -> String {
    guard let dot = name.lastIndex(of: "."), let namespace = aliases[String(name[..<dot])] else {
      return name
    }
    return namespace + name[dot...]
  }
}
