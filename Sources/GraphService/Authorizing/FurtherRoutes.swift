import EntityModel
import GraphContract
import HTTPMessages
import JSON
import Locks
import OData
import Planning

/// Finds what a request shows or changes beside what its path leads to, as far as that has a path, and permissions, of its
/// own: what it expands of another part of the service, and complex values that it selects or changes.
struct FurtherRoutes {
  private let request: BoundRequest
  private let version: ServiceVersion

  init(_ request: BoundRequest) {
    self.request = request
    version = request.context.version
  }

  /// What cannot be read is told later. Most requests name nothing that has a path of its own, which costs them a look at
  /// their options, and a change a look through the bytes of its body.
  func found() -> [FurtherRoute] {
    isChange ? changed() : shown()
  }

  private var isChange: Bool {
    guard request.context.method == .patch, case .none = request.path.suffix else { return false }
    return true
  }

  private func shown() -> [FurtherRoute] {
    guard !request.context.query.isEmpty, let options = try? request.query().options else { return [] }
    let selection = options[.select].flatMap { mayName(Array($0.utf8)) ? try? OptionSyntax.select($0) : nil }
    let expansion = options[.expand].flatMap { try? OptionSyntax.expand($0) }
    guard selection != nil || expansion != nil, let place = MemberPlace(of: request) else { return [] }
    return selected(selection ?? [], place) + expanded(expansion ?? [], place)
  }

  /// What PATCH of an object says of complex values.
  private func changed() -> [FurtherRoute] {
    guard mayName(request.context.request.body), let place = MemberPlace(of: request),
      case .object(let body)? = try? JSONValue.parse(request.context.request.body)
    else { return shown() }
    return body.members.compactMap { place.value([$0.name], "PATCH") } + shown()
  }

  // MARK: Names

  /// Names in JSON may be written with escapes.
  private func mayName(_ text: [UInt8]) -> Bool {
    let names = names()
    return !names.isEmpty && (text.contains(UInt8(ascii: "\\")) || names.contains(where: text.holds))
  }

  /// Of the complex values of the objects that have routes of their own, in lower case.
  private func names() -> [[UInt8]] {
    guard case .none = request.path.suffix else { return MemberPlace(of: request)?.names ?? [] }
    if let known = request.plan.memberNames.withLock({ $0 }) { return known }
    let names = MemberPlace(of: request)?.names ?? []
    request.plan.memberNames.withLock { $0 = names }
    return names
  }

  private func selected(_ items: [SelectItem], _ place: MemberPlace) -> [FurtherRoute] {
    items.compactMap { place.value($0.path.map(\.name), "GET") }
  }

  private func expanded(_ items: [ExpandItem], _ place: MemberPlace) -> [FurtherRoute] {
    items.flatMap { item in
      if item.path.last?.name == "*" { return everything(place) }
      guard
        let found = try? ExpansionPlace.find(item.path, on: place.type, model: version.model),
        let target = version.model.type(found.navigation.target)
      else { return [] as [FurtherRoute] }
      let names = item.path.map(\.name)
      let inner = place.followed(names, to: target)
      return [place.expansion(names, from: found.source, to: target)].compactMap(\.self)
        + selected(item.options?.select ?? [], inner) + expanded(item.options?.expand ?? [], inner)
    }
  }

  /// `$expand=*`
  private func everything(_ place: MemberPlace) -> [FurtherRoute] {
    place.type.navigationProperties.compactMap { navigation in
      version.model.type(navigation.target).flatMap {
        place.expansion([navigation.name], from: place.type, to: $0)
      }
    }
  }
}

extension BoundRequest {
  /// The routes whose permissions it needs beside that one.
  var further: [FurtherRoute] { furtherRoutes.value { FurtherRoutes(self).found() } }
}

extension [UInt8] {
  /// Whether a word in lower case is in it, whatever the case of its letters there.
  fileprivate func holds(_ word: [UInt8]) -> Bool {
    guard let first = word.first, count >= word.count else { return false }
    return (0...(count - word.count)).contains { start in
      self[start].lowercased == first && word.indices.allSatisfy { self[start + $0].lowercased == word[$0] }
    }
  }
}

extension UInt8 {
  fileprivate var lowercased: UInt8 { (0x41...0x5A).contains(self) ? self | 0x20 : self }
}
