/// A part of the program that takes bytes from outside, and what must hold of it whatever they are.
package struct FuzzTarget: Sendable {
  package let name: String
  /// Pieces that inputs are made of.
  package let words: [String]
  /// Takes an input; a trap is a finding too.
  package let run: @Sendable (_ input: [UInt8]) throws -> Void

  package init(_ name: String, words: [String], run: @escaping @Sendable (_ input: [UInt8]) throws -> Void) {
    self.name = name
    self.words = words
    self.run = run
  }
}

/// Something that must hold and does not.
package struct FuzzFinding: Error, CustomStringConvertible {
  package let description: String

  init(_ description: String) { self.description = description }

  /// - Throws: the finding where what must hold does not.
  static func unless(_ holds: Bool, _ description: @autoclosure () -> String) throws(FuzzFinding) {
    guard holds else { throw FuzzFinding(description()) }
  }
}

extension FuzzTarget {
  /// All of them; those that need a service share one.
  package static func all() throws -> [FuzzTarget] {
    let models = try FuzzModels()
    return [
      .times, .patterns, .options, .paths(models), .tokens, .payloads(models), try .seeds(), try .queries(),
      try .plans(),
    ]
  }
}
