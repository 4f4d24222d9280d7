/// STUB
package struct Pattern: Sendable {
  package init?(_ text: String) {}
  package func matches(_ text: String) -> Bool { false }
}
