/// What becomes of a new object whose name another one has in the same place (`Emulator.SiblingName`).
package enum NameConflict: String, Sendable {
  case fail
  /// The one that is there becomes what the new one would be.
  case replace
  /// The new one is called otherwise: `a 1.txt`.
  case rename
}

extension String {
  /// A name with a number, before what a file's name ends with: `a.txt` as `a 1.txt`.
  func numbered(_ number: Int) -> String {
    guard let dot = lastIndex(of: "."), dot != startIndex else { return "\(self) \(number)" }
    return "\(self[..<dot]) \(number)\(self[dot...])"
  }
}
