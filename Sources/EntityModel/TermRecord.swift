import JSON

/// What a term of ours says that is a JSON object, read member by member.
///
/// Each mistake in it is one of the model: told when the document is read, with its line.
struct TermRecord {
  let object: JSONObject
  /// What messages call it: `Creation of user`.
  private let title: String
  private let term: String
  private let annotations: Annotations

  /// - Parameter word: what messages call the term; nil: by its name.
  /// - Returns: nil for an element without the term.
  /// - Throws: `ModelError` where its text is no object of JSON.
  init?(_ term: String, called word: String? = nil, _ annotations: Annotations) throws(ModelError) {
    guard let value = try annotations.json(term, called: word ?? term) else { return nil }
    let title = "\(word ?? term) of \(annotations.element)"
    guard let object = value.objectValue else {
      throw annotations.error("\(title): it is no object", at: term)
    }
    (self.title, self.term, self.annotations) = (title, term, annotations)
    self.object = object
  }

  private init(_ object: JSONObject, in record: TermRecord) {
    self.object = object
    (title, term, annotations) = (record.title, record.term, record.annotations)
  }

  /// An object that stands somewhere in it.
  func inner(_ object: JSONObject) -> TermRecord { TermRecord(object, in: self) }

  // MARK: Members

  /// - Parameter part: what messages call that which has these members alone.
  func check(_ names: [String], of part: String = "it") throws(ModelError) {
    for name in object.names where !names.contains(name) { throw mistake("'\(name)' is no part of \(part)") }
  }

  func text(_ name: String) throws(ModelError) -> String? {
    guard let value = object[name] else { return nil }
    guard let text = value.stringValue else { throw mistake("'\(name)' is no text") }
    return text
  }

  /// None where it is not there.
  func texts(_ name: String) throws(ModelError) -> [String] {
    guard let value = object[name] else { return [] }
    guard let elements = value.arrayValue else { throw mistake("'\(name)' is no list of texts") }
    let texts = elements.compactMap(\.stringValue)
    guard texts.count == elements.count else { throw mistake("'\(name)' is no list of texts") }
    return texts
  }

  func neededText(_ name: String) throws(ModelError) -> String {
    guard let text = try text(name) else { throw mistake("it has no '\(name)'") }
    return text
  }

  func number(_ name: String) throws(ModelError) -> Int? {
    guard let value = object[name] else { return nil }
    guard let number = value.intValue else { throw mistake("'\(name)' is no number") }
    return number
  }

  /// True, or not there.
  func flag(_ name: String) throws(ModelError) -> Bool {
    guard let value = object[name] else { return false }
    guard value == .bool(true) else { throw mistake("'\(name)' is not true") }
    return true
  }

  /// Without members where it is not there.
  func members(_ name: String) throws(ModelError) -> JSONObject {
    guard let value = object[name] else { return [:] }
    return try members(value, of: name)
  }

  func members(_ value: JSONValue, of name: String) throws(ModelError) -> JSONObject {
    guard case .object(let object) = value else { throw mistake("'\(name)' is no object") }
    return object
  }

  /// What is wrong with it.
  func mistake(_ reason: String) -> ModelError { annotations.error("\(title): \(reason)", at: term) }
}
