/// A path in the one form that all its spellings have, as patterns are compared with it.
///
/// `/users(id='17')/microsoft.graph.delta()` and `/Users/17/delta/` are both `users`, `17`, `delta`: a key in parentheses
/// is a segment of its own, with its name or without, an operation may be called by its qualified name and without
/// parentheses, characters may be escaped, and neither letter case nor doubled slashes matter.
package struct PathForm: Sendable, Equatable {
  /// One segment, or a part of one.
  struct Step: Sendable, Equatable {
    let text: String
    /// Named values that stand in parentheses behind it: `period='d7'`.
    let arguments: String?

    /// As it is written in one segment.
    var whole: String { arguments.map { "\(text)(\($0))" } ?? text }
  }

  let steps: [Step]

  /// - Parameter path: as it was sent, without its query.
  package init(_ path: some StringProtocol) {
    steps = path.split(separator: "/").flatMap { Self.steps(String($0).percentDecoded.lowercased()) }
  }

  /// With a slash in front of each segment.
  package var text: String { steps.map { "/" + $0.whole }.joined() }

  // MARK: Segments

  private static func steps(_ segment: String) -> [Step] {
    guard segment.hasSuffix(")"), let start = segment.firstIndex(of: "("), start > segment.startIndex else {
      return [Step(text: unqualified(segment[...]), arguments: nil)]
    }
    let name = unqualified(segment[..<start])
    let inside = segment[segment.index(after: start)...].dropLast()
    if inside.isEmpty { return [Step(text: name, arguments: nil)] }
    guard let key = key(inside) else { return [Step(text: name, arguments: String(inside))] }
    return [Step(text: name, arguments: nil), Step(text: key, arguments: nil)]
  }

  /// The one key that stands in parentheses, which may be called by its name; nil for values with other names.
  private static func key(_ inside: Substring) -> String? {
    let isNamed = inside.hasPrefix(keyName)
    let value = isNamed ? inside.dropFirst(keyName.count) : inside
    if let key = literal(value) { return key }
    return isNamed || !value.hasPrefix("'") ? nil : String(value)
  }

  private static let keyName = "id="

  /// One value, without its quotes; nil for more than one.
  fileprivate static func literal(_ text: Substring) -> String? {
    guard text.hasPrefix("'") else { return text.contains("=") ? nil : String(text) }
    guard text.count > 1, text.hasSuffix("'"), !text.contains("='") else { return nil }
    return String(text.dropFirst().dropLast()).replacing("''", with: "'")
  }

  /// The service's own names may be written with their namespace; ids, which may hold dots as well, are as they are.
  private static func unqualified(_ name: Substring) -> String {
    guard name.hasPrefix(namespace), name.utf8.allSatisfy(isOfName), let dot = name.lastIndex(of: ".") else {
      return String(name)
    }
    return String(name[name.index(after: dot)...])
  }

  private static let namespace = "microsoft.graph."

  /// Of a qualified name in lower case, or of a pattern for one.
  private static func isOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"): true
    default: "._*".utf8.contains(byte)
    }
  }
}

// MARK: Values in parentheses

extension PathForm.Step {
  /// What may be meant by the values alone: themselves, and the one value that there is, since an object may be called by
  /// another key than its id: `users(userPrincipalName='adele@contoso.example')`.
  var values: [String] { [arguments, onlyValue].compactMap(\.self) }

  /// nil where there is more than one.
  var onlyValue: String? {
    guard let arguments, let mark = arguments.firstIndex(of: "=") else { return nil }
    return PathForm.literal(arguments[arguments.index(after: mark)...])
  }
}
