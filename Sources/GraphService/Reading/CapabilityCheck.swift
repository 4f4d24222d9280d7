import EntityModel
import GraphContract
import GraphStore
import OData
import Planning

/// Refuses options that a place says it does not take, where the tenant wants that.
struct CapabilityCheck {
  let target: Target

  /// - Throws: `QueryFailure.optionNotServed`
  func run() throws {
    guard target.context.settings.engine.capabilities == .enforce,
      let stated = target.path.statedCapabilities
    else { return }
    for (option, request) in Self.options where !stated.takes(request) && asks(option) {
      throw QueryFailure.optionNotServed(option.name)
    }
  }

  private static let options: [(SystemOption, Capabilities.Request)] = [
    (.filter, .filter), (.orderby, .sort), (.search, .search), (.expand, .expand), (.count, .count),
  ]

  private func asks(_ option: SystemOption) -> Bool {
    if option == .count, case .count = target.path.suffix { return true }
    guard let text = target.query.options[option] else { return false }
    return option != .count || text == "true"
  }
}
