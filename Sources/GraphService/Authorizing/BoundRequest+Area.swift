import EntityModel
import GraphContract
import GraphStore
import OData
import Planning
import Tenants

extension BoundRequest {
  /// Refuses what the workload does not serve, as the tenant's settings say.
  func checkArea(_ rules: [any AreaRule]) throws {
    for rule in rules where rule.isOn(context.settings) {
      let area = area
      guard area.name == rule.workload else { continue }
      do { try rule.check(place) } catch let failure as any RequestFailure {
        throw ServiceFailure(failure, area)
      }
    }
  }

  private var place: AskedPlace {
    AskedPlace(members: path.members(endType: plan.endType?.storedName), url: context.base + context.path)
  }
}

extension BoundPath {
  /// What the path goes through, each with the stored name of the type that has it.
  fileprivate func members(endType: String?) -> [String] {
    let navigations = steps.flatMap { step -> [String] in
      guard case .navigation(let navigation, _, let sources) = step else { return [] }
      return sources.map { "\($0.storedName)/\(navigation.storedName)" }
    }
    switch suffix {
    case .property(let properties), .value(let properties), .stream(let properties):
      let property = properties.first.map { "\(endType ?? "")/\($0.storedName)" }
      return navigations + [property].compactMap(\.self)
    case .none, .count, .ref, .operation: return navigations
    }
  }
}
