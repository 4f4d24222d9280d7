/// A statement in lines: its clauses, and in long ones their parts.
enum SQLLayout {
  private static let clauses = [" FROM ", " WHERE ", " ORDER BY ", " GROUP BY ", " LIMIT ", " UNION ALL "]
  private static let width = 100

  static func lines(_ sql: String) -> [String] {
    // What is computed for one property can be longer than all the rest of a statement.
    let longest = sql.count > 4000 ? 100 : 1000
    return parts(sql, at: clauses).flatMap { clause -> [String] in
      guard clause.count > width else { return [clause] }
      return filled(parts(clause, at: [", ", " AND ", " CROSS JOIN "]).map { shortened($0, longest) })
    }
  }

  private static func shortened(_ part: String, _ longest: Int) -> String {
    guard part.count > longest else { return part }
    return "\(part.prefix(longest)) … (\(part.count - longest) characters more, see --json)"
      + (part.hasSuffix(",") ? "," : "")
  }

  /// As many parts a line as fit.
  private static func filled(_ parts: [String]) -> [String] {
    var lines: [String] = []
    for part in parts {
      if let last = lines.last, last.count + part.count < width {
        lines[lines.count - 1] += " " + part
      } else {
        lines.append(lines.isEmpty ? part : "  " + part)
      }
    }
    return lines
  }

  /// The text cut before each of the marks (after a comma) that stands outside of parentheses and quotes.
  private static func parts(_ text: String, at marks: [String]) -> [String] {
    var parts: [String] = []
    var part = ""
    var scan = Scan()
    var index = text.startIndex
    while index < text.endIndex {
      if scan.isOutside, let mark = marks.first(where: { text[index...].hasPrefix($0) }) {
        parts.append(mark == ", " ? part + "," : part)
        part = mark == ", " ? "" : String(mark.dropFirst())
        index = text.index(index, offsetBy: mark.count)
        continue
      }
      scan.see(text[index])
      // Texts of rules are written in several lines.
      let isSpare = text[index].isWhitespace && part.last == " " && !scan.isQuoted
      if !isSpare { part.append(text[index].isNewline ? " " : text[index]) }
      text.formIndex(after: &index)
    }
    return (parts + [part]).filter { !$0.isEmpty }
  }

  /// How deep in parentheses a character stands, and whether in quotes.
  private struct Scan {
    var depth = 0
    var quote: Character?

    var isQuoted: Bool { quote != nil }
    var isOutside: Bool { depth == 0 && !isQuoted }

    mutating func see(_ character: Character) {
      if let quote {
        if character == quote { self.quote = nil }
        return
      }
      switch character {
      case "'", "\"": quote = character
      case "(": depth += 1
      case ")": depth -= 1
      default: break
      }
    }
  }
}
