import EntityModel
import OData

extension ExpressionComposer {
  mutating func search(_ search: BoundSearch) -> SQLText {
    switch search {
    case .not(let operand): return "(NOT \(self.search(operand)))"
    case .and(let operands): return "(\(operands.map { self.search($0) }.joined(separator: " AND ")))"
    case .or(let operands): return "(\(operands.map { self.search($0) }.joined(separator: " OR ")))"
    case .words(let path, let text):
      return "has_words(\(leaf(path, type: .primitive(.string)).sql), \(value(text.constant)))"
    case .prefix(let path, let text): return prefix(path, text)
    case .contains(let paths, let text):
      let wanted = folded(text.constant)
      let columns = paths.map {
        "coalesce(instr(\(leaf($0, type: .primitive(.string)).folded), \(wanted)), 0)"
      }
      return "(\((columns + ["0"]).joined(separator: " + ")) > 0)"
    }
  }

  private mutating func prefix(_ path: MemberPath, _ text: SearchText) -> SQLText {
    let begin = BoundExpression(position: 0, type: .primitive(.string), kind: .member(path))
    return "coalesce(\(call(.startswith, [begin, text.constant])), 0)"
  }
}
