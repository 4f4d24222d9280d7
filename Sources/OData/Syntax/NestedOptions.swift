/// The options in the parentheses of an item: `($select=id;$top=5)`.
package struct NestedOptions: Sendable, Equatable {
  package var select: [SelectItem]?
  package var expand: [ExpandItem]?
  package var filter: Expression?
  package var orderBy: [OrderByItem]?
  package var search: SearchExpression?
  package var compute: [ComputeItem]?
  package var top: Int?
  package var skip: Int?
  package var count: Bool?
  package var levels: Levels?
  /// `@p=5`, by name without the `@`
  package var aliases: [String: Expression] = [:]

  package init() {}

  package var isEmpty: Bool { self == NestedOptions() }

  /// How often an expansion repeats itself downward.
  package enum Levels: Sendable, Equatable {
    /// `$levels=2`
    case number(Int)
    /// `$levels=max`
    case max
  }
}

extension NestedOptions: CustomStringConvertible {
  package var description: String { parts.joined(separator: ";") }

  private var parts: [String] {
    [
      select.map { "$select=\(joined($0))" },
      filter.map { "$filter=\($0)" },
      search.map { "$search=\($0)" },
      orderBy.map { "$orderby=\(joined($0))" },
      compute.map { "$compute=\(joined($0))" },
      top.map { "$top=\($0)" },
      skip.map { "$skip=\($0)" },
      count.map { "$count=\($0)" },
      levels.map { "$levels=\($0)" },
      expand.map { "$expand=\(joined($0))" },
    ].compactMap(\.self) + aliases.sorted { $0.key < $1.key }.map { "@\($0.key)=\($0.value)" }
  }
}

extension NestedOptions.Levels: CustomStringConvertible {
  package var description: String {
    switch self {
    case .number(let number): String(number)
    case .max: "max"
    }
  }
}

/// The names that options in parentheses can have; which are allowed depends on what stands before them.
enum NestedOption: String, CaseIterable {
  case select, expand, filter, orderby, search, compute, top, skip, count, levels

  static let ofExpansion = Set(allCases)
  static let ofSelection: Set = [select, filter, search, orderby, compute, top, skip, count]
  static let ofReferences: Set = [filter, search, orderby, top, skip, count]
  static let ofCount: Set = [filter, search]
  static let ofStar: Set = [levels]
}
