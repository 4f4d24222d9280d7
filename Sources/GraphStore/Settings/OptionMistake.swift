/// A value of settings, clock or client applications that cannot be.
package struct OptionMistake: Error, Sendable {
  package let path: String
  package let message: String

  package init(_ path: String, _ message: String) {
    self.path = path
    self.message = message
  }
}
