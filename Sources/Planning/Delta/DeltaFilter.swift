package import EntityModel
import GraphContract
import OData

/// Which objects a round of delta queries is about.
package enum DeltaFilter: Equatable {
  case all
  /// `id eq 'a' or id eq 'b'`; the ids as they are stored.
  case identifiers([String])
  /// `isof('microsoft.graph.user')`; stored names of the types and of all below them.
  case types(Set<String>)
}

extension DeltaFilter {
  package static let identifierLimit = 50

  /// - Throws: `RequestFailure` for every other filter (graph-platform 5.3).
  package init(_ text: String?, on type: StructuredType, _ model: EntityModel) throws {
    guard let text else {
      self = .all
      return
    }
    let expression: Expression
    do { expression = try OptionSyntax.expression(text) } catch { throw QueryFailure.filterSyntax(error) }
    let terms = Self.terms(expression)
    if let identifiers = Self.all(terms, Self.identifier) {
      guard identifiers.count <= Self.identifierLimit else {
        throw QueryFailure.filterInvalid("At most \(Self.identifierLimit) ids can be asked for.")
      }
      self = .identifiers(identifiers)
    } else if let types = Self.all(terms, { Self.type($0, model) }) {
      guard types.allSatisfy({ $0.isKind(of: type) }) else { throw QueryFailure.filterNotServed }
      self = .types(Set(types.flatMap { model.family(of: $0) }.map(\.storedName)))
    } else {
      throw QueryFailure.filterNotServed
    }
  }

  /// `a or b or c` as its parts.
  private static func terms(_ expression: Expression) -> [Expression] {
    guard case .binary(.or, let left, let right) = expression.kind else { return [expression] }
    return terms(left) + terms(right)
  }

  private static func all<Value>(_ terms: [Expression], _ read: (Expression) -> Value?) -> [Value]? {
    let values = terms.compactMap(read)
    return values.count == terms.count ? values : nil
  }

  private static func identifier(_ term: Expression) -> String? {
    guard case .binary(.equal, let left, let right) = term.kind, case .path(let path) = left.kind,
      path.count == 1,
      case .name(let name) = path[0].kind, name.lowercased() == "id", case .literal(let literal) = right.kind
    else { return nil }
    switch literal {
    case .string(let id), .guid(let id): return Guid.normalizedIdentifier(id)
    default: return nil
    }
  }

  private static func type(_ term: Expression, _ model: EntityModel) -> StructuredType? {
    guard case .call(let call) = term.kind, call.name.lowercased() == "isof", call.arguments.count == 1 else {
      return nil
    }
    switch call.arguments[0].value.kind {
    case .literal(.string(let name)), .type(let name): return model.type(name)
    default: return nil
    }
  }

  /// The ids that it names; nil when it does not ask for ids.
  package var identifiers: [String]? {
    if case .identifiers(let identifiers) = self { identifiers } else { nil }
  }
}
