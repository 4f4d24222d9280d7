/// What the types of documents derive from.
struct TypeBases {
  /// By whole name.
  private let types: [String: CSDLElement]

  /// As many as no service has: theirs have a handful. What walks from a type to its bases comes to an end, and takes no
  /// longer the more types there are.
  static let limit = 100

  init(_ types: [String: CSDLElement]) { self.types = types }

  /// Looks at each type once, whatever derives from it.
  ///
  /// - Throws: `ModelError` where a type derives from itself, or from more than `limit` others.
  func check() throws(ModelError) {
    var depths: [String: Int] = [:]
    // In order, so that the same mistake is always told in the same words.
    for name in types.keys.sorted() { try noteDepths(from: name, &depths) }
  }

  /// - Parameter depths: of how many others the types derive that were looked at.
  private func noteDepths(from name: String, _ depths: inout [String: Int]) throws(ModelError) {
    var way: [String] = []
    var passed: Set<String> = []
    var next: String? = name
    while let current = next, depths[current] == nil {
      guard passed.insert(current).inserted else { throw circle(way, endingAt: current) }
      way.append(current)
      next = types[current]?.attributes["BaseType"]
    }
    var depth = next.flatMap { depths[$0] } ?? -1
    for name in way.reversed() {
      depth += 1
      depths[name] = depth
      guard depth <= Self.limit else { throw mistake("derives from more than \(Self.limit) others", name) }
    }
  }

  /// - Parameter way: names of types, each of which derives from the next one.
  private func circle(_ way: [String], endingAt name: String) -> ModelError {
    mistake("derives from itself", way.drop { $0 != name }.min() ?? name)
  }

  private func mistake(_ reason: String, _ name: String) -> ModelError {
    let sentence = "type \(name) \(reason)"
    return types[name]?.error(sentence) ?? ModelError(description: sentence)
  }
}
