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
    guard let text = annotations.string("Begins") else { return nil }
    guard let object = try? JSONValue.parse(text).objectValue, let name = object["in"]?.stringValue else {
      throw annotations.error("\(annotations.element): what it begins is no object with 'in'")
    }
    return BegunTask(
      navigation: name, properties: object["as"]?.objectValue ?? [:],
      ownerProperties: object["owner"]?.objectValue ?? [:])
  }
}
