import JSON
import OData

/// What is looked for in which further arguments of the SQL function `search`.
///
/// In the form of a query texts are numbers, from 0, since the same form serves all texts; as JSON:
/// `["or",["words",1,0],["not",["contains",[1,2],1]],["prefix",2,2]]`.
indirect enum SearchTerm<Text: Equatable & Sendable>: Equatable, Sendable {
  case not(SearchTerm)
  case and([SearchTerm])
  case or([SearchTerm])
  /// Each word begins some word of the argument's text.
  case words(Int, Text)
  /// The argument, a folded text, begins so.
  case prefix(Int, Text)
  /// Any of the arguments, folded texts, has the folded text inside.
  case contains([Int], Text)

  /// The same of other texts; nil where one has none.
  func map<Other>(_ text: (Text) -> Other?) -> SearchTerm<Other>? {
    switch self {
    case .not(let operand): operand.map(text).map { .not($0) }
    case .and(let operands): Self.all(operands, text).map { .and($0) }
    case .or(let operands): Self.all(operands, text).map { .or($0) }
    case .words(let argument, let own): text(own).map { .words(argument, $0) }
    case .prefix(let argument, let own): text(own).map { .prefix(argument, $0) }
    case .contains(let arguments, let own): text(own).map { .contains(arguments, $0) }
    }
  }

  private static func all<Other>(_ operands: [Self], _ text: (Text) -> Other?) -> [SearchTerm<Other>]? {
    let others = operands.compactMap { $0.map(text) }
    return others.count == operands.count ? others : nil
  }
}

extension SearchTerm<Int> {
  var json: JSONValue {
    switch self {
    case .not(let operand): ["not", operand.json]
    case .and(let operands): .array(["and"] + operands.map(\.json))
    case .or(let operands): .array(["or"] + operands.map(\.json))
    case .words(let argument, let text): ["words", .number(argument), .number(text)]
    case .prefix(let argument, let text): ["prefix", .number(argument), .number(text)]
    case .contains(let arguments, let text):
      ["contains", .array(arguments.map { .number($0) }), .number(text)]
    }
  }

  /// - Returns: nil when the JSON is no search.
  init?(_ json: JSONValue) {
    guard let items = json.arrayValue, let name = items.first?.stringValue else { return nil }
    switch name {
    case "not":
      guard items.count == 2, let operand = SearchTerm(items[1]) else { return nil }
      self = .not(operand)
    case "and", "or":
      let operands = items.dropFirst().compactMap(SearchTerm.init)
      guard operands.count == items.count - 1 else { return nil }
      self = name == "and" ? .and(operands) : .or(operands)
    default:
      guard items.count == 3, let text = items[2].intValue else { return nil }
      self.init(name, items[1], text)
    }
  }

  private init?(_ name: String, _ place: JSONValue, _ text: Int) {
    switch (name, place.intValue, place.arrayValue?.compactMap(\.intValue)) {
    case ("words", let argument?, _): self = .words(argument, text)
    case ("prefix", let argument?, _): self = .prefix(argument, text)
    case ("contains", _, let arguments?): self = .contains(arguments, text)
    default: return nil
    }
  }
}
