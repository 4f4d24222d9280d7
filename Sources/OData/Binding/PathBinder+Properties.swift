import EntityModel

extension PathBinder {
  /// After a complex value come a cast, or a member of it.
  mutating func addToComplex(
    _ segment: ResourceSegment, _ type: StructuredType, _ owner: StructuredType
  ) throws(PathError) {
    if let cast = meaning.cast(segment, from: type) { return narrow(to: cast, owner) }
    guard try addMember(segment, type, owner: owner) else { throw .unknownSegment(segment.text) }
  }

  /// A complex value that leads on to other objects is a step; what else there is ends the path, or nearly.
  mutating func addProperty(
    _ property: Property, _ segment: ResourceSegment, _ type: StructuredType, _ owner: StructuredType
  ) throws(PathError) {
    guard segment.arguments == nil else { throw .unknownSegment(segment.text) }
    guard case .structured(let name) = property.type.element, !property.type.isCollection,
      let complex = model.type(name), model.leadsOn(complex)
    else {
      place = Self.place(of: takeContainers() + [property], owner)
      return
    }
    steps.append(.complex(property, complex))
    place = .complex(complex, owner: owner)
  }

  /// A cast of a complex value to a derived type.
  private mutating func narrow(to cast: StructuredType, _ owner: StructuredType) {
    if case .complex(let property, _)? = steps.popLast() {
      steps.append(.complex(property.narrowed(to: cast), cast))
    }
    place = .complex(cast, owner: owner)
  }

  /// The complex values that the path went through last, which are then a part of what is asked of their object.
  mutating func takeContainers() -> [Property] {
    var properties: [Property] = []
    while case .complex(let property, _)? = steps.last {
      properties.insert(property, at: 0)
      steps.removeLast()
    }
    return properties
  }

  /// After a property come its raw value, and casts and members of a complex one.
  mutating func addToProperty(
    _ segment: ResourceSegment, _ properties: [Property], _ owner: StructuredType
  ) throws(PathError) {
    if segment.word == properties.rawSegment {
      suffix = .value(properties)
      place = .end(owner, isCollection: false)
      return
    }
    guard let last = properties.last, !last.type.isCollection, case .structured(let name) = last.type.element,
      let type = model.type(name)
    else { throw .unknownSegment(segment.text) }
    if let cast = meaning.cast(segment, from: type) {
      place = .property(properties.dropLast() + [last.narrowed(to: cast)], of: owner)
      return
    }
    guard let inner = type.property(segment.name) else { throw .unknownSegment(segment.text) }
    place = Self.place(of: properties + [inner], owner)
  }

  private static func place(of properties: [Property], _ owner: StructuredType) -> Place {
    properties.last?.isStream == true ? .stream(properties, of: owner) : .property(properties, of: owner)
  }
}
