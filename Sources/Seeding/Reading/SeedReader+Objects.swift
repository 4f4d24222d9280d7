import EntityModel
import GraphStore
import JSON
import OData

/// What has been read of one object before it is complete.
private struct SeedContent {
  let type: StructuredType
  let set: String
  let path: String
  let parent = SeedParent()
  /// The members that are bound to the model as they stand.
  var plain: [JSONObject.Member] = []
  var references: [SeedReference] = []
  var nested: [NestedDrafts] = []
  var inline: [SeedObject] = []
  /// Everything below, outermost first.
  var below: [SeedObject] = []
  var deleted: String?
}

/// An object with everything nested in it, in the order of the text.
struct SeedTree {
  let object: SeedObject
  let below: [SeedObject]

  var all: [SeedObject] { [object] + below }
}

extension SeedReader {
  /// - Parameter set: path of the set it stands in: part of what its id is made from.
  mutating func object(
    _ value: JSONValue, _ declared: StructuredType, _ place: SeedPlace, set: String, _ path: String
  ) throws(SeedMistake) -> SeedTree {
    guard case .object(let sent) = value else {
      throw mistake(path, "an object expected, not \(value.kindName)")
    }
    if let name = sent.nameRepeatedInAnotherCase {
      throw SeedMistake(.repeatedProperty(name: name, path: "\(path).\(name)"), file: file)
    }
    let type = try concreteType(sent, declared, path)
    let object = gathered(sent, type)
    let contentID = try contentID(object, type, place, set, path)
    let below = "\(type.traits.home ?? set)/\(object[type.keyName ?? "id"]?.stringValue ?? contentID ?? "")"
    var content = SeedContent(type: type, set: below, path: path)
    for member in object.members { try add(member, type, "\(path).\(member.name)", to: &content) }
    return try tree(content, place, place.impliesIdentifier(of: type) ? nil : contentID)
  }

  private func tree(
    _ content: SeedContent, _ place: SeedPlace, _ contentID: String?
  ) throws(SeedMistake) -> SeedTree {
    try checkDepth(content)
    var draft = try bind(content.plain, content.type, content.path)
    draft.children = content.nested
    if let key = content.type.otherKeyName { draft.id = draft.properties[key]?.keyValue }
    try nameByIdentifier(&draft, content.path)
    draft.id = draft.id ?? draft.givenIdentifier
    if let id = draft.id { try check(id, content.type, content.path + ".id") }
    if content.deleted != nil {
      guard case .deleted = place else {
        throw mistake(content.path, "only objects among the deleted have a moment of deletion")
      }
    }
    let object = SeedObject(
      draft: draft, place: place, references: content.references, inline: content.inline,
      contentID: contentID,
      deleted: content.deleted, file: file)
    content.parent.complete(object)
    return SeedTree(object: object, below: content.below)
  }

  /// An object by itself may be as deep as a body.
  private func checkDepth(_ content: SeedContent) throws(SeedMistake) {
    let limit = JSONValue.depthLimit
    for member in content.plain where member.value.isNested(deeperThan: limit - 1) {
      throw mistake("\(content.path).\(member.name)", "an object has at most \(limit) levels")
    }
  }

  // MARK: Type and id

  /// The type that `@odata.type` names, else the declared one.
  private func concreteType(
    _ object: JSONObject, _ declared: StructuredType, _ path: String
  ) throws(SeedMistake) -> StructuredType {
    guard let annotation = object["@odata.type"] else {
      guard declared.isAbstract else { return declared }
      return try bind([], declared, path).type
    }
    return try bind([JSONObject.Member(name: "@odata.type", value: annotation)], declared, path).type
  }

  private mutating func contentID(
    _ object: JSONObject, _ type: StructuredType, _ place: SeedPlace, _ set: String, _ path: String
  ) throws(SeedMistake) -> String? {
    if case .single(_, nil, _) = place { return nil }
    guard let id = object[type.keyName ?? "id"] ?? object[type.traits.givenIdentifier ?? "id"], !id.isNull
    else {
      return type.traits.hasDerivedId ? nil : identifiers.identifier(of: object, in: type.traits.home ?? set)
    }
    guard id.stringValue != nil || type.otherKeyName != nil else {
      throw mistake(path + ".id", "an id is a string, not \(id.kindName)")
    }
    return nil
  }

