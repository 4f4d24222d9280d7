import EntityModel
import GraphStore
import HTTPMessages
import OData

extension Target {
  /// `ConsistencyLevel: eventual` was sent.
  var isEventual: Bool {
    exchange.request.headers[name: "consistencylevel"]?.lowercased() == "eventual"
  }

  /// The query options of the request.
  func options(_ place: OptionPlace) throws -> ReadOptions {
    guard !exchange.query.isEmpty else { return ReadOptions() }
    let query: QueryOptions
    do { query = try QueryOptions.parse(String(exchange.query)) } catch {
      throw RequestFailure.querySyntax(error)
    }
    return try OptionReader(area: area, place: place, isEventual: isEventual).read(query)
  }

  /// A plan of this path's shape and this very query, kept unless it depends on the clock.
  func cached<Plan: Sendable>(
    _ kind: String, in cache: QueryCache<Plan>, _ make: () throws -> Plan
  ) throws -> Plan {
    let query = exchange.query
    // `now()`, however its parentheses are encoded, makes a plan of one moment; what could hold it is made anew.
    guard !query.lowercased().contains("now") else { return try make() }
    return try cache.plan("\(kind) \(isEventual) \(keys.shape)?\(query)", make: make)
  }

  /// The context fragment with the keys of this request.
  func text(of context: ContextFragment, _ resolver: Resolver, _ walked: Resolver.Walked) -> String {
    context.text { index in
      guard index < plan.hops.count else { return "" }
      let hop = plan.hops[index]
      if hop.keyIndex != nil { return resolver.key(hop) }
      return index < walked.objects.count
        ? walked.objects[index]?.id ?? hop.name : resolver.callerID ?? hop.name
    }
  }
}
