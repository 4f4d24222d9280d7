import EntityModel
import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Planning

/// What a request is about, as far as it decides which permissions count.
struct RequestSubject {
  private let request: BoundRequest

  init(_ request: BoundRequest) { self.request = request }

  private var context: RequestContext { request.context }

  /// The object that the path begins with is the caller's own.
  func isCaller() throws -> Bool {
    guard case .user = context.caller.principal, request.plan.hops.first?.keyIndex != nil else {
      return false
    }
    if namesCaller { return true }
    return try context.read { reader in
      guard let own = try CallerLookup(context.version)?.key(context.caller.principal, reader) else {
        return false
      }
      return try located(Array(request.plan.hops.prefix(1)), reader)?.key == own
    }
  }

  /// The path begins with the caller's own object, as the token names it.
  var namesCaller: Bool {
    guard case .user(let name?) = context.caller.principal, request.plan.hops.first?.keyIndex != nil,
      let key = request.keys.values.first
    else { return false }
    return name.lowercased() == key.lowercased()
  }

  /// - Parameter condition: the short name of a type, a navigation property that a body changes alone, or `self`.
  func fits(_ condition: String) throws -> Bool {
    guard let type = request.plan.endType else { return false }
    if condition == AcceptedPermissions.Conditional.ownProfile { return try changesOwnProfile(type) }
    if type.navigationProperty(condition) != nil { return changesOnly(condition) }
    if let property = type.traits.subjectPath { return try isAbout(condition, by: property, type) }
    // What is about objects of other types as well names the type of one that it only mentions.
    guard let subject = context.version.model.family(of: type).first(where: { $0.shortName == condition })
    else { return true }
    // What is not there is told later.
    guard let found = try foundType() else { return true }
    return found == subject.storedName
  }

  private func foundType() throws -> String? {
    try request.storedType.value {
      try context.read { reader in
        guard let located = try located(request.plan.hops, reader), !located.isPretended else { return nil }
        return located.type
      }
    }
  }

  /// What the object of the body is about, or else the one that is there, is of that kind. A list is about every kind.
  ///
  /// - Parameter property: the text of it is a path.
  private func isAbout(_ condition: String, by property: String, _ type: StructuredType) throws -> Bool {
    // What leads nowhere is told later.
    guard let path = try path(in: property, type), case .entitySet(_, let subject)? = path.steps.first else {
      return true
    }
    return context.version.model.family(of: subject).contains { $0.shortName == condition }
  }

  /// The place that the request is about by the text of a property, where that hangs off an object; nil where it is about
  /// none.
  func place() throws -> BoundRequest? {
    guard let type = request.plan.endType, let property = type.traits.subjectPath,
      let path = try path(in: property, type), path.isNotifiedPlace
    else { return nil }
    return try? BoundRequest(path, context)
  }

  /// Of the object of the body, or else of the one that is there; without its options.
  private func path(in property: String, _ type: StructuredType) throws -> BoundPath? {
    guard let text = try stored(property, type) ?? sent(property) else { return nil }
    let path = String(text.prefix { $0 != "?" })
    return try? PathBinder.bind(try ResourcePath.parse(path), to: context.version.model)
  }

  private func sent(_ property: String) -> String? {
    guard case .object(let body)? = try? JSONValue.parse(context.request.body) else { return nil }
    return body[property]?.stringValue
  }

  /// nil for a path that leads to no object.
  private func stored(_ property: String, _ type: StructuredType) throws -> String? {
    guard case .object = request.plan.end, let table = context.version.table(of: type) else { return nil }
    let version = context.version
    let plan = version.queries.rows.plan("subject \(type.name)") {
      let value = "json_extract(t.properties, \(literal("$." + property)))"
      return version.plans.plan(
        "SELECT \(value) FROM \(quoted(table.name)) t WHERE t.key = ?1", nil, SQLArguments())
    }
    return try context.read { reader in
      guard let located = try located(request.plan.hops, reader) else { return nil }
      var bytes: [UInt8] = []
      reader.trace?.expect("find what it is about")
      try reader.appendTexts(plan, ReadValues(parent: located.key), to: &bytes)
      return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The caller's own object is changed, and in nothing but what people say of themselves.
  private func changesOwnProfile(_ type: StructuredType) throws -> Bool {
    guard context.method == .patch, case .none = request.path.suffix, changesOnlyProfile(type) else {
      return false
    }
    switch request.path.steps.count {
    // `/me`
    case 1: return request.plan.hops.first?.keyIndex == nil
    // `/users/{id}`
    case 2: return try isCaller()
    default: return false
    }
  }

  /// What is no object is told later.
  private func changesOnlyProfile(_ type: StructuredType) -> Bool {
    guard case .object(let body)? = try? JSONValue.parse(context.request.body) else { return true }
    return body.members.allSatisfy { member in
      member.name.hasPrefix("@") || type.property(member.name)?.traits.isSelfService == true
    }
  }

  /// The body has nothing but references of that navigation property.
  private func changesOnly(_ navigation: String) -> Bool {
    guard case .object(let body)? = try? JSONValue.parse(context.request.body) else { return false }
    return body.members.allSatisfy { $0.name == "\(navigation)@odata.bind" }
  }

  /// The object that the hops lead to; nil where it is not there, which is told later.
  private func located(_ hops: [PathPlan.Hop], _ reader: Reader) throws -> Reader.Located? {
    let resolver = Resolver(
      plan: request.plan, keys: request.keys.values, callerID: nil, run: context.run([]))
    do { return try resolver.walk(reader, hops[...]).objects.last ?? nil } catch is ServiceFailure {
      return nil
    }
  }
}

extension BoundPath {
  /// It is one of those that `Emulator.Notifies` is said of.
  fileprivate var isNotifiedPlace: Bool {
    if case .operation(let function, _) = suffix { return function.traits.notified != nil }
    return steps.contains { step in
      if case .navigation(let navigation, _, _) = step { navigation.traits.notified != nil } else { false }
    }
  }
}
