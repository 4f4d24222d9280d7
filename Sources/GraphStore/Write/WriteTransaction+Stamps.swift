package import EntityModel
package import JSON

/// Who made and changed an object, and when: of types that nobody has a rule for, where they declare it.
extension WriteTransaction {
  private static let whenMade = "createdDateTime"
  private static let whenChanged = "lastModifiedDateTime"
  private static let whoMade = "createdBy"
  private static let whoChanged = "lastModifiedBy"

  /// A seed may say otherwise, and a client may not.
  func stamp(_ new: inout NewEntity) throws {
    guard isStamped(new.type) else { return }
    for (name, value) in try stamps(
      of: new.type, [Self.whenMade, Self.whenChanged], [Self.whoMade, Self.whoChanged])
    where origin != .seed || new.properties[name] == nil { new.properties[name] = value }
  }

  func stamp(_ new: inout Entity, changing old: Entity) throws {
    guard isStamped(new.type), origin != .seed else { return }
    for name in [Self.whenMade, Self.whoMade] where new.type.property(name) != nil {
      new.properties[name] = old.properties[name]
    }
    for (name, value) in try stamps(of: new.type, [Self.whenChanged], [Self.whoChanged]) {
      new.properties[name] = value
    }
  }

  private func isStamped(_ type: StructuredType) -> Bool {
    type.isOnlyDeclared && rules.rules(for: type).isEmpty
  }

  private func stamps(
    of type: StructuredType, _ times: [String], _ people: [String]
  ) throws -> [(String, JSONValue)] {
    let stamped = times.filter {
      type.property($0)?.type == TypeReference(.primitive(.dateTimeOffset), isCollection: false)
    }
    let named = people.compactMap { type.property($0) }
    // Most types say nothing of people, and then nobody is looked up.
    guard !named.isEmpty, let caller = try callerIdentity() else {
      return stamped.map { ($0, .string(moment.seconds)) }
    }
    return stamped.map { ($0, .string(moment.seconds)) }
      + named.compactMap { property in caller.value(as: property, model).map { (property.name, $0) } }
  }

  /// That of the objects which the singleton for whoever asks stands for.
  private var callerTable: EntityTable? {
    model.container.first { $0.traits.isCaller }.flatMap { model.type($0.type) }.flatMap(schema.table)
  }

  private func callerIdentity() throws -> CallerIdentity? {
    guard let caller, let table = callerTable, let object = try entity(key: caller, in: table) else {
      return nil
    }
    return CallerIdentity(kind: object.type.shortName, id: object.id, name: object.string("displayName"))
  }
}

extension WriteTransaction {
  /// The caller in the form of a property that tells who did something; nil for one that does not tell that, and where
  /// nobody is signed in.
  package func caller(as property: Property) throws -> JSONValue? {
    try callerIdentity()?.value(as: property, model)
  }

  /// Id of the signed-in user, or of the application that asks by itself.
  package var callerIdentifier: String? {
    get throws { try callerIdentity()?.id ?? clientApplication }
  }
}

/// The caller as an object tells who made it.
private struct CallerIdentity {
  /// Short name of the caller's type: what a set of identities calls the member for one.
  let kind: String
  let id: String
  let name: String?

  /// nil for a property of a type that does not hold identities.
  func value(as property: Property, _ model: EntityModel) -> JSONValue? {
    guard !property.type.isCollection else { return nil }
    switch property.type.element {
    case .primitive(.string): return name.map(JSONValue.string)
    case .primitive, .enumeration: return nil
    case .structured(let type): return model.type(type).flatMap { value(as: $0, model) }
    }
  }

  /// One identity, or a set with one for each kind of caller.
  private func value(as type: StructuredType, _ model: EntityModel) -> JSONValue? {
    guard type.kind == .complex, !type.isAbstract else { return nil }
    var said: JSONObject = [:]
    if type.property("id") != nil {
      said["id"] = .string(id)
      if let name, type.property("displayName") != nil { said["displayName"] = .string(name) }
    } else if let member = type.property(kind), !member.type.isCollection,
      case .structured(let inner) = member.type.element, let identity = model.type(inner),
      identity.property("id") != nil
    {
      said[member.name] = value(as: identity, model)
    }
    guard !said.isEmpty else { return nil }
    return WholeValue(model: model).value(
      .object(said), as: TypeReference(.structured(type.name), isCollection: false))
  }
}
