import TestSupport
import Testing

@testable import EntityModel
@testable import GraphEmulatorKit

/// What the overlay says of operations is about operations that the service publishes, and about members that they have.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct PublishedEffectsTests {
  private let model: EntityModel

  init() throws {
    model = try Versions.sources([.publishedV1]).v1.model()
  }

  /// `microsoft.graph.archive(microsoft.graph.team)`
  private static let targets = targets(of: "Effect")

  private static func targets(of term: String) -> [String] {
    let root = try? CSDLElement.parse(Assets.overlay)
    let blocks = root?.schemas.flatMap { $0.children("Annotations") } ?? []
    return blocks.filter { block in
      block.children("Annotation").contains { $0.attributes["Term"] == "Emulator.V1.\(term)" }
    }.compactMap { $0.attributes["Target"] }
  }

  /// What is malformed would say nothing.
  @Test func whatTypesSayIsRead() {
    let read: [(String, (TypeTraits) -> Bool)] = [
      ("Refuses", { $0.refusals != nil }), ("SiblingName", { $0.siblingName != nil }),
      ("Creation", { $0.creation != nil }), ("EntityTag", { $0.entityTag != nil }),
    ]
    for (term, isThere) in read {
      let targets = Self.targets(of: term)
      #expect(!targets.isEmpty)
      for target in targets {
        #expect(model.type(target).map { isThere($0.traits) } == true, "\(target): \(term)")
      }
    }
  }

  private func operations(_ target: String) -> [Operation] {
    let parts = target.dropLast().split(separator: "(", maxSplits: 1).map(String.init)
    let types = parts[1].split(separator: ",").map(String.init)
    return model.operations(parts[0]).filter { operation in
      let own = ([operation.binding].compactMap(\.self) + operation.parameters.map(\.type)).map(\.name)
      return own == types || operation.kind == .action && own.first == types[0] && types.count == 1
    }
  }

  @Test func eachIsAboutOnePublishedOperation() {
    #expect(Self.targets.count > 200)
    #expect(Set(Self.targets).count == Self.targets.count)
    for target in Self.targets { #expect(operations(target).count == 1, "\(target)") }
  }

  /// Else it would be passed over.
  @Test func eachAnswersWhatIsDeclared() {
    for target in Self.targets {
      for operation in operations(target) { #expect(operation.effect(in: model) != nil, "\(target)") }
    }
  }

  @Test func parametersAreDeclared() {
    for (target, operation, effect) in effects {
      let declared = Set(operation.parameters.map(\.name))
      let named = [effect.ids].compactMap(\.self) + Self.destination(effect.act).map(\.parameter)
      for name in named { #expect(declared.contains(name), "\(target): \(name)") }
      for name in Self.parameters(effect) { #expect(declared.contains(name), "\(target): $\(name)") }
    }
  }

  @Test func membersAreThere() throws {
    for (target, operation, effect) in effects {
      guard case .change(let changes) = effect.act else { continue }
      let type = try #require(reached(effect.objects, from: operation))
      for change in changes {
        if case .set(let member) = change, member.isUnshown { continue }
        #expect(model.family(of: type).contains { has(change.path[...], $0) }, "\(target): \(change.path)")
      }
    }
  }

  private var effects: [(String, Operation, OperationEffect)] {
    Self.targets.flatMap { target in
      operations(target).compactMap { operation in operation.traits.effect.map { (target, operation, $0) } }
    }
  }

  private static func destination(_ act: OperationEffect.Act) -> [EffectDestination] {
    switch act {
    case .move(let destination, _): [destination]
    case .copy(let destination, _): [destination].compactMap(\.self)
    case .accept, .change, .delete, .list, .find, .create, .withdraw: []
    }
  }

  /// The type of the objects that an effect changes.
  private func reached(_ listing: EffectListing?, from operation: Operation) -> StructuredType? {
    var type = operation.binding.flatMap { model.type($0.elementName) }
    for step in listing?.through ?? [] {
      type = type?.navigationProperty(step.navigation).flatMap { model.type($0.target) }
    }
    return type
  }

  private func has(_ path: ArraySlice<String>, _ type: StructuredType) -> Bool {
    guard let name = path.first, let member = type.member(name) else { return false }
    guard path.count > 1 else { return true }
    guard case .property(let property) = member, let inner = model.type(property.type.elementName) else {
      return false
    }
    return has(path.dropFirst(), inner)
  }
}

// MARK: Parameters

extension PublishedEffectsTests {
  private static func parameters(_ effect: OperationEffect) -> [String] {
    var values = [effect.answer, effect.failed, effect.task?.value].compactMap(\.self)
    values += effect.delivery.map { $0.members.map(\.value) + [$0.keep].compactMap(\.self) } ?? []
    var conditions = effect.refusals.flatMap(\.conditions) + self.conditions(effect.objects)
    conditions += effect.likeness?.conditions ?? []
    switch effect.act {
    case .accept, .delete: break
    case .change(let changes), .move(_, let changes), .copy(_, let changes):
      for change in changes {
        switch change {
        case .set(let member), .append(let member): values.append(member.value)
        case .contain(_, let value): values.append(value)
        case .remove(_, let matching): conditions += matching
        case .amend(_, let matching, let members):
          conditions += matching
          values += members.map(\.value)
        }
      }
    case .list(let listing): conditions += self.conditions(listing)
    case .find(let matching): conditions += matching
    case .create(let value, _), .withdraw(let value, _): values.append(value)
    }
    return (values + self.values(conditions)).flatMap(parameters)
  }

  private static func values(_ conditions: [EffectCondition]) -> [EffectValue] {
    conditions.flatMap { condition in
      switch condition.test {
      case .equals(let value), .contains(let value): [condition.requested, value].compactMap(\.self)
      case .given, .unlike: [condition.requested].compactMap(\.self)
      case .some(let like), .noneIn(_, let like): [condition.requested].compactMap(\.self) + values(like)
      }
    }
  }

  private static func conditions(_ listing: EffectListing?) -> [EffectCondition] {
    guard let listing else { return [] }
    return listing.conditions + (listing.choice?.cases.values.flatMap(\.self) ?? [])
  }

  private static func parameters(_ value: EffectValue) -> [String] {
    switch value {
    case .literal, .moment, .caller, .user, .userValue, .identity, .property, .owner, .twin, .made,
      .identifier, .item:
      []
    case .parameter(let names): Array(names.prefix(1))
    case .array(let values), .joined(let values), .first(let values), .merged(let values),
      .lasting(let values):
      values.flatMap(parameters)
    case .all(let values, let exceptions, let only):
      (values + self.values(exceptions + only)).flatMap(parameters)
    case .conditional(let conditions, let value, let other):
      (values(conditions) + [value, other].compactMap(\.self)).flatMap(parameters)
    case .any(let value), .without(let value, _, _), .brief(let value), .key(let value), .last(let value):
      parameters(value)
    case .object(let members): members.flatMap { parameters($0.value) }
    case .choice(let text, let members): parameters(text) + members.flatMap { parameters($0.value) }
    case .each(let elements, let made): parameters(elements) + parameters(made)
    }
  }
}
