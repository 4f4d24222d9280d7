import GraphStore
import JSON

extension Tenant {
  /// Sets the clock to what the store says, as when the store was closed.
  package func resumeClock() throws {
    let text = try store.read { try $0.value(.clock) }
    clock.mode = try text.flatMap { try JSONValue.parse($0).objectValue }.map(ClockSetting.mode) ?? .real
  }
}
