import EntityModel
import GraphStore
import JSON

/// Completes the objects of a body that a projection identified: the bare `@odata.id` becomes the object's URL, and
/// `@odata.editLink` the same.
struct ObjectLinks {
  let model: EntityModel
  /// The service root.
  let base: String
  /// Path of the place, for objects that live nowhere else: `users('a')/licenseDetails`; nil for a result that has none.
  let place: String?
  /// The objects of the place are told apart by their ids.
  let placeIsCollection: Bool
  /// The object of the path is there without a row: it has no other home than its place.
  let isVirtual: Bool

  func written(in payload: JSONObject) -> JSONObject {
    let root = place.map { "\(base)/\($0)" }
    if Self.isIdentified(payload) {
      let link = isVirtual ? root : link(of: payload, at: root, isItem: placeIsCollection)
      return written(in: payload, link)
    }
    // The members of a complex value, which may hold objects.
    guard case .array(let items)? = payload["value"] else { return written(in: payload, root) }
    var payload = payload
    payload["value"] = .array(items.map { element($0, at: root, isItem: true) })
    return payload
  }

  /// A projection wrote it; a reference has its URL already, and no type.
  private static func isIdentified(_ object: JSONObject) -> Bool {
    object["@odata.id"] != nil && object["@odata.type"] != nil
  }

  /// - Parameter link: of the object itself; nil when it has none.
  private func written(in object: JSONObject, _ link: String?) -> JSONObject {
    var members: [JSONObject.Member] = []
    for member in object.members {
      if member.name == "@odata.id", Self.isIdentified(object) {
        guard let link else { continue }
        members.append(JSONObject.Member(name: "@odata.id", value: .string(link)))
        members.append(JSONObject.Member(name: "@odata.editLink", value: .string(link)))
        if hasStream(object) { members += Self.mediaLinks(link) }
      } else {
        members.append(
          JSONObject.Member(
            name: member.name, value: inner(member.value, at: link.map { "\($0)/\(member.name)" })))
      }
    }
    return JSONObject(members)
  }

  private func hasStream(_ object: JSONObject) -> Bool {
    object["@odata.type"]?.stringValue.flatMap { model.type(annotation: $0) }?.hasStream == true
  }

  /// Where the bytes are read and written (OData JSON Format 4.01, 4.6.12).
  private static func mediaLinks(_ link: String) -> [JSONObject.Member] {
    ["@odata.mediaReadLink", "@odata.mediaEditLink"].map {
      JSONObject.Member(name: $0, value: .string(link + "/$value"))
    }
  }

  private func inner(_ value: JSONValue, at place: String?) -> JSONValue {
    guard case .array(let elements) = value else { return element(value, at: place, isItem: false) }
    return .array(elements.map { element($0, at: place, isItem: true) })
  }

  private func element(_ value: JSONValue, at place: String?, isItem: Bool) -> JSONValue {
    guard case .object(let object) = value else { return value }
    // A complex value has no link, but objects in it are found through it.
    let link = !Self.isIdentified(object) ? place : link(of: object, at: place, isItem: isItem)
    return .object(written(in: object, link))
  }

  private func link(of object: JSONObject, at place: String?, isItem: Bool) -> String? {
    guard let id = object["@odata.id"]?.stringValue else { return nil }
    let type = object["@odata.type"]?.stringValue.flatMap { model.type(annotation: $0) }
    if let home = type?.traits.home { return ObjectURL(set: "\(base)/\(home)", id: id).text }
    return isItem ? place.map { ObjectURL(set: $0, id: id).text } : place
  }
}
