import GraphStore
import JSON

extension Tenant {
  /// Sets the clock to what the store says, as when the store was closed.
  package func resumeClock() throws {
    let text = try store.read { try $0.value("clock") }
    guard let text, case .object(let clock)? = try? JSONValue.parse(text) else {
      return self.clock.mode = .real
    }
    self.clock.mode = ClockSetting.mode(clock)
  }
}
