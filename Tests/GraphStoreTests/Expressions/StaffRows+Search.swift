import OData

@testable import GraphStore

extension StaffRows {
  /// A statement for all beings that a search finds.
  func search(_ text: String, as form: SearchForm) throws -> (sql: SQLText, values: [SQLValue]) {
    let type = try type("being")
    var arguments = SQLArguments()
    let search = try ExpressionBinder(model: model, type: type).search(OptionSyntax.search(text), as: form)
    var statement = SelectStatement(source: try source("being"))
    statement.filters = [try writer(type).search(search, &arguments)]
    return (statement.pageSQL(extras: []), arguments.values)
  }
}
