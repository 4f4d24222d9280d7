package import EntityModel
package import JSON

/// Checks a JSON body against the model and turns it into a `Draft` in the store's own names.
///
/// In this order, as the workloads report: names, required members, values.
package struct PayloadBinder: Sendable {
  package enum Purpose: Sendable {
    case create
    case update
    /// A seed may set what only the server sets, and nothing is required of it.
    case seed
  }

  package enum ReadOnlyPolicy: Sendable { case refuse, ignore }

  let model: EntityModel
  let purpose: Purpose
  let readOnly: ReadOnlyPolicy
  /// Inline entities are taken; else they are references or refused.
  let takesChildren: Bool
  /// Required properties must be named on update too.
  let requiresOnUpdate: Bool
  /// What an update does not name of a complex value stays out of the draft, to be merged with what is there; else the
  /// value is whole, as on creation.
  let mergesComplexValues: Bool

  package init(
    model: EntityModel, purpose: Purpose, readOnly: ReadOnlyPolicy, takesChildren: Bool,
    requiresOnUpdate: Bool = false, mergesComplexValues: Bool = false
  ) {
    self.requiresOnUpdate = requiresOnUpdate
    self.mergesComplexValues = mergesComplexValues
    self.model = model
    self.purpose = purpose
    self.readOnly = readOnly
    self.takesChildren = takesChildren
  }

  /// - Parameters:
  ///   - declared: the type that the place takes; `@odata.type` may name one below it.
  ///   - given: names of navigation properties that the path already fixes, so that they are not required.
  package func bind(
    _ body: JSONValue, as declared: StructuredType, given: Set<String> = [], path: String = "$"
  ) throws(PayloadError) -> Draft {
    try bind(body, as: declared, given: given, path: path, place: .outermost)
  }

  /// An object inside another one may identify what it refers to by values that only the server sets, such as
  /// `originId`; a rule looks it up. One that says nothing but its id is that object, of which nothing is required.
  enum Place { case outermost, inside }

  func bind(
    _ body: JSONValue, as declared: StructuredType, given: Set<String>, path: String, place: Place
  ) throws(PayloadError) -> Draft {
    guard case .object(let object) = body else { throw .notAnObject(path: path) }
    if let name = object.nameRepeatedInAnotherCase {
      throw .repeatedProperty(name: name, path: path + "." + name)
    }
    let type = try concreteType(of: object, declared, path)
    let members = try classify(object, type, path, place)
    // A value of another JSON kind is the gateway's error: it comes before what the workload has to say.
    let outcome: Result<Draft, PayloadError>
    do { outcome = .success(try draft(members, type, path)) } catch {
      if case .wrongKind = error { throw error }
      outcome = .failure(error)
    }
    if place == .outermost || !members.allSatisfy({ $0.member.isIdentifier }) {
      try checkRequired(members, type, given, path)
    }
    return try outcome.get()
  }

  // MARK: Type

  private func concreteType(
    of object: JSONObject, _ declared: StructuredType, _ path: String
  ) throws(PayloadError) -> StructuredType {
    guard let type = try model.annotatedType(object, declared, path + ".@odata.type") else {
      guard !declared.isAbstract || purpose == .update else {
        throw .typeMissing(declared: declared, path: path)
      }
      return declared
    }
    guard !type.isAbstract || purpose == .update else { throw .typeAbstract(type, path: path) }
    return type
  }

  // MARK: Names

  private enum Classified {
    case id(JSONValue)
    case property(Property, JSONValue)
    case bind(NavigationProperty, JSONValue)
    case nested(NavigationProperty, JSONValue)
    case annotation(String, JSONValue)
    /// A member that the type does not declare.
    case dynamic(String, JSONValue)

    var isIdentifier: Bool { if case .id = self { true } else { false } }
  }

  private func classify(
    _ object: JSONObject, _ type: StructuredType, _ path: String, _ place: Place
  ) throws(PayloadError) -> [(member: Classified, path: String)] {
    var members: [(member: Classified, path: String)] = []
    for member in object.members {
      let memberPath = path + "." + member.name
      guard let classified = try classify(member, type, memberPath, place) else { continue }
      members.append((classified, memberPath))
    }
    return members
  }

  /// nil for what is ignored: annotations that only answers carry.
  private func classify(
    _ member: JSONObject.Member, _ type: StructuredType, _ path: String, _ place: Place
  ) throws(PayloadError) -> Classified? {
    // Annotations are few, and looking for one byte costs next to nothing.
    guard member.name.utf8.contains(UInt8(ascii: "@")) else {
      return try classifyNamed(member, type, path, place)
    }
    if member.name.hasPrefix("@emulator."), purpose == .seed { return .annotation(member.name, member.value) }
    if let name = member.name.droppingSuffix("@odata.bind") {
      guard let navigation = navigation(name, of: type) else {
        throw .unknownProperty(name: member.name, type: type, path: path)
      }
      return .bind(navigation, member.value)
    }
    if member.name.hasPrefix("@") || member.name.contains("@odata.") { return nil }
    return try classifyNamed(member, type, path, place)
  }

  private func classifyNamed(
    _ member: JSONObject.Member, _ type: StructuredType, _ path: String, _ place: Place
  ) throws(PayloadError) -> Classified? {
    switch type.bodyMember(member.name) {
    case .property(let property) where property.name == "id": return .id(member.value)
    case .property(let property): return try writable(property, member.value, type, path, place)
    case .navigation(let navigation): return .nested(navigation, member.value)
    case nil:
      guard type.dynamicName(member.name)?.takes(member.value) == true else {
        throw .unknownProperty(name: member.name, type: type, path: path)
      }
      return .dynamic(member.name, member.value)
    }
  }

  private func writable(
    _ property: Property, _ value: JSONValue, _ type: StructuredType, _ path: String, _ place: Place
  ) throws(PayloadError) -> Classified? {
    // Bytes are written to a URL of their own.
    if property.isStream { return nil }
    let isDerived = property.traits.derived != nil && property.mirroredReference == nil
    let isServerMade = property.traits.isComputed || isDerived
    if purpose == .seed { return isDerived ? nil : .property(property, value) }
    let isFixed = purpose == .update && (property.traits.isImmutable || property.name == type.keyName)
    let isIdentifying = place == .inside && !isDerived
    guard isServerMade && !isIdentifying || isFixed else { return .property(property, value) }
    guard readOnly == .ignore else { throw .readOnlyProperty(name: property.name, type: type, path: path) }
    return nil
  }

  /// A bind may name a navigation property inside a complex one only by its own name.
  private func navigation(_ name: String, of type: StructuredType) -> NavigationProperty? {
    guard case .navigation(let navigation)? = type.bodyMember(name) else { return nil }
    return navigation
  }

  // MARK: Required members

  private func checkRequired(
    _ members: [(member: Classified, path: String)], _ type: StructuredType, _ given: Set<String>,
    _ path: String
  ) throws(PayloadError) {
    guard purpose == .create || requiresOnUpdate else { return }
    let names = Set(members.compactMap { Self.presentName($0.member) })
    for navigation in type.navigationProperties where navigation.traits.isRequired && purpose == .create {
      guard given.contains(navigation.name) || names.contains(navigation.name) else {
        throw .missingProperty(name: navigation.name, type: type, path: path)
      }
    }
    for property in type.properties where property.traits.isRequired && property.defaultValue == nil {
      guard names.contains(property.name) || property.traits.replacement.map(names.contains) == true else {
        throw .missingProperty(name: property.name, type: type, path: path)
      }
    }
  }

  private static func presentName(_ member: Classified) -> String? {
    switch member {
    case .property(let property, let value): value.isNull ? nil : property.name
    case .bind(let navigation, let value), .nested(let navigation, let value):
      value.isNull ? nil : navigation.name
    case .id, .annotation, .dynamic: nil
    }
  }

  // MARK: Values

  private func draft(
    _ members: [(member: Classified, path: String)], _ type: StructuredType, _ path: String
  ) throws(PayloadError) -> Draft {
    var draft = Draft(type: type, path: path)
    var values: [String: JSONValue] = [:]
    var dynamic: [JSONObject.Member] = []
    let binder = ValueBinder(
      model: model, keepsMissing: purpose == .update && mergesComplexValues,
      takesNullForDefault: purpose == .update, checksLengths: purpose != .seed)
    for (member, memberPath) in members {
      switch member {
      case .id(let value): draft.id = try identifier(value, type, memberPath)
      case .property(let property, let value):
        values[property.storedName] = try binder.value(value, of: property, in: type, path: memberPath)
      case .bind(let navigation, let value):
        draft.references.append(try reference(navigation, value, memberPath))
      case .nested(let navigation, let value):
        try addNested(navigation, value, memberPath, to: &draft)
      case .annotation(let name, let value): draft.annotations[name] = value
      case .dynamic(let name, let value): dynamic.append(JSONObject.Member(name: name, value: value))
      }
    }
    draft.properties = JSONObject(Self.ordered(values, type).members + dynamic)
    if purpose == .create { try checkIdentifier(draft, path) }
    return draft
  }

  /// Of an object that clients give its id it is a text that says something; elsewhere what is no text does not count.
  private func identifier(
    _ value: JSONValue, _ type: StructuredType, _ path: String
  ) throws(PayloadError) -> String? {
    let text = value.stringValue
    guard purpose == .create, type.traits.givenIdentifier == "id", !value.isNull else { return text }
    guard let text else {
      throw .wrongKind(name: "id", expected: TypeReference(.primitive(.string)), path: path)
    }
    guard !text.isEmpty else { throw .outOfRange(name: "id", text: text, path: path) }
    return text
  }

  /// A path has to be able to hold the key that a client gives, and to mean the object by it.
  private func checkIdentifier(_ draft: Draft, _ path: String) throws(PayloadError) {
    guard let (name, key) = draft.givenKey,
      !IdentifierText.isValid(key) || !SegmentMeaning(model: model).isKey(key, of: draft.type)
    else { return }
    throw .outOfRange(name: name, text: key, path: path + "." + name)
  }

  /// In the order of the model, which is the order in which the store writes.
  private static func ordered(_ values: [String: JSONValue], _ type: StructuredType) -> JSONObject {
    let placed = values.compactMap { name, value in
      type.position(name).map { (place: $0, name: name, value: value) }
    }
    return JSONObject(
      placed.sorted { $0.place < $1.place }.map { JSONObject.Member(name: $0.name, value: $0.value) })
  }
}

extension String {
  /// The text before a suffix: `members@odata.bind` without `@odata.bind` is `members`.
  fileprivate func droppingSuffix(_ suffix: String) -> String? {
    hasSuffix(suffix) ? String(dropLast(suffix.count)) : nil
  }
}
