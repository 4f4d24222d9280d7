import EntityModel
import OData

extension ExpressionComposer {
  /// `t."manager" IN (SELECT key … WHERE fold(…) = ?12)` for `manager/displayName eq 'Ada'`: the targets are looked
  /// for once, by their index, instead of once for each row. Nil where the condition has no such form.
  ///
  /// Only for conditions that are never true of null, so that rows without the reference do not matter.
  mutating func throughReference(_ expression: BoundExpression) -> SQLText? {
    guard let (path, rest) = expression.referenceCondition, case .row(let parent, _) = place(path.root),
      case .navigation(let navigation, let target, let declaring)? = path.steps.first,
      case .reference(let column)? = context.schema.storage(of: navigation, in: context.model),
      var targets = rows(of: target)
    else { return nil }
    targets.conditions.append(condition(rest, ofElement: targets.place, number: -1))
    let alias = targets.place.row ?? ""
    let found = "\(parent).\(quoted(column)) IN (SELECT \(alias).key FROM \(targets.from)\(targets.whereSQL))"
    return declaring.isEmpty ? found : "(\(typeGuard(declaring, parent)) AND \(found))"
  }
}

extension BoundExpression {
  /// The path of a comparison with constants that begins with a navigation property, and the same condition about
  /// the object that it leads to.
  fileprivate var referenceCondition: (MemberPath, BoundExpression)? {
    switch kind {
    case .comparison(let name, let left, let right) where name != .notEqual:
      if right.isFixed, let (path, inner) = left.behindReference {
        return (path, with(.comparison(name, inner, right)))
      }
      guard left.isFixed, let (path, inner) = right.behindReference else { return nil }
      return (path, with(.comparison(name, left, inner)))
    case .among(let left, let items):
      guard items.allSatisfy(\.isFixed), let (path, inner) = left.behindReference else { return nil }
      return (path, with(.among(inner, items)))
    case .call(.startswith, let operands):
      guard operands[1].isFixed, let (path, inner) = operands[0].behindReference else { return nil }
      return (path, with(.call(.startswith, [inner, operands[1]])))
    default: return nil
    }
  }

  private func with(_ kind: Kind) -> BoundExpression {
    BoundExpression(position: position, type: type, kind: kind)
  }

  /// A constant other than null.
  private var isFixed: Bool { constant.map { $0 != .null } ?? false }

  /// The same member, seen from the object that the first step leads to.
  private var behindReference: (MemberPath, BoundExpression)? {
    guard case .member(let path) = kind, path.steps.count > 1, case .navigation? = path.steps.first else {
      return nil
    }
    var rest = path
    rest.root = .item
    rest.steps.removeFirst()
    return (path, with(.member(rest)))
  }
}
