import EntityModel

/// What a segment of a path stands for after what the others led to, by the model alone.
struct SegmentMeaning {
  let model: EntityModel

  /// The type that the segment names, when it and `type` are of one line.
  func cast(_ segment: ResourceSegment, from type: StructuredType) -> StructuredType? {
    guard segment.name.utf8.contains(UInt8(ascii: ".")), let cast = model.type(segment.name),
      cast.kind == type.kind,
      model.isKind(cast, of: type) || type.isKind(of: cast)
    else { return nil }
    return cast
  }

  /// Of overloads the one with the parameters that the segment names, and of these the nearest.
  func operation(_ segment: ResourceSegment, on type: StructuredType, isCollection: Bool)
    -> Operation?
  {
    let candidates = model.operations(segment.name).filter { operation in
      guard let binding = operation.binding, binding.isCollection == isCollection,
        case .structured(let name) = binding.element, let bindingType = model.type(name)
      else { return false }
      return model.isKind(type, of: bindingType)
    }
    guard candidates.count > 1 else { return candidates.first }
    let names = Set((segment.arguments ?? []).compactMap { $0.name?.lowercased() })
    let named = candidates.filter { Set($0.parameters.map { $0.name.lowercased() }) == names }
    return model.nearest(named.isEmpty ? candidates : named)
  }

  /// `roleTemplateId={guid}` as a segment of its own: an alternate key without parentheses.
  func key(_ segment: ResourceSegment, _ type: StructuredType) -> KeyPredicate? {
    guard let equals = segment.text.utf8.firstIndex(of: UInt8(ascii: "=")),
      let property = type.property(String(segment.text[..<equals])),
      type.alternateKeys.contains([property.name])
    else { return nil }
    let value = segment.text[segment.text.utf8.index(after: equals)...]
    let isQuoted = value.count > 1 && value.first == "'" && value.last == "'"
    let text = isQuoted ? String(value.dropFirst().dropLast()) : String(value)
    return .named([KeyArgument(name: property.name, value: text)])
  }

  /// The types that a member of that name may be one of: where the type has none, those below it that do.
  func declaring(_ name: String, _ type: StructuredType) -> [StructuredType] {
    if type.member(name) != nil { return [type] }
    return model.derivedTypes(of: type).filter { $0.member(name) != nil }
  }

  /// The nearest type that the targets of all declarations share.
  func target(_ name: String, _ sources: [StructuredType]) -> StructuredType? {
    let targets = sources.compactMap { $0.navigationProperty(name).flatMap { model.type($0.target) } }
    var common = targets.first
    while let candidate = common, !targets.allSatisfy({ $0.isKind(of: candidate) }) {
      common = candidate.baseType
    }
    return common
  }

  /// The objects of the place are about a stream, or some of them are: of attachments those that are files.
  func hasStream(_ type: StructuredType) -> Bool {
    type.hasStream || model.derivedTypes(of: type).contains(where: \.hasStream)
  }
}

extension SegmentMeaning {
  /// The key of an object that may be called by its type and its name, where that is what its id is:
  /// `microsoft.graph.openTypeExtension.com.contoso.x`.
  func withoutType(_ key: KeyPredicate, _ type: StructuredType) -> KeyPredicate {
    guard let text = key.text, text.utf8.contains(UInt8(ascii: ".")) else { return key }
    let lowercased = text.lowercased()
    let named = model.family(of: type).first { type in
      guard let given = type.traits.givenIdentifier, given != "id" else { return false }
      return lowercased.hasPrefix(type.name.lowercased() + ".")
    }
    guard let named, lowercased.count > named.name.count + 1 else { return key }
    let name = String(text.dropFirst(named.name.count + 1))
    switch key {
    case .segment: return .segment(name)
    case .parenthesized: return .parenthesized(name)
    case .named: return key
    }
  }

  /// Whether a path after a collection with objects of the type means an object of it by the text.
  func isKey(_ text: String, of type: StructuredType) -> Bool {
    guard IdentifierText.isKey(text), withoutType(.segment(text), type) == .segment(text) else {
      return false
    }
    let segment = ResourceSegment(position: 0, text: text)
    let isTypeName = text.utf8.contains(UInt8(ascii: ".")) && model.hasType(text)
    return !isTypeName && operation(segment, on: type, isCollection: true) == nil
  }
}
