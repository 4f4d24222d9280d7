import EntityModel
import OData

extension ExpressionComposer {
  mutating func search(_ search: BoundSearch) -> SQLText {
    switch search {
    case .not(let operand): return "(NOT \(self.search(operand)))"
    case .and(let operands): return "(\(operands.map { self.search($0) }.joined(separator: " AND ")))"
    case .or(let operands): return "(\(operands.map { self.search($0) }.joined(separator: " OR ")))"
    case .words(let path, let text):
      return "has_words(\(leaf(path, type: .primitive(.string)).sql), \(arguments.bind(text)))"
    case .prefix(let path, let text): return prefix(path, text)
    case .contains(let paths, let text):
      let wanted = arguments.bind(text.lowercased())
      let columns = paths.map {
        "coalesce(instr(\(leaf($0, type: .primitive(.string)).folded), \(wanted)), 0)"
      }
      return "(\((columns + ["0"]).joined(separator: " + ")) > 0)"
    }
  }

  private mutating func prefix(_ path: MemberPath, _ text: String) -> SQLText {
    let begin = BoundExpression(position: 0, type: .primitive(.string), kind: .member(path))
    let prefix = BoundExpression(position: 0, type: .primitive(.string), kind: .constant(.string(text)))
    return "coalesce(\(call(.startswith, [begin, prefix])), 0)"
  }
}
