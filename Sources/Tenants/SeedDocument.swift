/// One file of a load, as it was read: its text is parsed with each load, since trees of large seeds are many times
/// its size.
package struct SeedDocument: Sendable, Equatable {
  /// What mistakes in it are told under: `demo.json`.
  package let name: String
  package let bytes: [UInt8]

  package init(name: String, bytes: [UInt8]) {
    self.name = name
    self.bytes = bytes
  }
}
