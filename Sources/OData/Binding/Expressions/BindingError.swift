/// Why an expression means nothing to the model, and where; the prose is in `BindingError+Message`.
package struct BindingError: Error, Sendable, Equatable {
  /// Offset, in Unicode scalars, in the text of the option.
  package let position: Int
  package let kind: Kind

  package init(position: Int, kind: Kind) {
    self.position = position
    self.kind = kind
  }

  package enum Kind: Sendable, Equatable {
    /// `colour eq 'red'`
    case unknownProperty(name: String, type: String)
    /// A property that the model does not mark as filterable, by its path and the type that has it.
    case notFilterable(path: String, type: String)
    /// `accountEnabled eq 'x'`; the operator as the service names it: `Equal`.
    case incompatibleOperands(left: String, right: String, operator: String)
    /// `not displayName`
    case incompatibleOperand(type: String, operator: String)
    /// `frobnicate(displayName)`
    case unknownFunction(String)
    /// `length(1)`: arguments of other types or another number.
    case noSignature(function: String, considered: [String])
    /// `$filter=displayName`
    case notBoolean
    /// `$orderby=manager`, or another expression that has no place in an order
    case notOrderable
    /// `assignableTo eq 'nobody'`
    case unknownMember(text: String, enumeration: String)
    /// A literal that is no value of its type: a number or a time out of range.
    case invalidLiteral(text: String, type: String)
    /// `members/displayName`: a collection where a single value has to stand.
    case collection(name: String)
    /// `manager/any()`: a single value where a collection has to stand.
    case notCollection(name: String)
    /// `displayName/length`: a member of a value that has none.
    case notStructured(name: String, type: String)
    /// `microsoft.graph.nothing/id`
    case unknownType(String)
    /// A cast to a type that is neither above nor below.
    case unrelatedType(String, from: String)
    /// `@p` whose text leads back to itself.
    case recursiveAlias(String)
    /// A name that is given twice in `$compute` or `$apply`.
    case repeatedName(String)
    /// `matchesPattern(displayName,'(')`
    case invalidPattern(String)
    /// Part of the grammar that the service does not have.
    case notSupported(String)
    /// `$search` clause without the name of a property.
    case searchWithoutProperty
    /// `"accountEnabled:true"`: a property that is no text.
    case notSearchable(String)
  }
}
