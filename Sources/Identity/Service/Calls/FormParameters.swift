/// The parameters of a request, of its query or of a form (`application/x-www-form-urlencoded`).
struct FormParameters: Sendable, Equatable {
  private let values: [String: String]

  /// Of a form, in bytes: nobody has signed in yet, and what is asked for may be kept for a while.
  static let limit = 65_536

  /// None.
  init() { values = [:] }

  /// - Throws: `SignInFailure.malformed`, `.parameterRepeated`.
  init(_ text: some StringProtocol) throws(SignInFailure) {
    var values: [String: String] = [:]
    for pair in text.split(separator: "&") {
      let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard let name = PercentCoding.formText(parts[0]),
        let value = PercentCoding.formText(parts.count > 1 ? parts[1] : "")
      else { throw .malformed }
      guard values.updateValue(value, forKey: name) == nil else { throw .parameterRepeated(name) }
    }
    self.values = values
  }

  /// nil for what is not there, or empty.
  subscript(name: String) -> String? {
    guard let value = values[name], !value.isEmpty else { return nil }
    return value
  }

  var isEmpty: Bool { values.isEmpty }

  /// By name, so that a page that passes them on is always the same.
  var pairs: [(name: String, value: String)] {
    values.sorted { $0.key < $1.key }.map { (name: $0.key, value: $0.value) }
  }

  /// - Throws: `SignInFailure.parameterMissing`
  func required(_ name: String) throws(SignInFailure) -> String {
    guard let value = self[name] else { throw .parameterMissing(name) }
    return value
  }
}
