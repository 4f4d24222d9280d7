import GraphStore
import Planning

extension RunRequest {
  /// Looks at what happens in some time alone.
  mutating func ask(for window: AskedWindow) { self.window = (.text(window.start), .text(window.end)) }
}
