import EntityModel
import GraphStore
import JSON
import OData
import Planning

/// The URL that a path between colons means after the name of an object (`Emulator.WellKnown`), as in `sites/root:/teams/a`:
/// it begins with the URL of that object.
struct NamedAddress {
  private let request: BoundRequest
  private let set: ContainerElement
  private let type: StructuredType
  private let property: Property
  /// Of the object.
  private let name: String
  /// What follows its URL: `/teams/a`.
  private let rest: String

  /// nil for a path that begins with a host, or with something else.
  init?(_ request: BoundRequest) {
    guard request.context.trace?.withholdsRows != true, request.path.steps.count > 1,
      case .entitySet(let set, let type) = request.path.steps[0], !set.traits.wellKnown.isEmpty,
      case .key(.named(let keys)) = request.path.steps[1], keys.count == 1, let url = keys.first?.value,
      case .url(let name)? = type.traits.pathAddress, keys.first?.name == name,
      let property = type.property(name)
    else { return nil }
    let address = url.dropFirst("https://".count)
    let first = address.prefix { $0 != "/" }
    guard let object = set.traits.wellKnown.named(String(first)) else { return nil }
    (self.request, self.set, self.type, self.property) = (request, set, type, property)
    (self.name, rest) = (object.name, String(address[first.endIndex...]))
  }

  private var version: ServiceVersion { request.context.version }

  /// nil where the object has no URL.
  func path() throws -> BoundPath? {
    guard let url = try url() else { return nil }
    var path = request.path
    let whole = String(url.reversed().drop { $0 == "/" }.reversed()) + rest
    path.steps[1] = .key(.named([KeyArgument(name: property.name, value: whole)]))
    return path
  }

  /// Of the object, which may have no row.
  private func url() throws -> String? {
    try request.context.read { reader in
      let steps = [BoundPath.Step.entitySet(set, type), .key(.segment(name))]
      guard let (located, source) = try request.found(steps, type, reader) else { return nil }
      reader.trace?.expect("read its \(property.name)", identifier: "its key")
      return try url(of: located, in: source, reader)
    }
  }

  private func url(of located: Reader.Located, in source: RowSource, _ reader: Reader) throws -> String? {
    let plan = version.queries.rows.plan("address \(set.name) \(property.name)") {
      version.plans.item(
        source,
        version.plans.projection(type, selection: .names([property.name.lowercased()]), style: .standard))
    }
    var bytes: [UInt8] = [UInt8(ascii: "{")]
    _ = try reader.appendItem(plan, ReadValues(identifier: .integer(located.key)), to: &bytes)
    return try JSONValue.parse(bytes).objectValue?[property.name]?.stringValue
  }
}
