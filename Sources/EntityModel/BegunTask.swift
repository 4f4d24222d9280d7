package import JSON

/// What `Emulator.Begins` says of a single value: a change of it takes time, and is told of by an object beside it. Here it
/// is over when the answer is sent.
package struct BegunTask: Sendable, Equatable {
  /// Name of the collection, of the object that contains the value, in which the one is made that tells.
  package let navigation: String
  /// What that one has.
  package let properties: JSONObject
  /// What the object has then that contains both.
  package let ownerProperties: JSONObject

  /// `{"in":"operations","as":{"status":"completed"},"owner":{"state":"ready"}}`; nil where nothing is said.
  static func read(_ annotations: Annotations) throws(ModelError) -> BegunTask? {
    guard let record = try TermRecord("Begins", annotations) else { return nil }
    try record.check(["in", "as", "owner"])
    return BegunTask(
      navigation: try record.neededText("in"), properties: try record.members("as"),
      ownerProperties: try record.members("owner"))
  }
}
