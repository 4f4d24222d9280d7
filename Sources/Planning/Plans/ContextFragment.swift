package import EntityModel
package import OData

/// The fragment of `@odata.context` (graph-platform 1.3), with places for keys that only the request knows.
package struct ContextFragment: Sendable {
  package enum Part: Sendable, Equatable {
    case text(String)
    /// The key of a hop: as the path gave it, else the object's id.
    case key(hop: Int)
  }

  private(set) var parts: [Part]

  /// The place that a path leads to, before select lists and `/$entity`.
  package init(_ path: BoundPath, model: EntityModel) {
    var builder = ContextBuilder(model: model)
    for step in path.steps { builder.add(step) }
    parts = builder.parts
  }

  package init(text: String) { parts = [.text(text)] }

  package func appending(_ text: String) -> ContextFragment {
    var fragment = self
    fragment.parts.append(text.legalInURI)
    return fragment
  }

  /// With the key of a hop at its end.
  package func keyed(hop: Int) -> ContextFragment {
    var fragment = self
    fragment.parts.append(.key(hop: hop))
    return fragment
  }

  /// The fragment as a path, keys as segments: `users/a/licenseDetails`.
  ///
  /// - Parameter id: of the object of a hop.
  package func path(_ id: (Int) -> String) -> String {
    parts.map { part in
      switch part {
      case .text(let text): text
      case .key(let hop): "/" + id(hop).percentEncoded
      }
    }.joined()
  }

  /// - Parameter key: the text of the key of a hop.
  package func text(_ key: (Int) -> String) -> String {
    var text = ""
    for part in parts {
      switch part {
      case .text(let part): text += part
      case .key(let hop): text += "('\(key(hop).percentEncoded)')"
      }
    }
    return text
  }
}

extension [ContextFragment.Part] {
  /// Goes on with the text that the last part ends with.
  fileprivate mutating func append(_ text: String) {
    if case .text(let last)? = last {
      self[count - 1] = .text(last + text)
    } else {
      append(.text(text))
    }
  }
}

private struct ContextBuilder {
  let model: EntityModel
  var parts: [ContextFragment.Part] = []
  private var hops = 0
  /// The last segment can be given a key when something contained follows.
  private var isKeyed = false
  private var type: StructuredType?

  init(model: EntityModel) { self.model = model }

  mutating func add(_ step: BoundPath.Step) {
    switch step {
    case .entitySet(let element, let type): reset(element.name, type)
    case .singleton(let element, let type): addSingleton(element, type)
    case .navigation(let navigation, let target, _): add(navigation, target)
    case .key:
      isKeyed = true
      hops += 1
    case .cast(let type): addCast(type)
    case .complex(let property, _): descend(property.name)
    }
  }

  private mutating func reset(_ home: String, _ type: StructuredType) {
    parts = [.text(home)]
    isKeyed = false
    self.type = type
  }

  private mutating func addSingleton(_ element: ContainerElement, _ type: StructuredType) {
    hops += 1
    guard element.traits.isCaller, let home = type.traits.home else { return reset(element.name, type) }
    reset(home, type)
    isKeyed = true
  }

  private mutating func add(_ navigation: NavigationProperty, _ target: StructuredType) {
    defer { if !navigation.isCollection { hops += 1 } }
    if let home = target.traits.home, !navigation.containsTarget || isHome(navigation, home) {
      reset(home, target)
      isKeyed = !navigation.isCollection
      return
    }
    descend(navigation.name)
    type = target
  }

  private func isHome(_ navigation: NavigationProperty, _ home: String) -> Bool {
    let names = home.split(separator: "/")
    return names.count > 1 && names[names.count - 1] == navigation.name
  }

  private mutating func descend(_ name: String) {
    if isKeyed { parts.append(.key(hop: hops - 1)) }
    isKeyed = false
    parts.append("/" + name)
  }

  /// A cast to a type with a home of its own leads there; else the type's name follows.
  private mutating func addCast(_ cast: StructuredType) {
    if let home = cast.traits.home, home != type?.traits.home { return reset(home, cast) }
    if !isKeyed { parts.append("/" + cast.name) }
    type = cast
  }
}
