package import OData

/// A query ready to run: its SQL, how its rows are written, and the values that never change.
///
/// Parameters: `?1` key of the object before in the path, `?2` what an item is found by, or the keys of all items,
/// `?3` most rows,
/// `?4` to `?9` the cursor of the page before, `?10` and up the constants.
///
/// A class because connections keep its prepared statement by its identity.
package final class ReadPlan: Sendable {
  package let identifier: Int
  package let sql: String
  package let projection: Projection
  package let constants: [SQLValue]
  /// Places among the constants that each run fills with what its request says.
  let perRun: [SQLArguments.PerRun]
  /// What each query makes of its parameters.
  package let parameterUses: [ParameterUse]
  /// A query's very values decided how it is written, not its form alone.
  package let servesOneQuery: Bool
  /// How many columns after the projection's hold the order of a row, for the cursor; 0: the position alone.
  package let orderColumns: Int

  package init(
    identifier: Int, sql: String, projection: Projection, arguments: SQLArguments = SQLArguments(),
    orderColumns: Int = 0
  ) {
    var arguments = arguments
    self.identifier = identifier
    self.sql = Self.bound(sql, &arguments)
    self.projection = projection
    constants = arguments.values
    perRun = arguments.perRun
    parameterUses = arguments.parameterUses
    servesOneQuery = arguments.servesOneQuery
    self.orderColumns = orderColumns
  }

  private static func bound(_ sql: String, _ arguments: inout SQLArguments) -> String {
    var sql = sql
    if sql.contains(caller) { sql = sql.replacing(caller, with: arguments.bindCaller()) }
    if sql.contains(windowStart) { sql = sql.replacing(windowStart, with: arguments.bind(.windowStart)) }
    if sql.contains(windowEnd) { sql = sql.replacing(windowEnd, with: arguments.bind(.windowEnd)) }
    if sql.contains(client) { sql = sql.replacing(client, with: arguments.bindClient()) }
    return sql
  }

  package static let firstConstant = 10

  /// What derived expressions write for who asks: the id or the name of a user, an empty text where a request does
  /// not say, NULL for an application and where nobody asks.
  package static let caller = "{caller}"

  /// The same for the id of the application that asks, for a user or by itself; NULL where nothing says.
  package static let client = "{client}"

  /// The moments between which a list wants what happens; NULL where it wants everything.
  static let windowStart = "{windowStart}"
  static let windowEnd = "{windowEnd}"
}

/// What a run of a plan reads of its request, so that no plan is one request's own.
package struct RunRequest: Sendable {
  /// What `now()` is.
  package let moment: Moment
  /// What every URL of the answer begins with.
  package let base: String
  /// What `ReadPlan.caller` stands for.
  package let caller: SQLValue
  /// What `ReadPlan.client` stands for.
  package let client: SQLValue
  /// What `ReadPlan.windowStart` and `windowEnd` stand for.
  package var window: (start: SQLValue, end: SQLValue) = (.null, .null)
  /// `ReadPlan.values` for the request's query.
  package let parameters: [SQLValue]

  package init(
    moment: Moment, base: String, caller: SQLValue = .null, client: SQLValue = .null,
    parameters: [SQLValue] = []
  ) {
    self.moment = moment
    self.base = base
    self.caller = caller
    self.client = client
    self.parameters = parameters
  }
}

/// The values of one run of a plan.
package struct ReadValues: Sendable {
  package var parent: Int64?
  package var identifier: SQLValue
  package var limit: Int
  package var cursor: [SQLValue]
  package var request: RunRequest?

  package init(
    parent: Int64? = nil, identifier: SQLValue = .null, limit: Int = 1, cursor: [SQLValue] = [],
    request: RunRequest? = nil
  ) {
    self.parent = parent
    self.identifier = identifier
    self.limit = limit
    self.cursor = cursor
    self.request = request
  }

  /// In parameter order.
  func bound(to plan: ReadPlan) -> [SQLValue] {
    var values = bound(with: plan.constants)
    guard let request else { return values }
    for place in plan.perRun {
      values[ReadPlan.firstConstant - 1 + place.index] = place.source.value(request)
    }
    return values
  }

  /// In parameter order, the constants as they are.
  func bound(with constants: [SQLValue]) -> [SQLValue] {
    var values: [SQLValue] = [parent.map(SQLValue.integer) ?? .null, identifier, .integer(Int64(limit))]
    guard !cursor.isEmpty || !constants.isEmpty else { return values }
    values += cursor
    guard !constants.isEmpty else { return values }
    while values.count < ReadPlan.firstConstant - 1 { values.append(.null) }
    return values + constants
  }
}

/// The constants of a statement while its text is written: each gets its number.
package struct SQLArguments: Sendable {
  package private(set) var values: [SQLValue] = []

  /// A value that each run of the plan fills anew.
  struct PerRun: Sendable {
    enum Source: Sendable {
      case moment, base, caller, client, windowStart, windowEnd
      /// Number of a use.
      case parameter(Int)
    }

    let index: Int
    let source: Source
  }

  private(set) var perRun: [PerRun] = []
  private(set) var parameterUses: [ParameterUse] = []
  /// Set when a value of the query decides more than results.
  var servesOneQuery = false

  package init() {}

  /// The moment of the request in ticks.
  ///
  /// - Parameter value: stands there until a request is known.
  mutating func bind(moment value: Moment) -> String {
    perRun.append(PerRun(index: values.count, source: .moment))
    return bind(.integer(value.ticks))
  }

  /// What every URL of the answer begins with.
  package mutating func bindBase() -> String {
    perRun.append(PerRun(index: values.count, source: .base))
    return bind(.text(""))
  }

  /// Who asks.
  mutating func bindCaller() -> String {
    perRun.append(PerRun(index: values.count, source: .caller))
    return bind(.null)
  }

  /// The application that asks.
  mutating func bindClient() -> String {
    perRun.append(PerRun(index: values.count, source: .client))
    return bind(.null)
  }

  /// What each run says.
  fileprivate mutating func bind(_ source: PerRun.Source) -> String {
    perRun.append(PerRun(index: values.count, source: source))
    return bind(.null)
  }

  /// Adds a value and returns the parameter that stands for it: `?12`.
  package mutating func bind(_ value: SQLValue) -> String {
    values.append(value)
    return "?\(ReadPlan.firstConstant + values.count - 1)"
  }

  package mutating func bind(_ text: String) -> String { bind(.text(text)) }

  /// The parameter that stands for a number of items.
  package mutating func bind(_ count: ItemCount) -> String {
    bind(.integer(Int64(count.value)), as: .plain, origin: count.parameter.map(ParameterOrigin.init))
  }

  /// The parameter that stands for a constant; one whose form it has not is NULL.
  mutating func bind(_ constant: Constant, as form: ConstantForm, origin: ParameterOrigin?) -> String {
    if let origin {
      perRun.append(PerRun(index: values.count, source: .parameter(parameterUses.count)))
      parameterUses.append(ParameterUse(origin: origin, form: form))
    }
    return bind(form.value(constant) ?? .null)
  }
}

extension SQLArguments.PerRun.Source {
  func value(_ request: RunRequest) -> SQLValue {
    switch self {
    case .moment: .integer(request.moment.ticks)
    case .base: .text(request.base)
    case .caller: request.caller
    case .client: request.client
    case .windowStart: request.window.start
    case .windowEnd: request.window.end
    case .parameter(let number): request.parameters[number]
    }
  }
}
