/// Some of the things that a table numbers from 0 on.
package struct NumberSet: Sendable, Equatable {
  private var words: [UInt64] = []

  package init(_ numbers: some Sequence<Int> = []) {
    for number in numbers { insert(number) }
  }

  package mutating func insert(_ number: Int) {
    while words.count <= number / 64 { words.append(0) }
    words[number / 64] |= 1 << (number % 64)
  }

  package func contains(_ number: Int) -> Bool {
    number / 64 < words.count && words[number / 64] >> (number % 64) & 1 == 1
  }

  /// Asked once for each request, so it makes nothing.
  package func intersects(_ other: borrowing NumberSet) -> Bool {
    for index in 0..<min(words.count, other.words.count) where words[index] & other.words[index] != 0 {
      return true
    }
    return false
  }

  package mutating func formUnion(_ other: NumberSet) {
    while words.count < other.words.count { words.append(0) }
    for index in other.words.indices { words[index] |= other.words[index] }
  }

  package var count: Int { words.reduce(0) { $0 + $1.nonzeroBitCount } }

  /// In ascending order.
  package var numbers: [Int] {
    words.indices.flatMap { index in
      (0..<64).filter { words[index] >> $0 & 1 == 1 }.map { index * 64 + $0 }
    }
  }
}

/// Some of the permissions that the table of routes names, by their numbers.
package typealias PermissionSet = NumberSet
