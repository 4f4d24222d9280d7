/// The members of a JSON object in the order of the text.
///
/// Objects here are small (an entity has tens of members), so look-up is a walk; a hash table would cost more.
public struct JSONObject: Equatable, Sendable {
  public struct Member: Equatable, Sendable {
    public var name: String
    public var value: JSONValue

    public init(name: String, value: JSONValue) {
      self.name = name
      self.value = value
    }
  }

  public var members: [Member]

  public init(_ members: [Member] = []) { self.members = members }

  package var isEmpty: Bool { members.isEmpty }
  package var names: [String] { members.map(\.name) }

  /// The value of a member; setting appends a new member at the end, setting nil removes it.
  package subscript(name: String) -> JSONValue? {
    get { members.first { $0.name == name }?.value }
    set {
      let index = members.firstIndex { $0.name == name }
      switch (index, newValue) {
      case (let index?, let value?): members[index].value = value
      case (let index?, nil): members.remove(at: index)
      case (nil, let value?): members.append(Member(name: name, value: value))
      case (nil, nil): break
      }
    }
  }
}

extension JSONObject {
  /// The first name that an earlier member has in another case: where names are compared without case, nobody can
  /// say which of them counts.
  package var nameRepeatedInAnotherCase: String? {
    var seen: Set<String> = []
    return members.first { !seen.insert($0.name.lowercased()).inserted }?.name
  }
}

extension JSONObject: ExpressibleByDictionaryLiteral {
  public init(dictionaryLiteral elements: (String, JSONValue)...) {
    self.init(elements.map { Member(name: $0.0, value: $0.1) })
  }
}
