import JSON
import OData
import TestSupport

@testable import GraphStore

/// A value as the plain evaluator knows it.
indirect enum PlainValue {
  case null
  case boolean(Bool)
  case integer(Int64)
  case real(Double)
  case text(String)
  case identifier(String)
  case guid(String)
  /// A time or a duration.
  case ticks(Int64)
  /// A day, by its midnight.
  case date(Int64)
  case member(Int, of: PlainEnumeration)
  /// A person, by position in the world.
  case person(Int)
  case complex([String: PlainValue])
  case list([PlainValue])

  var isNull: Bool {
    if case .null = self { true } else { false }
  }
}

/// An enumeration of the model.
enum PlainEnumeration: CaseIterable {
  case colour, audience, progress

  var members: [String: Int] {
    switch self {
    case .colour: ["red": 0, "green": 1, "blue": 2]
    case .audience: ["user": 1, "group": 2, "device": 4]
    case .progress: ["notStarted": 0, "pendingApproval": 1]
    }
  }

  /// The value of the members in a text, whatever their case.
  func value(_ text: String) -> Int? {
    var value = 0
    for word in text.split(separator: ",") {
      guard let member = members.first(where: { $0.key.lowercased() == word.lowercased() }) else {
        return nil
      }
      value |= member.value
    }
    return value
  }

  /// As the store writes a value.
  func stored(_ value: Int) -> String {
    let names = members.sorted { $0.value < $1.value }
      .filter { self == .audience ? value & $0.value != 0 : $0.value == value }.map(\.key)
    let text = names.joined(separator: ",")
    return self == .progress ? text.prefix(1).uppercased() + text.dropFirst() : text
  }
}

/// People with random properties and relations, in memory and as rows.
struct PlainWorld {
  struct Person {
    let key: Int64
    let id: String
    let isDeleted: Bool
    let manager: Int?
    let friends: [Int]
    let members: [String: PlainValue]
  }

  private(set) var people: [Person] = []

  init(count: Int, _ random: inout RepeatableNumbers) {
    for index in 0..<count {
      people.append(
        Person(
          key: Int64(index + 1), id: "p\(index)", isDeleted: Int.random(in: 0..<12, using: &random) == 0,
          manager: random.maybe(0..<count),
          friends: (0..<3).compactMap { _ in random.maybe(0..<count) }.distinct,
          members: random.members()))
    }
  }

  /// The statements that make the rows.
  var sql: [String] {
    people.flatMap { person in
      var properties: [UInt8] = []
      properties.append(jsonObject: PlainJSON.object(person.members))
      let row = """
        INSERT INTO being (key, id, type, deleted, manager, rank, properties) VALUES (\(person.key),
        \(literal(person.id)), 'test.person', \(person.isDeleted ? "'2026-01-01T00:00:00Z'" : "NULL"),
        \(person.manager.map { String($0 + 1) } ?? "NULL"), \(person.rank),
        \(literal(String(decoding: properties, as: UTF8.self))))
        """
      return [row]
        + person.friends.map {
          "INSERT INTO person_friends (source, target) VALUES (\(person.key), \($0 + 1))"
        }
    }
  }
}

extension PlainWorld.Person {
  fileprivate var rank: String {
    if case .integer(let rank)? = members["rank"] { String(rank) } else { "NULL" }
  }
}

/// Values as the store has them in JSON texts.
private enum PlainJSON {
  static func object(_ members: [String: PlainValue]) -> JSONObject {
    JSONObject(
      members.sorted { $0.key < $1.key }.filter { !$0.value.isNull && $0.key != "rank" }
        .map { JSONObject.Member(name: $0.key, value: value($0.value, $0.key)) })
  }

  private static func value(_ value: PlainValue, _ name: String) -> JSONValue {
    switch value {
    case .null, .person: .null
    case .boolean(let value): .bool(value)
    case .integer(let value): .number(Int(value))
    // `3` is a decimal number too.
    case .real(let value):
      .number(name == "balance" && value == value.rounded() ? String(Int(value)) : "\(value)")
    case .text(let text), .identifier(let text), .guid(let text): .string(text)
    case .ticks(let ticks), .date(let ticks): .string(text(ticks, name))
    case .member(let value, let enumeration): .string(enumeration.stored(value))
    case .complex(let members): .object(object(members))
    case .list(let values): .array(values.map { self.value($0, name) })
    }
  }

