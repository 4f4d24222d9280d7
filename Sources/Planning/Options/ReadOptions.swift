import EntityModel
package import GraphContract
package import GraphStore
package import OData

/// The query options of a read, parsed and checked as far as no model is needed.
package struct ReadOptions: Sendable {
  package var select: [SelectItem]?
  package var expand: [ExpandItem] = []
  package var filter: Expression?
  package var orderBy: [OrderByItem] = []
  package var search: SearchExpression?
  package var apply: [ApplyStep]?
  /// As given; nil when it was not.
  package var top: ItemCount?
  package var skip: ItemCount?
  package var wantsCount = false
  /// `$count=true` was given, also where it has no effect without a header.
  package var asksForCount = false
  package var aliases: [String: Expression] = [:]
  /// `ConsistencyLevel: eventual` with `$count=true`, or with `/$count`.
  package var isAdvanced = false

  /// How each object is written; a preference or the format says it, not an option.
  package var style = RepresentationStyle.standard
  /// `ConsistencyLevel: eventual` was sent where it has a meaning.
  package var isEventual = false
  /// The tenant's: where the public tables of filters disagree, the newer one counts.
  package var isStrict = false
}

/// What kind of place the options are for: not every option has a meaning everywhere.
package enum OptionPlace {
  case object
  case collection
  case count
  case references
  /// A property, its raw value, or one reference: `$select` at most.
  case value
  /// A complex value that holds navigation properties: `$select` and `$expand`.
  case container
}

/// Reads the options of a request in the way of one workload.
package struct OptionReader {
  package let contract: Contract
  package let place: OptionPlace
  /// The type takes `$select`, and `$expand` of one object, and ignores the other options.
  package let ignoresOthers: Bool
  /// The directory serves `$count`, `$search` and more only with `ConsistencyLevel: eventual`.
  package let isEventual: Bool

  /// - Parameter form: what is known of the literals; nil where no plan is made.
  package func read(_ query: QueryOptions, _ form: QueryForm? = nil) throws -> ReadOptions {
    if let name = query.repeated.first { throw QueryFailure.repeatedOption(name) }
    if let name = query.unknown.first { throw QueryFailure.unknownOption(name) }
    var options = ReadOptions()
    for (index, entry) in query.entries.enumerated() {
      guard case .system(let option) = entry.kind else { continue }
      try checkServed(option)
      guard isRead(option) else { continue }
      try OptionValue(reader: self, text: entry.value, parameters: form?.numbers(inEntry: index) ?? [:])
        .read(option, into: &options)
    }
    options.isEventual = isEventual && contract.conventions.hasAdvancedQueries
    options.isAdvanced = options.isEventual && (options.wantsCount || place == .count)
    // An alias stands for a part of the options that are read here.
    if isRead(.filter) || isRead(.expand) { options.aliases = try aliases(query, form) }
    return options
  }

  private func aliases(_ query: QueryOptions, _ form: QueryForm?) throws -> [String: Expression] {
    var aliases: [String: Expression] = [:]
    for (index, entry) in query.entries.enumerated() where entry.kind == .alias {
      let name = String(entry.name.dropFirst())
      guard aliases[name] == nil else { continue }
      let parameters = form?.numbers(inEntry: index) ?? [:]
      aliases[name] = try OptionValue(reader: self, text: entry.value, parameters: parameters).alias()
    }
    return aliases
  }

  /// `$top` of a list.
  ///
  /// - Throws: `QueryFailure.invalidNumber`
  func top(_ query: QueryOptions) throws -> Int? {
    guard isRead(.top), let text = query[.top] else { return nil }
    return try OptionValue(reader: self, text: text).top().value
  }

  /// What no read of the workload has is refused wherever it stands.
  private func checkServed(_ option: SystemOption) throws {
    switch option {
    case .compute, .schemaversion, .deltatoken, .id: throw QueryFailure.optionNotServed(option.name)
    case .apply:
      guard contract.conventions.servesApply, place == .collection else {
        throw QueryFailure.optionNotServed(option.name)
      }
    case .filter, .select, .expand, .orderby, .search, .top, .skip, .count, .skiptoken, .format: break
    }
  }

  private func isRead(_ option: SystemOption) -> Bool {
    if place == .container || (ignoresOthers && place == .object) {
      return [.select, .expand, .format].contains(option)
    }
    return !(ignoresOthers || place == .value) || option == .select || option == .format
  }
}
