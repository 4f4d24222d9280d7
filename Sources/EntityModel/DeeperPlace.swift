/// A way from an object to others that a key finds as well in one of its collections (`Emulator.AlsoBelow`).
package struct DeeperPlace: Sendable, Equatable {
  package struct Step: Sendable, Equatable {
    package let navigation: String
    /// `childFolders*`: of what it leads to as well, to any depth.
    package let isRepeated: Bool
  }

  package let steps: [Step]

  /// `mailFolders/childFolders*`; nil for a text without names.
  init?(_ text: String) {
    steps = text.split(separator: "/").map { name in
      Step(
        navigation: name.hasSuffix("*") ? String(name.dropLast()) : String(name),
        isRepeated: name.hasSuffix("*"))
    }
    if steps.isEmpty { return nil }
  }
}
