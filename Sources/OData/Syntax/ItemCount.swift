/// A number of items that a query gives, as in `$top=5`; equal to another that says the same.
package struct ItemCount: Sendable, ExpressibleByIntegerLiteral {
  package let value: Int
  /// Its number among the query's parameters; nil where it is part of the form.
  package let parameter: Int?

  package init(_ value: Int, parameter: Int? = nil) {
    self.value = value
    self.parameter = parameter
  }

  package init(integerLiteral value: Int) { self.init(value) }
}

extension ItemCount: Equatable {
  package static func == (one: ItemCount, other: ItemCount) -> Bool { one.value == other.value }
}

extension ItemCount: CustomStringConvertible {
  package var description: String { String(value) }
}
