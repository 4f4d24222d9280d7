package import JSON

extension NewEntity {
  /// Gives a property the value that it has when nobody says what it is.
  ///
  /// A seed that says null says so: an export has to tell what somebody cleared from what was never said.
  package mutating func setDefault(_ name: String, _ value: JSONValue?, _ transaction: WriteTransaction) {
    guard let said = properties[name] else { return properties[name] = value }
    if said.isNull, transaction.origin != .seed { properties[name] = value }
  }
}
