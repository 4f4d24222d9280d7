import Locks

/// Everything a service describes about itself, resolved and ready for look-up (OData CSDL 4.01).
///
/// Types, enumerations and operations are made when they are first asked for: a document has thousands, of which most
/// programs use a few. A class because one model is shared by all requests and compared by identity.
package final class EntityModel: Sendable {
  package let container: [ContainerElement]

  private let declarations: ModelDeclarations
  private let reader: ModelReader
  private let types: ModelTypes
  private let elementsByName: [String: ContainerElement]
  private let found = Lock(Found())
  private let streams = TypeAnswers()
  private let leading = TypeAnswers()

  /// What was asked for, by number.
  private struct Found {
    var enums: [Int: EnumType] = [:]
    var operations: [Int: Operation] = [:]
  }

  /// - Parameter table: of a document that is known to be good: see `checked`.
  /// - Throws: `ModelError` where names are missing, or the container has what is not declared.
  package init(_ table: CSDLTable) throws(ModelError) {
    declarations = try ModelDeclarations(table.root)
    reader = ModelReader(declarations: declarations)
    types = ModelTypes(reader)
    container = try reader.container()
    elementsByName = Dictionary(container.map { ($0.name.lowercased(), $0) }) { first, _ in first }
  }

  /// - Throws: `ModelError` where the document names a type that it does not declare, or says what cannot be read.
  package func check() throws(ModelError) {
    for number in declarations.types.indices { try types.type(number).check() }
    for number in declarations.enums.indices { _ = try reader.enumType(number) }
    for number in declarations.operations.indices { _ = try reader.operation(number) }
  }

  /// All of them, in the order of the documents: they stay in memory once they were asked for.
  package var structuredTypes: [StructuredType] { declarations.types.indices.compactMap(types.known) }

  /// The type of that qualified name, ignoring case and resolving aliases: `graph.user` is `microsoft.graph.user`.
  package func type(_ name: String) -> StructuredType? { declarations.typeNumber(name).flatMap(types.known) }

  /// The type that `@odata.type` names: `#microsoft.graph.user`, with or without the number sign.
  package func type(annotation: String) -> StructuredType? {
    type(annotation.hasPrefix("#") ? String(annotation.dropFirst()) : annotation)
  }

  package func enumType(_ name: String) -> EnumType? {
    guard let number = declarations.enumNumber(name) else { return nil }
    return found.withLock { found in
      if let known = found.enums[number] { return known }
      let type = try? reader.enumType(number)
      found.enums[number] = type
      return type
    }
  }

  package func containerElement(_ name: String) -> ContainerElement? {
    elementsByName[name] ?? elementsByName[name.lowercased()]
  }

  /// The overloads of that short or qualified name.
  package func operations(_ name: String) -> [Operation] {
    let numbers = declarations.operationNumbers(name)
    guard !numbers.isEmpty else { return [] }
    return found.withLock { found in
      numbers.compactMap { number in
        if let known = found.operations[number] { return known }
        let operation = try? reader.operation(number)
        found.operations[number] = operation
        return operation
      }
    }
  }

  /// All actions and functions, in the order of the documents.
  package var everyOperation: [Operation] {
    declarations.operations.indices.compactMap { try? reader.operation($0) }
  }

  /// How many enumerations it declares, of which none is read for that.
  package var enumerationCount: Int { declarations.enums.count }

  /// Bytes may stand beside objects of the type.
  package func hasStreams(_ type: StructuredType) -> Bool { streams.answer(of: type, holdsStream) }

  /// Whether a path can go through a value of a complex type to objects.
  package func leadsOn(_ complex: StructuredType) -> Bool { leading.answer(of: complex, leads) }

  /// Every type below `type`, not itself.
  package func derivedTypes(of type: StructuredType) -> [StructuredType] {
    declarations.exactTypeNumber(type.name).map(types.derived) ?? []
  }

  /// The type itself, then every type below it.
  package func family(of type: StructuredType) -> [StructuredType] { [type] + derivedTypes(of: type) }
}

extension EntityModel {
  /// Whether the type is declared; makes it not.
  package func hasType(_ name: String) -> Bool { declarations.typeNumber(name) != nil }

  /// The first type that is stored by the name.
  package func type(storedAs name: String) -> StructuredType? {
    if let type = type(name), type.storedName == name { return type }
    return types.numbersByStoredName[name].flatMap(types.known)
  }

  /// The first entity type of that name without its namespace, in lower case.
  package func entityType(shortName name: String) -> StructuredType? {
    let number = declarations.types.firstIndex {
      $0.node.isNamed("EntityType") && $0.name.dropFirst($0.namespace.count + 1).lowercased() == name
    }
    return number.flatMap(types.known)
  }

  /// Whether a type or a member of one is called so.
  ///
  /// - Parameter name: in lower case.
  package func declares(_ name: String) -> Bool {
    declarations.types.contains { type in
      type.node.hasName(name) || type.node.children.contains { $0.isProperty && $0.hasName(name) }
    }
  }
}
