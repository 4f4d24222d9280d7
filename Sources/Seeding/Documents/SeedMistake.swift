/// Why a load is refused, as one sentence with its place: `demo.json: $.groups[2].members@odata.bind[0]: no user 'x'`.
package struct SeedMistake: Error, Sendable, Equatable, CustomStringConvertible {
  package let file: String?
  /// JSON path from the root of the file.
  package let path: String?
  package let message: String

  package init(file: String? = nil, path: String? = nil, _ message: String) {
    self.file = file
    self.path = path
    self.message = message
  }

  package var description: String { [file, path, message].compactMap(\.self).joined(separator: ": ") }
}
