import JSON

/// How a request is refused that the model says something about.
package struct Refusal: Sendable, Equatable {
  /// Of the answer: `404`.
  package let status: Int
  /// Of the error: `itemNotFound`.
  package let code: String
  /// Of the error, for people.
  package let message: String

  /// `{"status":404,"code":"itemNotFound","message":"The resource could not be found."}`
  init(_ record: TermRecord) throws(ModelError) {
    guard let status = try record.number("status"), let code = try record.text("code"),
      let message = try record.text("message")
    else { throw record.mistake("a refusal is 'status', 'code' and 'message'") }
    (self.status, self.code, self.message) = (status, code, message)
  }

  /// Names of its members.
  static let names = ["status", "code", "message"]

  /// The one that a member of a record is; nil where it is not there.
  static func read(_ name: String, _ record: TermRecord) throws(ModelError) -> Refusal? {
    guard let value = record.object[name] else { return nil }
    let refusal = record.inner(try record.members(value, of: name))
    try refusal.check(names, of: "a refusal")
    return try Refusal(refusal)
  }
}

/// What `Emulator.Moves` says of a navigation property that shows, by a property of theirs, objects of the type that has it:
/// PATCH of that property puts an object below another one.
package struct MoveRule: Sendable, Equatable {
  /// The way to a text that names the other object by its path; none: nothing does.
  package let path: [String]
  /// Where there is no such object.
  package let missing: Refusal
  /// Where it is the object itself, or below that.
  package let inside: Refusal
}

extension MoveRule {
  /// `{"path":"parentReference/path","missing":REFUSAL,"inside":REFUSAL}`; nil where nothing is said.
  static func read(_ annotations: Annotations) throws(ModelError) -> MoveRule? {
    guard let record = try TermRecord("Moves", annotations) else { return nil }
    try record.check(["path", "missing", "inside"])
    return MoveRule(
      path: (try record.text("path") ?? "")[...].names, missing: try refusal("missing", record),
      inside: try refusal("inside", record))
  }

  private static func refusal(_ name: String, _ record: TermRecord) throws(ModelError) -> Refusal {
    guard let refusal = try Refusal.read(name, record) else { throw record.mistake("it has no '\(name)'") }
    return refusal
  }
}

/// What `Emulator.NotOf` says of a collection, or of a stream: objects that have a value somewhere do not have it, though
/// their type declares it.
package struct UnfitHolder: Sendable, Equatable {
  /// Name of the property that has a value then.
  package let property: String
  /// Of who asks for it in spite of that.
  package let refusal: Refusal
}

extension UnfitHolder {
  /// `{"property":"file","status":400,"code":"invalidRequest","message":"…"}`; nil where nothing is said.
  static func read(_ annotations: Annotations) throws(ModelError) -> UnfitHolder? {
    guard let record = try TermRecord("NotOf", annotations) else { return nil }
    try record.check(["property"] + Refusal.names)
    return UnfitHolder(property: try record.neededText("property"), refusal: try Refusal(record))
  }
}
