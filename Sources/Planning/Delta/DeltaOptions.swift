package import GraphContract
package import OData

/// The options that a round of delta queries keeps, as its first request gave them; tokens carry them on.
package struct DeltaOptions: Equatable {
  package var select: String?
  package var filter: String?

  package init(select: String? = nil, filter: String? = nil) {
    self.select = select
    self.filter = filter
  }
}

/// Where a request wants to start.
package enum DeltaStart: Equatable {
  /// With everything that there is.
  case beginning
  /// With what changes from now on.
  case latest
  case token(String)
}

extension DeltaOptions {
  /// Reads the options of a request; what a list takes and a delta query does not is refused (graph-platform 5.3).
  package static func read(_ query: QueryOptions, _ contract: Contract) throws -> (DeltaStart, DeltaOptions) {
    if let name = query.repeated.first { throw QueryFailure.repeatedOption(name) }
    if let name = query.unknown.first { throw QueryFailure.unknownOption(name) }
    var options = DeltaOptions()
    for entry in query.entries {
      guard case .system(let option) = entry.kind else { continue }
      switch option {
      case .select: options.select = entry.value
      case .filter: options.filter = entry.value
      case .skip:
        throw contract.conventions.servesSkip ? QueryFailure.optionNotServed("$skip") : .skipNotServed
      case .expand, .orderby, .search, .compute, .apply, .top, .schemaversion, .id:
        throw QueryFailure.optionNotServed(option.name)
      // Nothing is counted, as nothing is without the header of an advanced query.
      case .count, .format, .skiptoken, .deltatoken: break
      }
    }
    // The rest is read as everywhere.
    _ = try OptionReader(contract: contract, place: .collection, ignoresOthers: false, isEventual: false)
      .read(query.only([.count, .format]))
    return (try start(query), options)
  }

  private static func start(_ query: QueryOptions) throws -> DeltaStart {
    switch (query[.skiptoken], query[.deltatoken]) {
    case (nil, nil), (nil, ""): return .beginning
    case (nil, let word?) where word.lowercased() == "latest": return .latest
    case (let token?, nil), (nil, let token?): return .token(token)
    case (_?, _?): throw QueryFailure.invalidPageToken
    }
  }
}
