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
    let (select, expand) = (options[.select], options[.expand])
    guard expand != nil || select != nil, let place = MemberPlace(of: request) else { return [] }
    let selection = select.flatMap { mayName($0, place) ? try? OptionSyntax.select($0) : nil }
    let expansion = expand.flatMap { try? OptionSyntax.expand($0) }
    return selected(selection ?? [], place) + expanded(expansion ?? [], place)
  }

  /// What PATCH of an object says of complex values.
  private func changed() -> [FurtherRoute] {
    guard let place = MemberPlace(of: request), mayName(request.context.request.body, place),
      case .object(let body)? = try? JSONValue.parse(request.context.request.body)
    else { return [] }
    return body.members.compactMap { place.value([$0.name], "PATCH") } + shown()
  }

  // MARK: Names

  private func mayName(_ text: String, _ place: MemberPlace) -> Bool {
    let text = text.lowercased()
    return names(place).contains { text.contains($0) }
  }

  /// A name may be written with escapes.
  private func mayName(_ body: [UInt8], _ place: MemberPlace) -> Bool {
    let names = names(place)
    return !names.isEmpty && (body.contains(UInt8(ascii: "\\")) || names.contains { body.holds($0) })
  }

  /// Of the complex values of the objects that have routes of their own, in lower case.
  private func names(_ place: MemberPlace) -> [String] {
    guard case .none = request.path.suffix else { return place.names }
    return request.plan.memberNames.withLock { known in
      if let known { return known }
      let names = place.names
      known = names
      return names
    }
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
  var further: [FurtherRoute] { findings.further.value { FurtherRoutes(self).found() } }
}

extension [UInt8] {
  /// Whether a word is in it, whatever the case of its letters.
  fileprivate func holds(_ word: String) -> Bool {
    let word = Array(word.utf8)
    guard let first = word.first, count >= word.count else { return false }
    return withUnsafeBufferPointer { bytes in
      (0...(bytes.count - word.count)).contains { start in
        bytes[start] | 0x20 == first
          && word.indices.allSatisfy { bytes[start + $0] | 0x20 == word[$0] }
      }
    }
  }
}
