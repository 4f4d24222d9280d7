import EntityModel
import OData

/// What a path has in common with all others of its route: `/users/{}/memberOf/$count`.
struct RouteShape {
  private let path: BoundPath

  init(_ path: BoundPath) { self.path = path }

  struct Variant {
    /// `/users/{}/memberOf/$count`
    let text: String
    /// What it has in common with templates before they are bound: `users/memberof/$count`.
    let names: String
  }

  /// From the exact shape to looser ones: without what is asked of the place, then without casts.
  ///
  /// Alternate keys are routes of their own only where the table has them.
  var variants: [Variant] {
    let plain = path.steps.filter { if case .cast = $0 { false } else { true } }
    let (suffix, suffixName) = (Self.suffix(of: path), path.suffix.text(\.shortName))
    let keys = plain.map { if case .key = $0 { "/{}" } else { Self.text($0) } }.joined()
    let whole = path.steps.map(Self.text).joined()
    return [
      Variant(text: whole + suffix, names: Self.joined(path.steps.map(Self.name) + [suffixName])),
      Variant(text: keys + suffix, names: Self.joined(plain.map(Self.name) + [suffixName])),
      Variant(text: whole, names: Self.joined(path.steps.map(Self.name))),
      Variant(text: keys, names: Self.joined(plain.map(Self.name))),
    ]
  }

  /// Those that have all that is asked of the place.
  var wholeVariants: ArraySlice<Variant> { variants.prefix(2) }

  private static func text(_ step: BoundPath.Step) -> String {
    switch step {
    case .entitySet(let element, _), .singleton(let element, _): "/\(element.name)"
    case .navigation(let navigation, _, _): "/\(navigation.name)"
    case .complex(let property, _): "/\(property.name)"
    case .cast(let type): "/~\(type.name)"
    case .key(.named(let keys)) where keys.map(\.name) != ["id"]:
      "/{\(keys.map { $0.name ?? "" }.joined(separator: ","))}"
    case .key: "/{}"
    }
  }

  /// What is asked of the place, and how the path goes on from there.
  static func suffix(of path: BoundPath) -> String {
    guard let rest = path.continuation?.path else { return text(path.suffix) }
    return text(path.suffix) + rest.steps.map(text).joined() + suffix(of: rest)
  }

  private static func text(_ suffix: BoundPath.Suffix) -> String {
    let text = suffix.text { "\($0.name)(\($0.parameters.map(\.name).joined(separator: ",")))" }
    return text.isEmpty ? "" : "/" + text
  }
}

// MARK: Names

extension RouteShape {
  /// The names that a template consists of, without keys, parameters and namespaces: `/users/{userId}/manager` as
  /// `users/manager`. By bytes, because all of the table is looked at when the first path is planned.
  static func names(ofTemplate template: String) -> String {
    var names: [UInt8] = []
    for segment in template.utf8.split(separator: UInt8(ascii: "/")) where segment.first != UInt8(ascii: "{")
    {
      let name = segment.prefix { $0 != UInt8(ascii: "(") }
      let start = name.lastIndex(of: UInt8(ascii: ".")).map(name.index(after:)) ?? name.startIndex
      if !names.isEmpty { names.append(UInt8(ascii: "/")) }
      names += name[start...]
    }
    return String(decoding: names, as: UTF8.self).lowercased()
  }

  private static func joined(_ names: [String]) -> String {
    names.filter { !$0.isEmpty }.joined(separator: "/").lowercased()
  }

  /// Nothing for a key.
  private static func name(_ step: BoundPath.Step) -> String {
    switch step {
    case .entitySet(let element, _), .singleton(let element, _): element.name
    case .navigation(let navigation, _, _): navigation.name
    case .complex(let property, _): property.name
    case .cast(let type): type.shortName
    case .key: ""
    }
  }
}
