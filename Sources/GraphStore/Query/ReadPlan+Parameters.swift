/// A parameter of a plan's statement and the value that a run binds to it.
package struct PlanParameter: Sendable, Equatable {
  /// As in `?10`.
  package let number: Int
  package let value: SQLValue
  package let role: Role

  package enum Role: Sendable, Equatable {
    /// Key of the object before in the path.
    case parent
    /// What an item is found by.
    case identifier
    case limit
    /// Where the page before ended.
    case cursor
    /// A value of the query itself.
    case constant
    /// The moment of the request.
    case moment
    /// What every URL of the answer begins with.
    case base
    /// Who asks.
    case caller
    /// The application that asks.
    case client
  }
}

extension ReadPlan {
  /// The parameters that the statement has, in order, with what these values come to.
  package func parameters(_ values: ReadValues) -> [PlanParameter] {
    let bound = values.bound(to: self)
    return numbers.map { number in
      PlanParameter(
        number: number, value: number <= bound.count ? bound[number - 1] : .null, role: role(number))
    }
  }

  private func role(_ number: Int) -> PlanParameter.Role {
    switch number {
    case 1: .parent
    case 2: .identifier
    case 3: .limit
    case ..<Self.firstConstant: .cursor
    default:
      switch perRun.first(where: { $0.index == number - Self.firstConstant })?.source {
      case .moment: .moment
      case .base: .base
      case .caller: .caller
      case .client: .client
      case .windowStart, .windowEnd, .parameter, nil: .constant
      }
    }
  }

  /// The `?7` of the text, outside of literals.
  private var numbers: [Int] {
    var numbers: Set<Int> = []
    var isQuoted = false
    var rest = sql.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "'") { isQuoted.toggle() }
      guard byte == UInt8(ascii: "?"), !isQuoted else { continue }
      if let number = Int(Substring(rest.prefix { (0x30...0x39).contains($0) })) { numbers.insert(number) }
    }
    return numbers.sorted()
  }
}
