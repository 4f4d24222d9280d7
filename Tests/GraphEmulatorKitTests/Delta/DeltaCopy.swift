import HTTPMessages
import JSON

/// A client's copy of a set, kept by delta queries alone: what each item says is applied as it comes.
///
/// A class because a test keeps several and goes on with each in turn.
final class DeltaCopy {
  let name: String
  private let version: String
  private let headers: [HeaderField]
  private(set) var path: String
  private(set) var objects: [String: [String: JSONValue]] = [:]
  /// Ids at the other end, by object and member.
  private(set) var links: [String: [String: Set<String>]] = [:]
  /// The last answer ended a round and told nothing.
  private(set) var isUpToDate = false

  init(_ start: String, version: String = "beta", isMinimal: Bool) {
    name = "\(version)\(start) \(isMinimal ? "minimal" : "")"
    self.version = version
    headers = isMinimal ? [HeaderField("Prefer", "return=minimal")] : []
    path = start
  }

  /// Reads one page.
  ///
  /// - Throws: when the answer is none, or a page before the last is empty.
  func read(_ emulator: TestEmulator) throws {
    let reply = emulator.send("GET", path, version: version, headers: headers)
    guard reply.status == 200, let next = reply.onwardPath,
      (reply.nextPath == nil) != (reply.deltaPath == nil),
      reply.nextPath == nil || !reply.items.isEmpty
    else { throw ServerProcess.Missing(description: "\(name): \(path) \(reply.text)") }
    for item in reply.items { apply(item) }
    isUpToDate = reply.nextPath == nil && reply.items.isEmpty
    path = next
  }

  private func apply(_ item: JSONObject) {
    let id = item["id"]?.stringValue ?? ""
    guard item["@removed"] == nil else {
      objects[id] = nil
      links[id] = nil
      return
    }
    var object = objects[id] ?? [:]
    for member in item.members {
      if member.name.hasSuffix("@delta") {
        for link in (member.value.arrayValue ?? []).compactMap(\.objectValue) {
          let other = link["id"]?.stringValue ?? ""
          if link["@removed"] == nil {
            links[id, default: [:]][member.name, default: []].insert(other)
          } else {
            links[id]?[member.name]?.remove(other)
          }
        }
      } else {
        object[member.name] = member.value.isNull ? nil : member.value
      }
    }
    objects[id] = object
  }

  /// The copy as text, in an order of its own.
  var description: [String] {
    objects.map { id, values in
      let links = (links[id] ?? [:]).filter { !$0.value.isEmpty }.map { "\($0.key): \($0.value.sorted())" }
      return "\(id) \(values.map { "\($0.key)=\($0.value.text)" }.sorted()) \(links.sorted())"
    }.sorted()
  }
}
