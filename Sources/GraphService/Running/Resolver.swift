import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// Walks a planned path through the store and says what is missing in the words of the segment that misses.
struct Resolver {
  let plan: PathPlan
  /// The keys of this request's path.
  let keys: [String]
  /// Id of the signed-in user; nil when there is none.
  let callerID: String?
  /// Which rows are there may depend on who asks.
  let run: RunRequest
  /// Makes the row of a value that is there without one; nil where a request only looks.
  var makingRow: ((PathPlan.Hop, Walked) throws -> Reader.Located?)?
  /// The same for an object of a collection that has a name.
  var makingNamed: ((PathPlan.Hop, Reader.Located, Walked) throws -> Reader.Located)?

  /// Makes an object on the way that is missing; nil where it has to be there.
  var makingMissing: ((PathPlan.Hop, Walked) throws -> Reader.Located?)?

  /// The objects that were found on the way; nil for those that have no row.
  struct Walked {
    var objects: [Reader.Located?] = []

    /// Key of the last object, to which a collection or a single value belongs.
    var parent: Int64? { objects.last??.key }

    /// Key of the object that rows are found by: of what belongs to the container of a single value that one.
    func parent(of source: RowSource) -> Int64? {
      source.relation.isOfContainer ? objects.dropLast().last??.key : parent
    }

    /// The objects above the last one.
    var aboveLast: Walked { Walked(objects: objects.dropLast()) }
  }

  /// Whether a write looks for the object that it is about.
  enum LastObject {
    case mustBeThere
    /// Where it is missing the walk has nil.
    case mayBeMissing
    case isNotLookedFor
  }

  func walk(_ reader: Reader, _ last: LastObject) throws -> Walked {
    switch last {
    case .mustBeThere: return try walk(reader)
    case .isNotLookedFor: return try walkToLast(reader)
    case .mayBeMissing:
      var walked = try walkToLast(reader)
      guard let hop = plan.hops.last else { return walked }
      try check(hop.sources, hop.name, walked)
      walked.objects.append(try hop.locate.flatMap { try found(hop, $0, walked, reader) })
      return walked
    }
  }

  /// Locates every object of the path.
  func walk(_ reader: Reader) throws -> Walked {
    try walk(reader, plan.hops[...])
  }

  /// Locates every object but the last, which the caller reads by itself.
  func walkToLast(_ reader: Reader) throws -> Walked {
    try walk(reader, plan.hops.dropLast())
  }

  func walk(_ reader: Reader, _ hops: ArraySlice<PathPlan.Hop>) throws -> Walked {
    var walked = Walked()
    for hop in hops {
      try check(hop.sources, hop.name, walked)
      reader.trace?.expect("find \(title(of: hop))", identifier: identifierMeaning(of: hop))
      walked.objects.append(try locate(hop, walked, reader))
      reader.trace?.expectParent(found: !hop.isVirtual)
    }
    return walked
  }

  /// A property that only derived types declare is there for objects of those types alone.
  func check(_ sources: Set<String>?, _ name: String, _ walked: Walked) throws {
    guard let sources, let object = walked.objects.last ?? nil, !sources.contains(object.type),
      !object.isPretended
    else { return }
    throw ServiceFailure(RoutingFailure.unknownSegment(name), .gateway)
  }

  private func locate(_ hop: PathPlan.Hop, _ walked: Walked, _ reader: Reader) throws -> Reader.Located? {
    guard case .row = hop.kind, let locate = hop.locate else { return nil }
    if let located = try found(hop, locate, walked, reader) { return located }
    if let made = try makingMissing?(hop, walked) { return made }
    guard hop.isImplied else { throw missing(hop) }
    return try makingRow?(hop, walked)
  }

  private func found(
    _ hop: PathPlan.Hop, _ locate: ReadPlan, _ walked: Walked, _ reader: Reader
  ) throws -> Reader.Located? {
    guard let located = try reader.locate(locate, values(hop, parent: hop.parent(walked))) else { return nil }
    return located.hasNoRow ? try makingNamed?(hop, located, walked) ?? located : located
  }

  /// The parameters that find the row of a hop.
  func values(_ hop: PathPlan.Hop, parent: Int64?) -> ReadValues {
    ReadValues(parent: parent, identifier: identifier(hop), request: run)
  }

  private func identifier(_ hop: PathPlan.Hop) -> SQLValue {
    guard case .row(let source, let lookup) = hop.kind else { return .null }
    switch lookup {
    case .identifier:
      return .text(source.named?.identifier(key(hop)) ?? Guid.normalizedIdentifier(key(hop)))
    case .property: return .text(key(hop).lowercased())
    case .caller: return callerID.map(SQLValue.text) ?? .null
    case .single, .nothing: return .null
    }
  }

  /// Whether the key looks like the ids of the type.
  private func hasKeyForm(_ hop: PathPlan.Hop) -> Bool {
    let count = hop.type.traits.keyParts
    guard count > 0, hop.type.traits.givenIdentifier == nil else { return true }
    let parts = key(hop).split(separator: "_", omittingEmptySubsequences: false)
    return parts.count == count && parts.allSatisfy { Guid.isValid(String($0).utf8) }
  }

  /// The key of a hop as the client sent it.
  func key(_ hop: PathPlan.Hop) -> String {
    guard let index = hop.keyIndex, index < keys.count else { return "" }
    return keys[index]
  }

  /// What is said when the object of a hop is not there.
  func missing(_ hop: PathPlan.Hop) -> ServiceFailure {
    let contract = hop.contract
    if let missing = hop.type.traits.stream.missing {
      return ServiceFailure(
        StateFailure.missingStream(name: hop.name, code: missing.code, message: missing.message), contract)
    }
    guard case .row(_, let lookup) = hop.kind else {
      return ServiceFailure(StateFailure.missingTarget(navigation: hop.name), contract)
    }
    switch lookup {
    case .single: return ServiceFailure(StateFailure.missingTarget(navigation: hop.name), contract)
    case .caller:
      return ServiceFailure(StateFailure.missingObject(id: callerID ?? hop.name, segment: hop.name), contract)
    case .identifier where contract.conventions.idsAreGuids && !hasKeyForm(hop):
      return ServiceFailure(StateFailure.malformedIdentifier(key(hop)), contract)
    case .identifier, .property, .nothing:
      return ServiceFailure(StateFailure.missingObject(id: key(hop), segment: hop.name), contract)
    }
  }
}

extension PathPlan.Hop {
  /// Key of the object that the row is found by.
  func parent(_ walked: Resolver.Walked) -> Int64? {
    guard case .row(let source, _) = kind else { return walked.parent }
    return walked.parent(of: source)
  }
}

// MARK: For a trace

extension Resolver {
  /// `users 'adele@contoso.example'`, `manager`
  func title(of hop: PathPlan.Hop) -> String {
    hop.keyIndex == nil ? hop.name : "\(hop.name) '\(key(hop))'"
  }

  /// What the value is that the row of a hop is found by.
  func identifierMeaning(of hop: PathPlan.Hop) -> String {
    guard case .row(_, let lookup) = hop.kind else { return "" }
    switch lookup {
    case .identifier: return "id in the path"
    case .property(let name): return "\(name) in the path, folded"
    case .caller: return "id of the row that statement 1 finds"
    case .single, .nothing: return "nothing"
    }
  }
}
