import JSON

/// A search ready to be asked of rows: it goes through each text of a row once, whatever the number of its terms, and
/// then looks at the conditions only where a term was found.
///
/// A class because it is kept for the rows of a run, and notes in one place what it finds in each.
final class SearchProgram: CompiledCondition {
  private let condition: SearchCondition
  private let automata: [SearchAutomaton]
  private let holdsForNothing: Bool
  private var found: FoundTerms

  /// - Parameter text: JSON of the term and of the texts it has the numbers of: `[["words",1,0],["wash room"]]`, the
  ///   texts in any number of arrays.
  /// - Returns: nil when it is none.
  convenience init?(_ text: String) {
    // As deep as the syntax of `$search` goes, twice: a group is a list of lists.
    guard let parts = try? JSONValue.parse(Array(text.utf8), depthLimit: 1000).arrayValue,
      let first = parts.first
    else {
      return nil
    }
    let texts = parts.dropFirst().flatMap { $0.arrayValue ?? [] }
    let term = SearchTerm(first)?.map { number in
      texts.indices.contains(number) ? texts[number].stringValue : nil
    }
    guard let term else { return nil }
    self.init(term)
  }

  init(_ term: SearchTerm<String>) {
    var builder = SearchBuilder()
    condition = builder.condition(term)
    automata = builder.finished()
    let places = automata.map(\.count).max() ?? 0
    found = FoundTerms(count: builder.termCount, places: places)
    holdsForNothing = condition.holds(found)
  }

  func holds(_ text: (Int) -> UnsafeBufferPointer<UInt8>?) -> Bool? {
    found.removeAll()
    for automaton in automata {
      guard let text = text(automaton.argument) else { continue }
      automaton.find(text, &found)
      found.leaveAutomaton()
    }
    return found.isEmpty ? holdsForNothing : condition.holds(found)
  }
}

/// What must have been found in a row.
indirect enum SearchCondition {
  case found(Int)
  case not(SearchCondition)
  case all([SearchCondition])
  case any([SearchCondition])

  func holds(_ found: FoundTerms) -> Bool {
    switch self {
    case .found(let term): found[term]
    case .not(let operand): !operand.holds(found)
    case .all(let operands): operands.allSatisfy { $0.holds(found) }
    case .any(let operands): operands.contains { $0.holds(found) }
    }
  }
}

/// The terms of one kind that are looked for in one argument.
struct SearchAutomaton {
  enum Terms {
    case words(TermAutomaton<Character>)
    case start(TermAutomaton<UInt8>)
    case inside(TermAutomaton<UInt8>)
  }

  let argument: Int
  let terms: Terms

  var count: Int {
    switch terms {
    case .words(let terms): terms.count
    case .start(let terms), .inside(let terms): terms.count
    }
  }

  func find(_ text: UnsafeBufferPointer<UInt8>, _ found: inout FoundTerms) {
    switch terms {
    case .words(let terms):
      for word in SearchWords.of(String(decoding: text, as: UTF8.self)) { terms.findAtStart(word, &found) }
    case .start(let terms): terms.findAtStart(text, &found)
    case .inside(let terms): terms.findInside(text, &found)
    }
  }
}

/// Numbers the terms of a search and puts them into automata; the same term in the same argument has one number.
struct SearchBuilder {
  private enum Kind: Hashable {
    case words, start, inside
  }

  private struct Term: Hashable {
    let kind: Kind
    let argument: Int
    /// Its bytes: texts are equal in any spelling of an accent, and the automata of bytes are not.
    let text: [UInt8]
  }

  private var numbers: [Term: Int] = [:]
  private var words: [Int: TermAutomaton<Character>] = [:]
  private var bytes: [Kind: [Int: TermAutomaton<UInt8>]] = [:]

  var termCount: Int { numbers.count }

  mutating func condition(_ term: SearchTerm<String>) -> SearchCondition {
    switch term {
    case .not(let operand): return .not(condition(operand))
    case .and(let operands): return .all(operands.map { condition($0) })
    case .or(let operands): return .any(operands.map { condition($0) })
    case .words(let argument, let text): return condition(wordsOf: text, argument)
    case .prefix(let argument, let text): return found(.start, argument, text)
    case .contains(let arguments, let text): return .any(arguments.map { found(.inside, $0, text) })
    }
  }

  /// In any order; of symbols alone nothing is asked but that there is a text.
  private mutating func condition(wordsOf text: String, _ argument: Int) -> SearchCondition {
    var all: [SearchCondition] = []
    for run in SearchWords.runs(text) {
      let parts = SearchWords.parts(run)
      guard !parts.isEmpty else { continue }
      let each = SearchCondition.all(parts.map { found(.words, argument, $0) })
      all.append(.any([found(.words, argument, SearchWords.whole(run)), each]))
    }
    return all.isEmpty ? found(.start, argument, "") : .all(all)
  }

  private mutating func found(_ kind: Kind, _ argument: Int, _ text: String) -> SearchCondition {
    let term = Term(kind: kind, argument: argument, text: Array(text.utf8))
    if let number = numbers[term] { return .found(number) }
    let number = numbers.count
    numbers[term] = number
    switch kind {
    case .words: words[argument, default: TermAutomaton()].insert(text, number: number)
    case .start, .inside:
      bytes[kind, default: [:]][argument, default: TermAutomaton()].insert(text.utf8, number: number)
    }
    return .found(number)
  }

  func finished() -> [SearchAutomaton] {
    let words = words.map { SearchAutomaton(argument: $0, terms: .words($1)) }
    let starts = (bytes[.start] ?? [:]).map { SearchAutomaton(argument: $0, terms: .start($1)) }
    let insides = (bytes[.inside] ?? [:]).map { argument, terms in
      var terms = terms
      terms.connect()
      return SearchAutomaton(argument: argument, terms: .inside(terms))
    }
    return words + starts + insides
  }
}
