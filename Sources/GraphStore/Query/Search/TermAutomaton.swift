/// Finds many terms in a text at once: its cost is that of the text, however many terms there are
/// (A. V. Aho, M. J. Corasick, "Efficient string matching").
///
/// Units are the bytes of a text, or its characters where a term must not end inside of one.
struct TermAutomaton<Unit: Hashable & Sendable>: Sendable {
  private struct Node {
    var next: [Unit: Int] = [:]
    /// Numbers of the terms that end here.
    var terms: [Int] = []
    /// Where the longest end of the way to here begins a term; the first node for none.
    var shorter = 0
  }

  private var nodes = [Node()]

  /// How many places there are, for `FoundTerms`.
  var count: Int { nodes.count }

  mutating func insert(_ term: some Sequence<Unit>, number: Int) {
    var node = 0
    for unit in term {
      if let next = nodes[node].next[unit] { node = next; continue }
      nodes.append(Node())
      nodes[node].next[unit] = nodes.count - 1
      node = nodes.count - 1
    }
    nodes[node].terms.append(number)
  }

  /// Must be called after the last term, for `findInside`.
  mutating func connect() {
    var open = Array(nodes[0].next.values)
    var first = 0
    while first < open.count {
      let node = open[first]
      first += 1
      for (unit, next) in nodes[node].next {
        nodes[next].shorter = following(nodes[node].shorter, unit)
        open.append(next)
      }
    }
  }

  private func following(_ node: Int, _ unit: Unit) -> Int {
    var node = node
    while true {
      if let next = nodes[node].next[unit] { return next }
      if node == 0 { return 0 }
      node = nodes[node].shorter
    }
  }

  /// Marks the terms that the text begins with.
  func findAtStart(_ text: some Sequence<Unit>, _ found: inout FoundTerms) {
    var node = 0
    found.mark(node, nodes[node].terms)
    for unit in text {
      guard let next = nodes[node].next[unit] else { return }
      node = next
      found.mark(node, nodes[node].terms)
    }
  }

  /// Marks the terms that stand anywhere in the text.
  func findInside(_ text: some Sequence<Unit>, _ found: inout FoundTerms) {
    var node = 0
    found.mark(node, nodes[node].terms)
    for unit in text {
      node = following(node, unit)
      // A place that was met has marked all shorter ones already.
      var end = node
      while found.mark(end, nodes[end].terms) { end = nodes[end].shorter }
    }
  }
}

/// Which terms were found in a row, by number.
struct FoundTerms {
  private var isFound: [Bool]
  private var numbers: [Int] = []
  /// Places of the automaton at hand that were met.
  private var isMet: [Bool]
  private var met: [Int] = []

  /// - Parameters:
  ///   - count: how many terms there are.
  ///   - places: how many places the largest automaton has.
  init(count: Int, places: Int) {
    isFound = Array(repeating: false, count: count)
    isMet = Array(repeating: false, count: places)
  }

  subscript(term: Int) -> Bool { isFound[term] }

  var isEmpty: Bool { numbers.isEmpty }

  /// - Returns: false when the place was met before.
  @discardableResult mutating func mark(_ place: Int, _ terms: [Int]) -> Bool {
    guard !isMet[place] else { return false }
    isMet[place] = true
    met.append(place)
    for term in terms where !isFound[term] {
      isFound[term] = true
      numbers.append(term)
    }
    return true
  }

  /// Another automaton has other places.
  mutating func leaveAutomaton() {
    for place in met { isMet[place] = false }
    met.removeAll(keepingCapacity: true)
  }

  mutating func removeAll() {
    leaveAutomaton()
    for number in numbers { isFound[number] = false }
    numbers.removeAll(keepingCapacity: true)
  }
}