  /// Where the name of an object is its id, either says the other.
  private func nameByIdentifier(_ draft: inout Draft, _ path: String) throws(SeedMistake) {
    guard let name = draft.type.traits.givenIdentifier, name != "id", let id = draft.id,
      let property = draft.type.property(name)
    else { return }
    let given = draft.properties[property.storedName]?.stringValue
    guard given == nil || given == id else {
      throw mistake("\(path).\(name)", "'\(given ?? "")' is not its id, '\(id)'")
    }
    draft.properties[property.storedName] = .string(id)
  }

  /// Directory objects have GUIDs, which is how a key is told from a name, but for those whose ids clients give.
  private func check(_ id: String, _ type: StructuredType, _ path: String) throws(SeedMistake) {
    if members.schema.table(of: type)?.isSoftDeleted == true, type.traits.givenIdentifier == nil,
      Guid.normalized(id) == nil
    {
      throw mistake(path, "'\(id)' is no GUID")
    }
    guard IdentifierText.isValid(id) else {
      throw mistake(path, "'\(id)' cannot be an id: 1 to 255 characters without / and blanks around them")
    }
    guard IdentifierText.isKey(id) else {
      throw mistake(path, "'\(id)' cannot be an id: a path means something else by it")
    }
  }

  private func bind(
    _ members: [JSONObject.Member], _ type: StructuredType, _ path: String
  ) throws(SeedMistake) -> Draft {
    let binder = PayloadBinder(model: model, purpose: .seed, readOnly: .ignore, takesChildren: false)
    do { return try binder.bind(.object(JSONObject(members)), as: type, path: path) } catch {
      throw SeedMistake(error, file: file)
    }
  }

  // MARK: Members

  /// - Parameter type: the object's own, or that of a complex value in it.
  private mutating func add(
    _ member: JSONObject.Member, _ type: StructuredType, _ path: String, to content: inout SeedContent
  ) throws(SeedMistake) {
    switch members.kind(of: member.name, in: type) {
    case .passed: if member.name == "@odata.type" { content.plain.append(member) }
    case .annotation, .property, .dynamic: content.plain.append(member)
    case .bind(let navigation): content.references.append(try reference(navigation, member.value, path))
    case .nested(let navigation): try addNested(navigation, member.value, path, to: &content)
    case .navigating(_, let complex): try addNavigating(member, complex, path, to: &content)
    case .referenceID(let navigation): try addIdentifier(navigation, member.value, path, to: &content)
    case .deletedMoment: try setDeleted(member.value, path, in: &content)
    case .elsewhere(let place): try pass(member, standingAt: place, path)
    case .derived: try addDerived(member, type, path, to: &content)
    case .unknown: throw mistake(path, "a \(type.shortName) has no '\(member.name)'")
    }
  }

  /// Objects would be lost.
  private mutating func pass(
    _ member: JSONObject.Member, standingAt place: String, _ path: String
  ) throws(SeedMistake) {
    guard member.value.isNull || member.value == [] else {
      throw mistake(path, "objects of '\(member.name)' stand at '\(place)' in a seed")
    }
    ignore(path)
  }

  private func reference(
    _ navigation: NavigationProperty, _ value: JSONValue, _ path: String
  ) throws(SeedMistake) -> SeedReference {
    let texts = navigation.isCollection ? try elements(value, path) : value.isNull ? [] : [value]
    var targets: [SeedReference.Target] = []
    for (index, value) in texts.enumerated() {
      guard let text = value.stringValue else {
        let place = navigation.isCollection ? "\(path)[\(index)]" : path
        throw mistake(place, "a path such as 'users/{id}' expected, not \(value.kindName)")
      }
      targets.append(.path(text))
    }
    return SeedReference(navigation: navigation, targets: targets, path: path)
  }

  private func addIdentifier(
    _ navigation: NavigationProperty, _ value: JSONValue, _ path: String, to content: inout SeedContent
  ) throws(SeedMistake) {
    guard !value.isNull else { return }
    guard let id = value.stringValue else { throw mistake(path, "an id is a string, not \(value.kindName)") }
    content.references.append(SeedReference(navigation: navigation, targets: [.identifier(id)], path: path))
  }

  private func setDeleted(
    _ value: JSONValue, _ path: String, in content: inout SeedContent
  ) throws(SeedMistake) {
    guard !value.isNull else { return }
    guard let moment = value.stringValue.flatMap(Timestamp.normalized) else {
      throw mistake(path, "no time")
    }
    content.deleted = moment
  }

