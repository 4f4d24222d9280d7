import EntityModel
import JSON

/// Goes to each place of a model that our own does not have, and makes, reads, changes and deletes there.
struct PlaceWalk {
  let model: EntityModel
  let own: EntityModel
  let send: (String, String, String?) -> Reply
  private(set) var count = 0
  private(set) var failures: [(status: Int, request: String, text: String)] = []

  init(model: EntityModel, own: EntityModel, send: @escaping (String, String, String?) -> Reply) {
    (self.model, self.own, self.send) = (model, own, send)
  }

  var summary: String {
    let lines = failures.prefix(60).map { "\($0.status) \($0.request): \($0.text.prefix(200))" }
    return "\(count) requests, \(failures.count) failed\n" + lines.joined(separator: "\n")
  }

  mutating func run() {
    for element in model.container where own.containerElement(element.name) == nil {
      guard let type = model.type(element.type) else { continue }
      if element.kind == .entitySet {
        collection("/" + element.name, type, depth: 1)
      } else {
        single("/" + element.name, type, depth: 1)
      }
    }
  }

  /// What an object of ours contains that only the model has.
  mutating func object(_ path: String, _ name: String) {
    guard let type = model.type(name), let known = own.type(name) else { return }
    below(path, type, depth: 1) { known.navigationProperty($0.name) == nil }
  }

  @discardableResult private mutating func expect(
    _ statuses: Set<Int>, _ method: String, _ path: String, _ body: String? = nil
  ) -> Reply {
    let reply = send(method, path, body)
    count += 1
    if !statuses.contains(reply.status) {
      failures.append((reply.status, "\(method) \(path) \(body ?? "")", reply.text))
    }
    return reply
  }

  private mutating func collection(_ path: String, _ type: StructuredType, depth: Int) {
    guard let concrete = model.family(of: type).first(where: { !$0.isAbstract }) else { return }
    let made = expect([201], "POST", path, ##"{"@odata.type":"#\##(concrete.name)"}"##)
    expect([200], "GET", path)
    guard let id = made[type.keyName ?? "id"]?.keyValue else { return }
    expect([200], "GET", "\(path)/\(id)")
    change("\(path)/\(id)", concrete)
    if depth < 3 { below("\(path)/\(id)", type, depth: depth) }
    expect([204], "DELETE", "\(path)/\(id)")
    expect([404], "GET", "\(path)/\(id)")
  }

  private mutating func single(_ path: String, _ type: StructuredType, depth: Int) {
    expect([200], "GET", path)
    if !type.isAbstract { change(path, type) }
    if depth < 3 { below(path, type, depth: depth) }
  }

  private mutating func change(_ path: String, _ type: StructuredType) {
    let property = type.properties.first {
      $0.name != "id" && $0.name != type.keyName && $0.type.element == .primitive(.string)
        && !$0.type.isCollection
        && !$0.traits.isComputed && !$0.traits.isImmutable
    }
    guard let property else { return }
    expect([200, 204], "PATCH", path, #"{"\#(property.name)":"x"}"#)
    let reply = expect([200], "GET", path)
    if reply[property.name] != "x" { failures.append((0, "changed \(path) \(property.name)", reply.text)) }
  }

  private mutating func below(
    _ path: String, _ type: StructuredType, depth: Int,
    where isWanted: (NavigationProperty) -> Bool = { _ in true }
  ) {
    for navigation in type.navigationProperties where isWanted(navigation) {
      guard let target = model.type(navigation.target) else { continue }
      let next = "\(path)/\(navigation.name)"
      if !navigation.containsTarget {
        expect(navigation.isCollection ? [200] : [200, 404], "GET", next)
      } else if navigation.isCollection {
        collection(next, target, depth: depth + 1)
      } else {
        single(next, target, depth: depth + 1)
      }
    }
  }
}
