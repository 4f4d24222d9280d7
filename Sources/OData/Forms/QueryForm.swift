/// A query without its literals: what all queries that one plan serves have in common.
///
/// `$filter=displayName eq 'Ada'&$top=5` has the parameters `'Ada'` and `5`, and a form in which marks stand for them.
/// A literal whose value may change what is done stays in the form: `null`, `true`, `''`, 0 and 1 (which `$count` is
/// compared with), members of enumerations that name their type, and the numbers of nested
/// options: `$levels`, `$top`, `$skip`.
package struct QueryForm: Sendable, Equatable {
  /// Two queries have one text only when they differ in nothing but their parameters.
  package private(set) var text: String
  package private(set) var parameters: [Literal] = []
  private var places: [Place] = []

  /// Where a parameter stands: in the value of an entry, from byte to byte.
  private struct Place: Sendable, Equatable {
    let entry: Int
    let range: Range<Int>
  }

  /// - Returns: nil for a query that is refused anyway, or that nothing else is like.
  package init?(_ query: QueryOptions) {
    guard query.repeated.isEmpty, query.unknown.isEmpty else { return nil }
    text = ""
    var form: [UInt8] = []
    for (index, entry) in query.entries.enumerated() where entry.shapesPlans {
      guard let scanned = entry.scanned() else { return nil }
      form += entry.formName + [Self.nameEnd] + scanned.form + [Self.entryEnd]
      if entry.cutsPages { pageNumbers.formUnion(parameters.count..<parameters.count + scanned.found.count) }
      parameters += scanned.found.map(\.literal)
      places += scanned.found.map { Place(entry: index, range: $0.range) }
    }
    text = Self.text(form)
  }

  /// Texts are equal in any spelling of an accent, and a query in another one is another query: so bytes beyond ASCII
  /// are written out.
  private static func text(_ form: [UInt8]) -> String {
    guard form.contains(where: { $0 >= 0x80 }) else { return String(decoding: form, as: UTF8.self) }
    return form.map { $0 < 0x80 ? String(UnicodeScalar($0)) : "\u{4}\($0)\u{4}" }.joined()
  }

  /// Numbers of the parameters that are a whole `$top` or `$skip`: they cut pages, whatever else they do.
  package private(set) var pageNumbers: Set<Int> = []

  /// Numbers of the parameters in an entry, by the bytes that they stand in.
  package func numbers(inEntry index: Int) -> [Range<Int>: Int] {
    let numbered = places.enumerated().filter { $0.element.entry == index }
    return Dictionary(uniqueKeysWithValues: numbered.map { ($0.element.range, $0.offset) })
  }

  // Bytes that a form has nowhere else: `FormScanner` takes no text with them.
  static let mark: UInt8 = 1
  private static let nameEnd: UInt8 = 2
  private static let entryEnd: UInt8 = 3
}

extension QueryOptions.Entry {
  /// The page token says where a list goes on, and an option of the client's own says nothing.
  fileprivate var shapesPlans: Bool {
    switch kind {
    case .system(.skiptoken), .custom: false
    case .system, .alias, .unknown: true
    }
  }

  fileprivate var cutsPages: Bool { kind == .system(.top) || kind == .system(.skip) }

  fileprivate var formName: [UInt8] {
    if case .system(let option) = kind { Array(option.rawValue.utf8) } else { Array(name.utf8) }
  }

  fileprivate func scanned() -> FormScanner? {
    guard name.utf8.allSatisfy({ $0 > 4 }) else { return nil }
    var scanner = FormScanner(value)
    guard scanner.scan(readAs) else { return nil }
    return scanner
  }

  private var readAs: FormScanner.Content {
    guard case .system(let option) = kind else { return .expression }
    return switch option {
    case .filter, .expand, .orderby, .apply, .compute: .expression
    case .search: .search
    case .top, .skip: .number
    case .select, .count, .format, .id, .schemaversion, .skiptoken, .deltatoken: .words
    }
  }
}
