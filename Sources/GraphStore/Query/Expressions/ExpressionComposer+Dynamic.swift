import EntityModel
import OData

extension ExpressionComposer {
  /// `EXISTS (SELECT 1 FROM json_each(…) e WHERE fold(e.value) = ?12)`: a member that no type declares may hold several
  /// values. One that fits is enough, and `ne` wants none that is equal (page "Examples: assign, update, list, or remove
  /// custom security attribute assignments"). Nil for conditions about other members.
  mutating func throughValues(_ expression: BoundExpression) -> SQLText? {
    guard let asked = expression.conditionOfValues, var source = source(of: asked.values) else { return nil }
    source.conditions.append(condition(asked.condition, ofElement: source.place, number: -1))
    return "\(asked.isNegated ? "NOT " : "")EXISTS (SELECT 1 FROM \(source.from)\(source.whereSQL))"
  }
}

/// A condition about each of the values that a member holds.
private struct ConditionOfValues {
  let values: CollectionPath
  /// The value is its item.
  let condition: BoundExpression
  var isNegated = false
}

extension BoundExpression {
  fileprivate var conditionOfValues: ConditionOfValues? {
    switch kind {
    case .comparison(let name, let left, let right):
      // Of what is not there, `ne` holds.
      let asked = name == .notEqual ? ComparisonOperator.equal : name
      if right.isFixed, let values = left.values {
        let condition = with(.comparison(asked, left.asItem, right))
        return ConditionOfValues(values: values, condition: condition, isNegated: name == .notEqual)
      }
      guard left.isFixed, let values = right.values else { return nil }
      let condition = with(.comparison(asked, left, right.asItem))
      return ConditionOfValues(values: values, condition: condition, isNegated: name == .notEqual)
    case .among(let left, let items):
      guard items.allSatisfy(\.isFixed), let values = left.values else { return nil }
      return ConditionOfValues(values: values, condition: with(.among(left.asItem, items)))
    case .call(let function, let operands):
      guard operands.count == 2, operands[1].isFixed, type.isBoolean, let values = operands[0].values else {
        return nil
      }
      return ConditionOfValues(
        values: values, condition: with(.call(function, [operands[0].asItem, operands[1]])))
    default: return nil
    }
  }

  private func with(_ kind: Kind) -> BoundExpression {
    BoundExpression(position: position, type: type, kind: kind)
  }

  /// A constant other than null.
  private var isFixed: Bool { constant.map { $0 != .null } ?? false }

  private var asItem: BoundExpression { with(.member(MemberPath(root: .item))) }

  /// What the member holds, one or several; nil for one that a type declares.
  private var values: CollectionPath? {
    guard case .member(var path) = kind, case .property(let property, let declaring)? = path.steps.last,
      property.traits.isDynamic, !property.type.isCollection
    else { return nil }
    path.steps[path.steps.count - 1] = .property(property.ofSeveralValues, declaring: declaring)
    return CollectionPath(path: path, element: type)
  }
}
