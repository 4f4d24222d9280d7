/// Finds what is left of words where a text was cut short: their beginnings, right before the cut.
struct WordBeginnings: Sendable {
  /// In lower case.
  private let words: [[UInt8]]
  /// What is shorter stands in words that have nothing to do with it.
  private let shortest: Int

  init(_ words: [[UInt8]], atLeast shortest: Int) { (self.words, self.shortest) = (words, shortest) }

  /// - Parameter cuts: places in the text.
  /// - Returns: where the longest one before each cut begins, with that cut; none of a word that stands there as a whole.
  func starts(before cuts: Set<Int>, in text: UnsafeRawBufferPointer) -> [Int: Int] {
    guard let end = cuts.max() else { return [:] }
    var lengths: [Int: Int] = [:]
    for word in words {
      Self.forEachPlace(of: word, in: text[..<end]) { place, length in
        guard length >= shortest, length < word.count, cuts.contains(place) else { return }
        lengths[place] = max(lengths[place] ?? 0, length)
      }
    }
    return lengths.reduce(into: [:]) { starts, cut in starts[cut.key - cut.value] = cut.key }
  }

  /// Tells of each place behind a byte how much of the word's beginning stands before it (Knuth, Morris and Pratt): a secret
  /// may be as long as a body, and of one letter.
  private static func forEachPlace(
    of word: [UInt8], in text: Slice<UnsafeRawBufferPointer>, _ visit: (_ place: Int, _ length: Int) -> Void
  ) {
    let borders = borders(of: word.prefix(text.count))
    var length = 0
    for place in text.indices {
      let byte = text[place].lowercasedASCII
      while length > 0, length == borders.count || word[length] != byte { length = borders[length - 1] }
      if word[length] == byte { length += 1 }
      visit(place + 1, length)
    }
  }

  /// Of each beginning of a word: how long the longest shorter one is that it ends with.
  private static func borders(of word: ArraySlice<UInt8>) -> [Int] {
    var borders = [0]
    for place in word.indices.dropFirst() {
      var length = borders[place - 1]
      while length > 0, word[length] != word[place] { length = borders[length - 1] }
      borders.append(word[length] == word[place] ? length + 1 : 0)
    }
    return borders
  }
}
