/// An expanded navigation property: the member's name and the SQL that yields its JSON text.
package struct ExpansionColumn: Sendable {
  /// `nav@odata.count`, which stands before the member.
  package struct Annotation: Sendable {
    /// `@odata.count`
    package let name: String
    package let sql: SQLText

    package init(name: String, sql: SQLText) {
      self.name = name
      self.sql = sql
    }
  }

  /// Path of the member: `["assignedTo"]`, `["cloudLicensing", "assignments"]`.
  package let path: [String]
  /// nil when the annotations are all that is asked for.
  package let sql: SQLText?
  package let annotations: [Annotation]
  package let nested: [Projection]
  /// What stands there when the SQL yields nothing: `null`, `[]`.
  package let absent: String
  /// Names of the types whose objects have it, after a cast; nil: those that declare it.
  package let types: Set<String>?

  package init(
    path: [String], sql: SQLText?, annotations: [Annotation] = [], nested: [Projection] = [], absent: String,
    types: Set<String>? = nil
  ) {
    self.path = path
    self.sql = sql
    self.annotations = annotations
    self.nested = nested
    self.absent = absent
    self.types = types
  }

  /// Name, SQL and absent value of each member that it makes, in order.
  var members: [(name: String, sql: SQLText, absent: String)] {
    let name = path[path.count - 1]
    let annotations = annotations.map { (name: name + $0.name, sql: $0.sql, absent: "null") }
    guard let sql else { return annotations }
    return annotations + [(name: name, sql: sql, absent: absent)]
  }
}