  private static func text(_ ticks: Int64, _ name: String) -> String {
    let types = ["born": "Edm.Date", "wakes": "Edm.TimeOfDay", "shift": "Edm.Duration"]
    return TemporalText.of(ticks, type: types[name] ?? "Edm.DateTimeOffset") ?? ""
  }
}

extension RepeatableNumbers {
  mutating func maybe(_ range: Range<Int>) -> Int? {
    Int.random(in: 0..<3, using: &self) == 0 ? nil : Int.random(in: range, using: &self)
  }

  mutating func chance(_ count: Int) -> Bool { Int.random(in: 0..<count, using: &self) == 0 }

  /// Texts of few letters, so that they are often equal; with letters that change length in upper case, and one
  /// that is two characters.
  mutating func letters() -> String {
    let alphabet = ["a", "A", "b", "ä", "Ä", "ß", "'", " ", "_", "%", "1", "e\u{301}", "🙂"]
    return (0..<Int.random(in: 0...4, using: &self)).map { _ in alphabet.randomElement(using: &self) ?? "" }
      .joined()
  }

  mutating func quarter() -> Double { Double(Int.random(in: -20...20, using: &self)) / 4 }

  mutating func moment() -> Int64 {
    let seconds =
      Int64.random(in: 0..<40, using: &self) * 86_400 * 11 + Int64.random(in: 0..<3, using: &self) * 4321
    return (Ticks.moment("2025-06-01T00:00:00Z") ?? 0) + seconds * Ticks.second
      + Int64.random(in: 0..<3, using: &self) * 2_500_000
  }

  mutating func day() -> Int64 { moment() / Ticks.day * Ticks.day }

  mutating func timeOfDay() -> Int64 { Int64.random(in: 0..<48, using: &self) * 1800 * Ticks.second }

  mutating func duration() -> Int64 { Int64.random(in: -8...40, using: &self) * 3 * 3600 * Ticks.second / 2 }

  mutating func guid() -> String {
    "00000000-0000-0000-0000-00000000000" + ["a", "b", "1", "2"][Int.random(in: 0..<4, using: &self)]
  }

  mutating func enumerationValue(_ enumeration: PlainEnumeration) -> Int {
    if enumeration == .audience { return Int.random(in: 1...7, using: &self) }
    return Int.random(in: 0..<enumeration.members.count, using: &self)
  }

  mutating func members() -> [String: PlainValue] {
    var members: [String: PlainValue] = [:]
    members["displayName"] = or(.text(letters()))
    members["description"] = or(.text(letters()))
    members["active"] = or(.boolean(chance(2)))
    members["age"] = or(.integer(Int64.random(in: -9...60, using: &self)))
    members["rank"] = or(.integer(Int64.random(in: 0...5, using: &self)))
    members["score"] = or(.real(quarter()))
    members["balance"] = or(.real(quarter()))
    members["joined"] = or(.ticks(moment()))
    members["born"] = or(.date(day()))
    members["wakes"] = or(.ticks(timeOfDay()))
    members["shift"] = or(.ticks(duration()))
    members["token"] = or(.guid(guid()))
    for enumeration in PlainEnumeration.allCases {
      members["\(enumeration)"] = or(.member(enumerationValue(enumeration), of: enumeration))
    }
    members["tags"] = or(.list((0..<Int.random(in: 0...3, using: &self)).map { _ in .text(letters()) }))
    members["marks"] = or(
      .list(
        (0..<Int.random(in: 0...3, using: &self)).map { _ in .integer(Int64.random(in: -2...5, using: &self))
        }))
    members["plans"] = or(.list((0..<Int.random(in: 0...2, using: &self)).map { _ in .complex(plan()) }))
    members["address"] = or(.complex(["city": or(.text(letters()))]))
    return members
  }

  private mutating func plan() -> [String: PlainValue] {
    [
      "planId": or(.guid(guid())), "name": or(.text(letters())),
      "units": or(.integer(Int64.random(in: 0...5, using: &self))), "since": or(.ticks(moment())),
      "tags": .list((0..<Int.random(in: 0...2, using: &self)).map { _ in .text(letters()) }),
    ]
  }

  private mutating func or(_ value: PlainValue) -> PlainValue { chance(5) ? .null : value }
}

extension [Int] {
  fileprivate var distinct: [Int] { Set(self).sorted() }
}
