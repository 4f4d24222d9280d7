import EntityModel
import JSON

/// Members that lead to other objects: references to them, or the objects themselves.
extension PayloadBinder {
  func reference(
    _ navigation: NavigationProperty, _ value: JSONValue, _ path: String
  ) throws(PayloadError) -> BoundReference {
    switch value {
    case .null where !navigation.isCollection:
      return BoundReference(navigation: navigation, targets: nil)
    case .string(let target) where !navigation.isCollection:
      return BoundReference(navigation: navigation, targets: [target])
    case .array(let elements) where navigation.isCollection:
      let targets = elements.compactMap(\.stringValue)
      guard targets.count == elements.count else { throw .badReference(name: navigation.name, path: path) }
      return BoundReference(navigation: navigation, targets: targets)
    default: throw .badReference(name: navigation.name, path: path)
    }
  }

  func addNested(
    _ navigation: NavigationProperty, _ value: JSONValue, _ path: String, to draft: inout Draft
  ) throws(PayloadError) {
    if let reference = try nestedReference(navigation, value, path) {
      draft.references.append(reference)
      return
    }
    guard takesChildren || changesNamed(navigation) else {
      guard purpose != .seed else { return }
      throw .badReference(name: navigation.name, path: path)
    }
    guard let target = model.type(navigation.target) else { return }
    let values = try nestedValues(navigation, value, path)
    var drafts: [Draft] = []
    for (index, value) in values.enumerated() {
      let childPath = navigation.isCollection ? "\(path)[\(index)]" : path
      let given: Set<String> = navigation.partner.map { [$0] } ?? []
      let place = navigation.containsTarget ? Place.outermost : .inside
      let binder = navigation.isCollection ? creating : self
      drafts.append(try binder.bind(value, as: target, given: given, path: childPath, place: place))
    }
    draft.children.append(NestedDrafts(navigation: navigation, drafts: drafts, isWhole: takesChildren))
  }

  /// Objects whose ids clients give can be told from each other in the body of an update: those that are there change,
  /// others are made, and those that it does not name stay.
  private func changesNamed(_ navigation: NavigationProperty) -> Bool {
    purpose == .update && navigation.isCollection && navigation.containsTarget
      && model.type(navigation.target)?.traits.givenIdentifier != nil
  }

  /// Of what an update says of a contained collection the elements are described as new ones are.
  private var creating: PayloadBinder {
    guard purpose == .update else { return self }
    return PayloadBinder(model: model, purpose: .create, readOnly: readOnly, takesChildren: takesChildren)
  }

  private func nestedValues(
    _ navigation: NavigationProperty, _ value: JSONValue, _ path: String
  ) throws(PayloadError) -> [JSONValue] {
    switch value {
    case .null: return []
    case .array(let elements) where navigation.isCollection: return elements
    case .object where !navigation.isCollection: return [value]
    default:
      let expected = TypeReference(.structured(navigation.target), isCollection: navigation.isCollection)
      throw .wrongKind(name: navigation.name, expected: expected, path: path)
    }
  }

  /// `{"@odata.id":"users/1"}` refers to an object; older clients write `@id`.
  private func nestedReference(
    _ navigation: NavigationProperty, _ value: JSONValue, _ path: String
  ) throws(PayloadError) -> BoundReference? {
    guard case .object(let object) = value, let target = object["@odata.id"] ?? object["@id"] else {
      return nil
    }
    guard let text = target.stringValue, !navigation.isCollection else {
      throw .badReference(name: navigation.name, path: path)
    }
    return BoundReference(navigation: navigation, targets: [text])
  }
}
