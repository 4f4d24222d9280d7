import GraphStore
import JSON
import Planning

/// Writes what a delta query says of an object: its values, its links, or that it is gone (graph-platform 5.3).
struct DeltaItems {
  let plan: DeltaPlan
  let reader: Reader
  /// Key of the object whose collection it is, and what the request says.
  let place: ReadValues

  /// What finds the object with a key.
  func values(_ key: Int64) -> ReadValues {
    var values = place
    values.identifier = .integer(key)
    return values
  }

  /// The object as it is now; nil when it is not there.
  ///
  /// - Parameter changed: names of the properties whose null must be told; other nulls say nothing new.
  func whole(_ key: Int64, changed: Set<String> = []) throws -> JSONObject? {
    guard let members = try members(key) else { return nil }
    return JSONObject(
      members.filter { !$0.value.isNull || changed.contains($0.name) } + Self.cleared(changed, members))
  }

  /// Nothing but what changed.
  func minimal(_ key: Int64, changed: Set<String>) throws -> JSONObject? {
    guard let members = try members(key) else { return nil }
    return JSONObject(
      members.filter { Self.identifying.contains($0.name) || changed.contains($0.name) }
        + Self.cleared(changed, members))
  }

  /// Members that no type declares are not there without a value; that one lost it is told as null.
  private static func cleared(
    _ changed: Set<String>, _ members: [JSONObject.Member]
  ) -> [JSONObject.Member] {
    changed.subtracting(members.map(\.name)).sorted().map { JSONObject.Member(name: $0, value: .null) }
  }

  /// Nothing but which object it is, for links that did not fit into the page before.
  func bare(_ key: Int64) throws -> JSONObject? { try minimal(key, changed: []) }

  /// What rows are found by, for a trace.
  static let keyMeaning = "key of the object"

  private static let identifying: Set = ["id", "@odata.type"]

  private func members(_ key: Int64) throws -> [JSONObject.Member]? {
    reader.trace?.expect("read each object", identifier: Self.keyMeaning)
    var bytes = [UInt8(ascii: "{")]
    guard try reader.appendItem(plan.item, values(key), to: &bytes) else {
      return nil
    }
    return try JSONValue.parse(bytes).objectValue?.members
  }

  /// `{"id":"…","@removed":{"reason":"changed"}}`: the object is in the deleted items, or gone for good. Some types say in
  /// another way that one is gone (`Emulator.Gone`).
  func removed(_ key: Int64, id: String, _ type: DeltaType) throws -> JSONObject {
    reader.trace?.expect(
      "find one that is not there among the deleted", identifier: Self.keyMeaning)
    let isKept = try plan.deleted.map { try reader.locate($0, values(key)) != nil }
    var item: JSONObject = type.isAnnotated ? ["@odata.type": .string("#" + type.name)] : [:]
    item["id"] = .string(id)
    if let gone = type.gone { return JSONObject(item.members + gone.members) }
    item["@removed"] = ["reason": isKept == true ? "changed" : "deleted"]
    return item
  }

  // MARK: Links

  /// - Returns: nil for an object of a type that this version does not know.
  func link(_ link: DeltaLink, to target: Reader.Located, isThere: Bool) -> JSONValue? {
    guard let type = link.types[target.type] else { return nil }
    var item: JSONObject = ["@odata.type": .string("#" + type), "id": .string(target.id)]
    if !isThere { item["@removed"] = ["reason": "deleted"] }
    return .object(item)
  }

  /// The links of an object from a place on.
  ///
  /// - Parameter room: how many fit; those that were taken are subtracted.
  /// - Returns: the links by member, and where they go on when they did not fit.
  func links(
    of key: Int64, _ type: DeltaType, from place: DeltaToken.LinkPlace?, room: inout Int
  ) throws -> (members: JSONObject, rest: DeltaToken.LinkPlace?) {
    var members = JSONObject()
    for (index, link) in type.links.enumerated().dropFirst(place?.index ?? 0) {
      let start = place?.index == index ? place?.position ?? 0 : 0
      reader.trace?.expect("read \(link.name) of each object")
      let found = try reader.locateAll(
        link.page, ReadValues(parent: key, limit: room + 1, cursor: [.integer(start)]))
      let fitting = found.prefix(room)
      room -= fitting.count
      let items = fitting.compactMap { self.link(link, to: $0, isThere: true) }
      if !items.isEmpty { members[link.name + "@delta"] = .array(items) }
      if found.count > fitting.count {
        return (members, DeltaToken.LinkPlace(index: index, position: fitting.last?.key ?? start))
      }
    }
    return (members, nil)
  }
}
