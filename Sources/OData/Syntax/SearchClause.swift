/// A phrase of `$search` as the directory reads it: `displayName:wash` looks for `wash` in `displayName`.
package struct SearchClause: Sendable, Equatable {
  package let whole: String
  /// nil where the phrase names no property.
  package let name: String?
  /// What is looked for.
  package let text: String

  package init(_ phrase: String) {
    whole = phrase
    guard let colon = phrase.firstIndex(of: ":"), colon > phrase.startIndex else {
      (name, text) = (nil, phrase)
      return
    }
    (name, text) = (String(phrase[..<colon]), String(phrase[phrase.index(after: colon)...]))
  }
}

extension String {
  /// `pizz*` as `pizz`, which whatever begins so contains.
  var withoutStar: String { hasSuffix("*") ? String(dropLast()) : self }
}
