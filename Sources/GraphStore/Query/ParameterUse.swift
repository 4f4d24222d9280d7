package import OData

/// A value in a statement that each query of one form makes of its own literal.
package struct ParameterUse: Sendable, Equatable {
  let origin: ParameterOrigin
  let form: ConstantForm

  /// Number of the query's parameter.
  package var parameter: Int { origin.parameter }

  /// nil where binding the literal would fail, or where it is served by another statement.
  func value(_ parameters: [Literal]) -> SQLValue? {
    guard parameters.indices.contains(parameter) else { return nil }
    return origin.constant(parameters[parameter]).flatMap(form.value)
  }
}

extension QueryForm {
  /// Whether all parameters are values of a statement that has these uses, or numbers that pages are cut by: nothing
  /// but results depends on them.
  package func decidesResultsAlone(_ uses: [ParameterUse], _ pageNumbers: some Collection<Int> = []) -> Bool {
    let used = Set(uses.map(\.parameter)).union(pageNumbers)
    return parameters.indices.allSatisfy(used.contains)
  }
}

extension ReadPlan {
  /// What the plan's statements are given for a query whose parameters these are, in the order of their uses; nil for
  /// one that needs a plan of its own.
  package func values(_ parameters: [Literal]) -> [SQLValue]? {
    var values: [SQLValue] = []
    values.reserveCapacity(parameterUses.count)
    for use in parameterUses {
      guard let value = use.value(parameters) else { return nil }
      values.append(value)
    }
    return values
  }

  /// What it was planned with.
  package var ownValues: [SQLValue] {
    perRun.compactMap { place in
      if case .parameter = place.source { constants[place.index] } else { nil }
    }
  }
}
