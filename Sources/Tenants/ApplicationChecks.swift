/// Tells what is wrong with the texts that a seed lists for an application; the parts that know them stand above.
package struct ApplicationChecks: Sendable {
  /// A list of an application that holds more than any text.
  package enum List: String, Sendable, CaseIterable {
    case delegated, application, redirectUris, certificates
  }

  private let mistake: @Sendable (_ text: String, _ list: List) -> String?

  /// - Parameter mistake: what is wrong with a text, for a sentence about its place; nil: nothing.
  package init(mistake: @escaping @Sendable (_ text: String, _ list: List) -> String?) {
    self.mistake = mistake
  }

  /// Takes any text.
  package static let none = ApplicationChecks { _, _ in nil }

  package func mistake(_ text: String, in list: List) -> String? { mistake(text, list) }
}
