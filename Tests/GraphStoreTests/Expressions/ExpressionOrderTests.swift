import OData
import Testing

@testable import GraphStore

/// Orders and searches, and the ids of the rows in the order in which they come.
@Suite struct ExpressionOrderTests {
  let rows: StaffRows

  init() throws { rows = try StaffRows() }

  @Test(arguments: [
    ("displayName", "dabcr"), ("displayName desc", "rcbad"), ("age", "drcba"),
    ("active desc,displayName desc", "cabrd"),
    ("joined", "drcab"), ("colour desc", "cabdr"), ("manager/displayName desc,age desc", "bcadr"),
    ("id desc", "rdcba"),
    ("address/city", "cdrab"), ("plans/$count desc,id", "acbdr"), ("score", "drcab"),
    ("age add rank desc", "abcdr"), ("length(displayName),id", "dcrab"),
  ]) func orders(_ text: String, _ ids: String) throws {
    #expect(try self.ids(orderedBy: text).joined() == ids)
  }

  private func ids(orderedBy text: String) throws -> [String] {
    let type = try rows.type("being")
    var arguments = SQLArguments()
    let orders = try ExpressionBinder(model: rows.model, type: type).orderBy(OptionSyntax.orderBy(text))
    var statement = SelectStatement(source: try rows.source("being"))
    statement.order = try rows.writer(type).order(orders, &arguments)
    return try rows.texts(statement.pageSQL(extras: []), arguments.values, column: 1)
  }

  @Test(arguments: [
    (#""displayName:ad""#, "a"), (#""displayName:löwe a""#, "a"), (#""displayName:o'neil""#, "b"),
    (#""displayName:oneil""#, "b"), (#""displayName:owe""#, ""), (#""displayName:1""#, "r"),
    (#""mail:BEN""#, "b"),
    (#""mail:x.example""#, ""), (#""displayName:ad" OR "displayName:rob""#, "ar"),
    (#"NOT "displayName:ad""#, "bcdr"),
    (#"("mail:a" OR "mail:b") AND "displayName:ben""#, "b"), (#"NOT "mail:a""#, "bcdr"), (#""model:x""#, "r"),
  ]) func searchesClauses(_ text: String, _ ids: String) throws {
    #expect(try self.ids(searching: text, as: .clauses).joined() == ids)
  }

  @Test(arguments: [
    ("FIR", "a"), (#""n""#, "b"), ("o AND 1", "r"), ("NOT o", "acd"), ("'ada'", "a"),
  ]) func searchesTexts(_ text: String, _ ids: String) throws {
    #expect(try self.ids(searching: text, as: .text).joined() == ids)
  }

  private func ids(searching text: String, as form: SearchForm) throws -> [String] {
    let search = try rows.search(text, as: form)
    return try rows.texts(search.sql, search.values, column: 1)
  }
}
