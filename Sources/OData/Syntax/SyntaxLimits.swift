/// How much of a text is read before it is refused, so that no text exhausts the stack or the memory.
package struct SyntaxLimits: Sendable, Equatable {
  /// Levels of nesting, and operators of one arithmetic or comparison chain.
  package var depth: Int
  /// Operands, list elements and items.
  package var nodes: Int
  /// UTF-8 bytes of one option.
  package var bytes: Int

  package init(depth: Int = 100, nodes: Int = 10_000, bytes: Int = 262_144) {
    self.depth = depth
    self.nodes = nodes
    self.bytes = bytes
  }
}
