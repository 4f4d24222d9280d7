import EntityModel
import OData

/// What is computed for a row and read by several conditions.
///
/// SQLite writes a view out wherever it is named, and each cursor that its machine opens looks at all that are open: a
/// view named fifteen times costs a hundred times as much as one named once.
struct ComputedText: Hashable, Comparable {
  /// Of the row.
  let alias: String
  /// Of the derived value; nil: the properties of a row that is a view's.
  let name: String?

  static func < (one: ComputedText, other: ComputedText) -> Bool {
    (one.alias, one.name ?? "") < (other.alias, other.name ?? "")
  }

  /// How many conditions read it before it is kept. The properties of a view's row are often a column, which costs
  /// nothing to read, and may have an index.
  fileprivate var leastReaders: Int { name == nil ? 4 : 2 }
}

extension ExpressionComposer {
  /// The operands as SQL; those that read the same computed text in one part, which computes it once for each row.
  mutating func sharing(
    _ operands: [BoundExpression], joined name: LogicalOperator,
    _ write: (inout ExpressionComposer, BoundExpression) -> SQLText
  ) -> [SQLText] {
    let read = operands.map(computedTexts)
    let shared = readOften(read)
    guard !shared.isEmpty else { return operands.map { write(&self, $0) } }
    let isReader = read.map { !$0.isDisjoint(with: shared) }
    let others = zip(operands, isReader).filter { !$1 }.map { write(&self, $0.0) }
    let readers = zip(operands, isReader).filter(\.1).map(\.0)
    return others + [
      computingOnce(shared) { composer in
        Self.joined(readers.map { write(&composer, $0) }, name)
      }
    ]
  }

  private func readOften(_ read: [Set<ComputedText>]) -> Set<ComputedText> {
    let counts = read.joined().reduce(into: [ComputedText: Int]()) { $0[$1, default: 0] += 1 }
    return Set(counts.filter { $1 >= $0.leastReaders && kept[$0] == nil }.keys)
  }

  /// `(WITH tf1 AS MATERIALIZED (SELECT … AS value) SELECT … FROM tf1)`
  private mutating func computingOnce(
    _ texts: Set<ComputedText>, _ write: (inout ExpressionComposer) -> SQLText
  ) -> SQLText {
    let outer = kept
    defer { kept = outer }
    var tables: [(alias: String, sql: SQLText)] = []
    for text in texts.sorted() {
      guard let sql = sql(text) else { continue }
      let alias = newAlias()
      tables.append((alias, "\(alias) AS MATERIALIZED (SELECT \(sql) AS value)"))
      kept[text] = "\(alias).value"
    }
    let condition = write(&self)
    guard !tables.isEmpty else { return "(\(condition))" }
    let from = tables.map(\.alias).joined(separator: " CROSS JOIN ")
    return "(WITH \(tables.map(\.sql).joined(separator: ", ")) SELECT \(condition) FROM \(from))"
  }

  private func sql(_ text: ComputedText) -> SQLText? {
    guard let name = text.name else { return "\(text.alias).properties" }
    return context.derived.inCondition(name)?(text.alias)
  }
}

// MARK: what is read

extension ExpressionComposer {
  /// The properties of a row, as JSON text.
  func properties(ofRow alias: String) -> SQLText {
    kept[ComputedText(alias: alias, name: nil)] ?? "\(alias).properties"
  }

  /// Those of rows that are there already; whatever a lambda goes through is its own.
  private func computedTexts(_ expression: BoundExpression) -> Set<ComputedText> {
    expression.operands.reduce(into: Set(expression.paths.compactMap(computedText))) {
      $0.formUnion(computedTexts($1))
    }
  }

  private func computedText(_ path: MemberPath) -> ComputedText? {
    switch path.root {
    case .set: return nil
    case .variable(let number, _): guard variables[number] != nil else { return nil }
    case .item: break
    }
    guard case .row(let alias, let type) = place(path.root) else { return nil }
    for step in path.steps {
      switch step {
      case .cast: continue
      case .key, .navigation: return nil
      case .property(let property, _):
        if let name = property.traits.derived { return ComputedText(alias: alias, name: name) }
        let isView = context.schema.table(of: type)?.isView == true
        return isView && property.name != "id" ? ComputedText(alias: alias, name: nil) : nil
      }
    }
    return nil
  }
}
