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
      let place = Place("/" + element.name, type, element.traits.capabilities)
      if let effect = element.traits.creationEffect, effect.task != nil {
        started(place)
      } else if element.kind == .entitySet {
        collection(place, depth: 1)
      } else {
        single(place, depth: 1)
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

  /// Where objects are, and which requests the metadata says that they take.
  private struct Place {
    let path: String
    let type: StructuredType
    private let capabilities: Capabilities

    init(_ path: String, _ type: StructuredType, _ capabilities: Capabilities) {
      (self.path, self.type, self.capabilities) = (path, type, capabilities)
    }

    /// What its objects take, a workload says.
    var hasRules: Bool { !type.isOnlyDeclared }

    func takes(_ request: Capabilities.Request) -> Bool {
      capabilities.completed(by: type.traits.capabilities).takes(request)
    }

    func item(_ id: String) -> Place { Place("\(path)/\(id)", type, capabilities) }
  }

  private mutating func collection(_ place: Place, depth: Int, window: TimeWindow? = nil) {
    let (path, type) = (place.path, place.type)
    guard !place.hasRules else { return _ = expect(Self.answered, "GET", path) }
    guard let concrete = model.family(of: type).first(where: { !$0.isAbstract }) else { return }
    let span =
      window.map {
        "?\($0.startOption)=2026-01-01T00:00:00Z&\($0.endOption)=2026-02-01T00:00:00Z"
      } ?? ""
    expect([200], "GET", path + span)
    let body = ##"{"@odata.type":"#\##(concrete.name)"}"##
    guard place.takes(.insert) else { return _ = expect([405], "POST", path, body) }
    guard !concrete.needsValues else { return _ = expect([400], "POST", path, body) }
    let made = expect([201], "POST", path, body)
    guard let id = made[type.keyName ?? "id"]?.keyValue else { return }
    item(place.item(id), concrete, depth)
  }

  /// A set that answers a POST with where the object is.
  private mutating func started(_ place: Place) {
    expect([200], "GET", place.path)
    let made = expect([202], "POST", place.path, #"{"displayName":"x"}"#)
    guard let text = made.header("Content-Location"), let id = text.split(separator: "'").dropFirst().first
    else { return }
    item(place.item(String(id)), place.type, 1)
  }

  private mutating func item(_ place: Place, _ concrete: StructuredType, _ depth: Int) {
    expect([200], "GET", place.path)
    change(place, concrete)
    if depth < 3 { below(place.path, place.type, depth: depth) }
    guard place.takes(.delete) else { return _ = expect([405], "DELETE", place.path) }
    expect([204], "DELETE", place.path)
    expect([404], "GET", place.path)
  }

  /// A workload may want a filter, and says in its own way that there is nothing.
  private static let answered: Set<Int> = [200, 204, 400, 404]

  /// What is about bytes, as a photo, is not there before these.
  private mutating func single(_ place: Place, depth: Int) {
    guard !place.type.hasStream else { return _ = expect([200, 404], "GET", place.path) }
    guard !place.hasRules else { return _ = expect(Self.answered, "GET", place.path) }
    expect([200], "GET", place.path)
    if !place.type.isAbstract { change(place, place.type) }
    if depth < 3 { below(place.path, place.type, depth: depth) }
  }

  private mutating func change(_ place: Place, _ type: StructuredType) {
    let property = type.properties.first {
      $0.name != "id" && $0.name != type.keyName && $0.type.element == .primitive(.string)
        && !$0.type.isCollection && !$0.isWrittenByServer
        && !$0.traits.isComputed && !$0.traits.isImmutable && !$0.traits.isHidden
    }
    guard let property else { return }
    let body = #"{"\#(property.name)":"x"}"#
    guard place.takes(.update) else { return _ = expect([405], "PATCH", place.path, body) }
    // 202 where it takes time.
    expect([200, 202, 204], "PATCH", place.path, body)
    let reply = expect([200], "GET", place.path)
    if reply[property.name] != "x" {
      failures.append((0, "changed \(place.path) \(property.name)", reply.text))
    }
  }

  private mutating func below(
    _ path: String, _ type: StructuredType, depth: Int,
    where isWanted: (NavigationProperty) -> Bool = { _ in true }
  ) {
    for navigation in type.navigationProperties where isWanted(navigation) {
      guard let target = model.type(navigation.target) else { continue }
      let place = Place("\(path)/\(navigation.name)", target, navigation.traits.capabilities)
      if !navigation.containsTarget {
        expect(navigation.isCollection ? [200] : [200, 404], "GET", place.path)
      } else if navigation.isCollection {
        collection(place, depth: depth + 1, window: navigation.traits.window)
      } else if navigation.traits.isAbsent {
        // It is there once something is written to it.
        expect([200, 404], "GET", place.path)
      } else if navigation.traits.sameAs == nil {
        single(place, depth: depth + 1)
      } else {
        // It is there once the other place has it.
        expect([200, 404], "GET", place.path)
      }
    }
  }
}

extension Property {
  /// Who made an object, or changed it, whatever a body says.
  fileprivate var isWrittenByServer: Bool { ["createdBy", "lastModifiedBy"].contains(name) }
}

extension StructuredType {
  /// An object without any is refused.
  fileprivate var needsValues: Bool {
    properties.contains(where: \.traits.isRequired)
      || traits.refusals?[.create].isEmpty == false
      || navigationProperties.contains(where: \.traits.isRequired)
  }
}
