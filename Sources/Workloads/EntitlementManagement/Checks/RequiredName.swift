import GraphStore
import JSON

/// The name that an object of a client's has, and keeps.
enum RequiredName {
  /// - Parameter message: `A catalog needs a name.`
  static func check(_ name: JSONValue?, _ message: String) throws {
    guard name?.stringValue ?? "" == "" else { return }
    throw EntitlementError.invalidModel(at: "displayName", message)
  }

  /// One that has no name need not get one.
  static func check(_ old: Entity, _ new: Entity, _ message: String) throws {
    let name = new.properties["displayName"]
    if name != old.properties["displayName"] { try check(name, message) }
  }
}
