/// A piece of SQL whose values are in the statement's `SQLArguments`.
package typealias SQLText = String

/// An identifier as SQLite wants it: `order` as `"order"`.
package func quoted(_ identifier: String) -> String {
  // Hardly any name has quotes, and looking for one byte costs next to nothing.
  guard identifier.utf8.contains(UInt8(ascii: "\"")) else { return "\"\(identifier)\"" }
  return "\"" + identifier.replacing("\"", with: "\"\"") + "\""
}

/// A text as an SQL literal; for names from the model only, values are bound.
package func literal(_ text: String) -> String {
  "'" + text.replacing("'", with: "''") + "'"
}
