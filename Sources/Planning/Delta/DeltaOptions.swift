package import GraphContract
package import GraphStore
package import OData

/// The options that a round of delta queries keeps, as its first request gave them; tokens carry them on.
package struct DeltaOptions: Equatable {
  package var select: String?
  package var filter: String?
  /// Most objects of a page; nil: as many as the workload gives.
  package var top: Int?
  /// The moments between which something has to happen, as texts.
  package var start: String?
  /// As `start`.
  package var end: String?

  package init(select: String? = nil, filter: String? = nil) {
    self.select = select
    self.filter = filter
  }
}

extension DeltaOptions {
  /// Both of the moments; nil where the collection is not looked at through a window.
  package var window: AskedWindow? {
    get {
      guard let start, let end else { return nil }
      return AskedWindow(start: start, end: end)
    }
    set { (start, end) = (newValue?.start, newValue?.end) }
  }
}

/// Where a request wants to start.
package enum DeltaStart: Equatable {
  /// With everything that there is.
  case beginning
  /// With what changes from now on.
  case latest
  case token(String)

  /// What the request says counts for all that follow.
  var isFirst: Bool { if case .token = self { false } else { true } }
}

extension DeltaOptions {
  /// Reads the options of a request; what a list takes and a delta query does not is refused (graph-platform 5.3). That of a
  /// collection that hangs off an object has pages as large as `$top` says, as documented of mail, and one that is looked at
  /// through a window of time needs that.
  ///
  /// - Parameter token: where the path says it, as `delta(token='…')` does; nil: the options do.
  /// - Throws: `QueryFailure` for an option that is not served, or that is malformed.
  package static func read(
    _ query: QueryOptions, _ contract: Contract, of source: RowSource, token: String? = nil
  ) throws -> (DeltaStart, DeltaOptions) {
    try check(query, contract, of: source)
    var options = DeltaOptions(select: query[.select], filter: query[.filter])
    // The rest is read as everywhere.
    let others = try OptionReader(
      contract: contract, place: .collection, ignoresOthers: false, isEventual: false
    ).read(query.only([.count, .format, .top]))
    options.top = others.top?.value
    // A link of an answer has its token behind the path of the request, with what that said.
    let isContinued = query[.skiptoken] != nil || query[.deltatoken] != nil
    let start = try (isContinued ? nil : token).map(Self.start) ?? start(query)
    if let window = source.window, start.isFirst { options.window = try AskedWindow(query, of: window) }
    return (start, options)
  }

  private static func check(_ query: QueryOptions, _ contract: Contract, of source: RowSource) throws {
    if let name = query.repeated.first { throw QueryFailure.repeatedOption(name) }
    if let name = query.unknown.first { throw QueryFailure.unknownOption(name) }
    for entry in query.entries {
      guard case .system(let option) = entry.kind else { continue }
      switch option {
      case .skip:
        throw contract.conventions.servesSkip ? QueryFailure.optionNotServed("$skip") : .skipNotServed
      case .top where source.relation.place != nil: break
      case .expand, .orderby, .search, .compute, .apply, .top, .schemaversion, .id:
        throw QueryFailure.optionNotServed(option.name)
      // Nothing is counted, as nothing is without the header of an advanced query.
      case .select, .filter, .count, .format, .skiptoken, .deltatoken: break
      }
    }
  }

  private static func start(_ query: QueryOptions) throws -> DeltaStart {
    switch (query[.skiptoken], query[.deltatoken]) {
    case (nil, nil): return .beginning
    case (nil, let text?): return start(text)
    case (let token?, nil): return .token(token)
    case (_?, _?): throw QueryFailure.invalidPageToken
    }
  }

  private static func start(_ token: String) -> DeltaStart {
    if token.isEmpty { return .beginning }
    return token.lowercased() == "latest" ? .latest : .token(token)
  }
}