  /// Navigation inside a complex value belongs to the object; what else the value holds is kept.
  private mutating func addNavigating(
    _ member: JSONObject.Member, _ complex: StructuredType, _ path: String, to content: inout SeedContent
  ) throws(SeedMistake) {
    guard case .object(let object) = member.value else { return content.plain.append(member) }
    var rest: [JSONObject.Member] = []
    for inner in object.members {
      switch members.kind(of: inner.name, in: complex) {
      case .property: rest.append(inner)
      default: try add(inner, complex, "\(path).\(inner.name)", to: &content)
      }
    }
    // One that says nothing is a value all the same, as against null; one that says objects alone is where they stand.
    guard !rest.isEmpty || object.isEmpty else { return }
    content.plain.append(JSONObject.Member(name: member.name, value: .object(JSONObject(rest))))
  }

  /// A derived single value by id says more exactly which object an inline one means; not one that is a part of it.
  private mutating func addDerived(
    _ member: JSONObject.Member, _ type: StructuredType, _ path: String, to content: inout SeedContent
  ) throws(SeedMistake) {
    if let navigation = type.navigationProperty(member.name), !navigation.isCollection,
      !navigation.containsTarget,
      let id = member.value.objectValue?["id"]?.stringValue, let target = model.type(navigation.target)
    {
      let hint = Draft(type: target, id: id, path: path)
      return content.nested.append(NestedDrafts(navigation: navigation, drafts: [hint]))
    }
    ignore(path)
  }

  // MARK: Nested objects

  private mutating func addNested(
    _ navigation: NavigationProperty, _ value: JSONValue, _ path: String, to content: inout SeedContent
  ) throws(SeedMistake) {
    guard let target = model.type(navigation.target),
      let place = nestedPlace(navigation, content.parent)
    else { return ignore(path) }
    let values = navigation.isCollection ? try elements(value, path) : value.isNull ? [] : [value]
    var drafts: [Draft] = []
    for (index, value) in values.enumerated() {
      let place = (place, navigation.isCollection ? "\(path)[\(index)]" : path)
      if let mention = mention(value, navigation, place.1) {
        content.references.append(mention)
        continue
      }
      let tree = try object(value, target, place.0, set: "\(content.set)/\(navigation.name)", place.1)
      drafts.append(tree.object.draft)
      if case .referred = place.0 { content.inline.append(tree.object) }
      content.below += tree.all
    }
    content.nested.append(NestedDrafts(navigation: navigation, drafts: drafts))
  }

  /// An object with what it shows of a single value in that value, where its text has it so: `events` in `calendar`.
  private mutating func gathered(_ object: JSONObject, _ type: StructuredType) -> JSONObject {
    let ways = waysToValues(of: type)
    guard !ways.isEmpty else { return object }
    var gathered = object
    for member in object.members {
      guard let way = ways[member.name], case .array(let elements) = member.value,
        var inner = gathered[way.value].map({ $0.isNull ? [:] : $0.objectValue }) ?? [:]
      else { continue }
      inner[way.name] = .array((inner[way.name]?.arrayValue ?? []) + elements)
      gathered[way.value] = .object(inner)
      gathered[member.name] = nil
    }
    return gathered
  }

  private func nestedPlace(_ navigation: NavigationProperty, _ parent: SeedParent) -> SeedPlace? {
    switch members.schema.storage(of: navigation, in: model) {
    case .contained(let place)?:
      navigation.isCollection
        ? .contained(parent, place) : .single(name: navigation.name, parent, place)
    case .inverse(let column)?: .referring(column: column, parent)
    case .link(let link)?: .linked(link, parent)
    case .reference(let column)?: .referred(column: column)
    case .home?: .home
    case .shared(let shared)?: .shared(shared, parent)
    case .inverseLink?, .deleted?, nil: nil
    }
  }

  /// `{"@odata.id":"users/1"}` alone is another way to write a reference.
  private func mention(_ value: JSONValue, _ navigation: NavigationProperty, _ path: String) -> SeedReference?
  {
    guard !navigation.containsTarget, let object = value.objectValue, object.members.count == 1,
      let text = object["@odata.id"]?.stringValue
    else { return nil }
    return SeedReference(navigation: navigation, targets: [.path(text)], path: path)
  }
}
