import EntityModel
import GraphContract
import HTTPMessages
import JSON
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

  /// What cannot be read is told later.
  func found() -> [FurtherRoute] {
    guard let place = MemberPlace(of: request) else { return [] }
    return changed(place) + shown(place)
  }

  private func shown(_ place: MemberPlace) -> [FurtherRoute] {
    guard !request.context.query.isEmpty,
      let options = try? QueryOptions.parse(String(request.context.query))
    else { return [] }
    let select = options[.select].flatMap { try? OptionSyntax.select($0) }
    let expand = options[.expand].flatMap { try? OptionSyntax.expand($0) }
    return selected(select ?? [], place) + expanded(expand ?? [], place)
  }

  /// What PATCH of an object says of complex values.
  private func changed(_ place: MemberPlace) -> [FurtherRoute] {
    guard request.context.method == .patch, case .none = request.path.suffix,
      case .object(let body)? = try? JSONValue.parse(request.context.request.body)
    else { return [] }
    return body.members.compactMap { place.value([$0.name], "PATCH") }
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
  var further: [FurtherRoute] { foundFurther.value { FurtherRoutes(self).found() } }
}
