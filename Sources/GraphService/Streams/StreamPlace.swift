import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// The stream that a path leads to: that of the object itself, or of a property.
struct StreamPlace {
  let target: Target
  /// On the way from the object to the stream; none: what the object is about.
  let properties: [Property]

  private var version: ServiceVersion { target.version }

  /// What it is called in the store.
  var name: String {
    properties.isEmpty ? StreamTable.media : properties.map(\.storedName).joined(separator: "/")
  }

  /// The object that its bytes are of, if a path between colons names it; nil for one that is about bytes itself.
  var namedFile: NamedFile? { properties.isEmpty ? nil : NamedFile(target) }

  /// What the model says of it, for an object of a type.
  func traits(_ type: StructuredType) -> StreamTraits { properties.last?.traits.stream ?? type.traits.stream }

  /// The object of the path.
  ///
  /// - Throws: `ServiceFailure` for one that is missing.
  func located(
    _ resolver: Resolver, _ walked: Resolver.Walked, _ reader: Reader
  ) throws -> Reader.Located {
    guard let hop = target.plan.hops.last, case .object = target.plan.end else {
      throw ReferenceFailure.writeToReference
    }
    if let located = walked.objects.last ?? nil { return located }
    if hop.isVirtual, let located = try reader.locate(try singlePlan(hop), ReadValues()) { return located }
    throw resolver.missing(hop)
  }

  /// A single value below a singleton may have a row.
  private func singlePlan(_ hop: PathPlan.Hop) throws -> ReadPlan {
    guard let table = version.table(of: hop.type), case .virtual(_, let place) = hop.kind else {
      throw RoutingFailure.unknownSegment(hop.name)
    }
    return version.queries.rows.plan("single \(table.name) \(place.name ?? "")") {
      let source = RowSource(table: table, relation: table.hasOwner ? .unowned(place) : .all, types: nil)
      return version.plans.locate(source, .single)
    }
  }

  /// That there are no bytes.
  func missing(_ type: StructuredType) -> StateFailure {
    let missing = traits(type).missing
    let name = properties.last?.name ?? target.plan.hops.last?.name ?? StreamTable.media
    return .missingStream(name: name, code: missing?.code, message: missing?.message)
  }

  /// The tag that the object itself has; none where its type has none.
  func tags(of located: Reader.Located, _ reader: Reader) throws -> [String] {
    let type = type(of: located)
    guard let name = type.traits.entityTag?.members.first?.name, let table = version.table(of: type) else {
      return []
    }
    let plan = version.queries.rows.plan("tag \(type.name)") {
      let value = "json_extract(t.properties, \(literal("$.\"\(name)\"")))"
      return version.plans.plan(
        "SELECT \(value) FROM \(quoted(table.name)) t WHERE t.key = ?1", nil, SQLArguments())
    }
    var bytes: [UInt8] = []
    reader.trace?.expect("read the tag of the object")
    try reader.appendTexts(plan, ReadValues(parent: located.key), to: &bytes)
    return bytes.isEmpty ? [] : [String(decoding: bytes, as: UTF8.self)]
  }

  /// This version's type of a row.
  func type(of located: Reader.Located) -> StructuredType {
    version.model.type(storedAs: located.type) ?? target.path.type
  }
}
