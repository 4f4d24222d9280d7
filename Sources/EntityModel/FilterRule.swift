/// What `$filter` may ask of a property, or of a collection of objects, where the workload restricts filters: the words
/// of `Emulator.V1.Filterable` and `Emulator.V1.FilterableStrictly`.
package struct FilterRule: Sendable, Equatable {
  /// One thing that can be asked.
  package enum Operator: String, Sendable, CaseIterable {
    /// `eq`, `ne`, and a Boolean property alone
    case equal = "eq"
    case `in`
    /// `ge` and `gt`
    case greater = "ge"
    /// `le` and `lt`
    case less = "le"
    case startsWith = "startswith"
    case endsWith = "endswith"
    /// `eq null`, `ne null`
    case null
    /// `…/any(…)`
    case any
    /// `…/$count`
    case count
  }

  package enum Support: Sendable {
    case always
    /// Only as an advanced query.
    case advanced
  }

  private let operators: [Operator: Support]
  /// The same by the newer of the public tables; nil where they do not disagree.
  private var newer: [Operator: Support]?

  /// Nothing can be asked.
  package var isEmpty: Bool { operators.isEmpty }

  /// Every operator.
  package static let everything = all(.always)
  package static let everythingAdvanced = all(.advanced)

  private static func all(_ support: Support) -> FilterRule {
    FilterRule(operators: Dictionary(uniqueKeysWithValues: Operator.allCases.map { ($0, support) }))
  }

  private init(operators: [Operator: Support]) { self.operators = operators }

  /// Reads `eq in startswith+`: a plus marks what only an advanced query may ask.
  ///
  /// - Returns: nil for a word that is no operator.
  package init?(words: [String]) {
    guard let operators = Self.operators(words) else { return nil }
    self.operators = operators
  }

  private static func operators(_ words: [String]) -> [Operator: Support]? {
    var operators: [Operator: Support] = [:]
    for word in words {
      let isAdvanced = word.hasSuffix("+")
      guard let name = Operator(rawValue: isAdvanced ? String(word.dropLast()) : word) else { return nil }
      operators[name] = isAdvanced ? .advanced : .always
    }
    return operators
  }

  /// Nil without the annotation; `true` stands for every operator.
  static func read(_ annotations: Annotations) throws(ModelError) -> FilterRule? {
    guard let words = annotations.words("Filterable") else { return nil }
    if words == ["true"] { return .everything }
    guard var rule = FilterRule(words: words) else { throw unknown(words, annotations) }
    if let words = annotations.words("FilterableStrictly") {
      guard let newer = operators(words) else { throw unknown(words, annotations) }
      rule.newer = newer
    }
    return rule
  }

  private static func unknown(_ words: [String], _ annotations: Annotations) -> ModelError {
    annotations.error(
      "property \(annotations.element) is filterable by unknown words: \(words.joined(separator: " "))")
  }

  /// - Parameter isStrict: where the public tables disagree, the newer one counts.
  package subscript(name: Operator, strictly isStrict: Bool) -> Support? {
    (isStrict ? newer ?? operators : operators)[name]
  }
}
