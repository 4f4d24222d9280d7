/// A way from an object to others that a key finds as well in one of its collections (`Emulator.AlsoBelow`).
package struct DeeperPlace: Sendable, Equatable {
  /// From the object on, the last one to what the key finds.
  package let steps: [NavigationStep]

  /// `mailFolders/childFolders*`, several separated by blanks; nil for a text with none, or with a step without a name.
  static func places(_ text: String) -> [DeeperPlace]? {
    let places = text.split(separator: " ").map { DeeperPlace(steps: $0.names.map(NavigationStep.init)) }
    let isWhole = places.allSatisfy { place in
      !place.steps.isEmpty && !place.steps.contains { $0.navigation.isEmpty }
    }
    return isWhole && !places.isEmpty ? places : nil
  }
}
