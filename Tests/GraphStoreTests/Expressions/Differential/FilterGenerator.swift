import OData
import TestSupport

@testable import GraphStore

/// Makes filters over people that are right by grammar and types, with few different values, so that many rows match.
struct FilterGenerator {
  var random: RepeatableNumbers
  /// Names of the lambdas around, innermost last, and what they stand for.
  private var scopes: [(prefix: String, element: Element)] = [("", .person)]
  private var variableCount = 0

  enum Element { case person, plan, text, number }

  init(_ random: RepeatableNumbers) { self.random = random }

  mutating func filter() -> String {
    scopes = [("", .person)]
    variableCount = 0
    return boolean(4)
  }

  // MARK: conditions

  private mutating func boolean(_ depth: Int) -> String {
    guard depth > 0 else { return simpleCondition() }
    switch Int.random(in: 0..<14, using: &random) {
    case 0, 1: return "(\(boolean(depth - 1)) and \(boolean(depth - 1)))"
    case 2, 3: return "(\(boolean(depth - 1)) or \(boolean(depth - 1)))"
    case 4, 5: return "not (\(boolean(depth - 1)))"
    case 6: return quantified(depth)
    case 7:
      return
        "(\(boolean(depth - 1))) \(pick("eq", "ne")) \(pick("true", "false", "null", booleanPath() ?? "true"))"
    case 8: return "case(\(boolean(depth - 1)):\(boolean(depth - 1)),true:\(boolean(0)))"
    default: return comparison(depth)
    }
  }

  private mutating func simpleCondition() -> String {
    if random.chance(4), let path = booleanPath() { return path }
    return comparison(0)
  }

  private mutating func comparison(_ depth: Int) -> String {
    switch Int.random(in: 0..<12, using: &random) {
    case 0, 1: return "\(text(depth)) \(relation()) \(random.chance(8) ? "null" : text(depth))"
    case 2, 3: return "\(number(depth)) \(relation()) \(random.chance(8) ? "null" : number(depth))"
    case 4: return "\(moment(depth)) \(relation()) \(moment(depth))"
    case 5: return "\(duration(depth)) \(relation()) \(duration(depth))"
    case 6: return "\(pick("contains", "startswith", "endswith"))(\(text(depth)),\(text(depth)))"
    case 7: return membership(depth)
    case 8: return enumeration()
    case 9: return identity()
    case 10: return "\(date(depth)) \(relation()) \(date(depth))"
    default: return nullCheck()
    }
  }

  private mutating func relation() -> String { pick("eq", "ne", "gt", "ge", "lt", "le", "eq") }

  private mutating func membership(_ depth: Int) -> String {
    if random.chance(3) {
      let items = (0..<3).map { _ in random.chance(6) ? "null" : numberLiteral() }
      return "\(number(depth)) in (\(items.joined(separator: ",")))"
    }
    if random.chance(4), let person = person() { return "\(textLiteral()) in \(person)tags" }
    let items = (0..<Int.random(in: 1...4, using: &random)).map { _ in
      random.chance(6) ? "null" : textLiteral()
    }
    return "\(text(depth)) in (\(items.joined(separator: ",")))"
  }

  private mutating func enumeration() -> String {
    guard let person = person() else { return "true" }
    switch Int.random(in: 0..<5, using: &random) {
    case 0: return "\(person)colour \(relation()) '\(pick("red", "GREEN", "blue"))'"
    case 1: return "\(person)colour in ('red',\(pick("'blue'", "null")))"
    case 2: return "\(person)audience has '\(pick("user", "group,device", "User,Group"))'"
    case 3: return "\(person)audience \(pick("eq", "ne", "gt")) '\(pick("user", "device,user", "group"))'"
    default:
      return "\(person)progress \(pick("eq", "ne")) \(pick("'pendingApproval'", "'notStarted'", "null"))"
    }
  }

  private mutating func identity() -> String {
    if random.chance(2), let plan = variable(.plan) {
      return "\(plan)/planId \(pick("eq", "ne")) \(random.guid())"
    }
    guard let person = person() else { return "false" }
    switch Int.random(in: 0..<4, using: &random) {
    case 0: return "\(person)id \(pick("eq", "ne", "gt")) '\(pick("p1", "p2", "P3", "p7"))'"
    case 1: return "\(person)id eq \(self.person() ?? "")id"
    case 2: return "\(person)token \(pick("eq", "ne", "lt")) \(random.guid())"
    default: return "\(person)token in ('\(random.guid().uppercased())',\(random.guid()))"
    }
  }

  private mutating func nullCheck() -> String {
    guard let person = person() else { return "not true" }
    return
      "\(person)\(pick("manager", "address", "token", "wakes", "age", "displayName")) \(pick("eq", "ne")) null"
  }

  // MARK: collections

  private mutating func quantified(_ depth: Int) -> String {
    guard let person = person() else { return "true" }
    let (collection, element) = [
      ("tags", Element.text), ("marks", .number), ("plans", .plan), ("reports", .person),
      ("friends", .person),
    ][Int.random(in: 0..<5, using: &random)]
    let path = person + collection + (collection == "friends" ? "/test.person" : "")
    switch Int.random(in: 0..<6, using: &random) {
    case 0: return "\(path)/any()"
    case 1: return "\(path)/$count \(relation()) \(pick("0", "1", "2"))"
    case 2 where element == .plan: return "\(path)/$filter(units gt \(numberLiteral()))/$count eq 1"
    default: break
    }
    variableCount += 1
    let name = "x\(variableCount)"
    scopes.append((name, element))
    defer { scopes.removeLast() }
    return "\(path)/\(pick("any", "any", "all"))(\(name):\(boolean(min(depth - 1, 2))))"
  }

  /// The beginning of a path to a person's members: empty, or with its slash.
  private mutating func person() -> String? {
    let people = scopes.filter { $0.element == .person }
    guard let scope = people.randomElement(using: &random) else { return nil }
    let prefix = scope.prefix.isEmpty ? pick("", "", "$it/") : scope.prefix + "/"
    return prefix + pick("", "", "", "manager/", "manager/manager/")
  }

  private func variable(_ element: Element) -> String? { scopes.last { $0.element == element }?.prefix }

  private mutating func booleanPath() -> String? { person().map { $0 + "active" } }

  // MARK: values

  private mutating func text(_ depth: Int) -> String {
    guard depth > 0, random.chance(3) else { return textLeaf() }
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return "tolower(\(text(depth - 1)))"
    case 1: return "toupper(\(text(depth - 1)))"
    case 2: return "trim(\(text(depth - 1)))"
    case 3: return "concat(\(text(depth - 1)),\(text(depth - 1)))"
    case 4: return "substring(\(text(depth - 1)),\(integer(depth - 1)))"
    case 5: return "substring(\(text(depth - 1)),\(integer(depth - 1)),\(integer(depth - 1)))"
    default: return "cast(\(pick(integer(depth - 1), text(depth - 1))),Edm.String)"
    }
  }

  private mutating func textLeaf() -> String {
    if random.chance(2) { return textLiteral() }
    if random.chance(2), let variable = variable(.text) { return variable }
    if random.chance(2), let plan = variable(.plan) { return plan + "/name" }
    guard let person = person() else { return textLiteral() }
    return person + pick("displayName", "displayName", "description", "address/city")
  }

  private mutating func textLiteral() -> String { "'" + random.letters().replacing("'", with: "''") + "'" }

  private mutating func number(_ depth: Int) -> String { random.chance(2) ? integer(depth) : decimal(depth) }

  private mutating func integer(_ depth: Int) -> String {
    guard depth > 0, random.chance(2) else { return integerLeaf() }
    switch Int.random(in: 0..<9, using: &random) {
    case 0: return "(\(integer(depth - 1)) add \(integer(depth - 1)))"
    case 1: return "(\(integer(depth - 1)) sub \(integer(depth - 1)))"
    case 2: return "(\(integer(depth - 1)) mul \(pick("2", "-3")))"
    case 3: return "(\(integer(depth - 1)) \(pick("div", "mod")) \(integer(depth - 1)))"
    case 4: return "(-(\(integer(depth - 1))))"
    case 5: return "length(\(text(depth - 1)))"
    case 6: return "indexof(\(text(depth - 1)),\(textLiteral()))"
    case 7: return "\(pick("year", "month", "day"))(\(random.chance(2) ? moment(0) : date(0)))"
    default: return "\(pick("hour", "minute", "second"))(\(moment(0)))"
    }
  }

  private mutating func integerLeaf() -> String {
    if random.chance(3) { return numberLiteral() }
    if random.chance(2), let variable = variable(.number) { return variable }
    if random.chance(2), let plan = variable(.plan) { return plan + "/units" }
    guard let person = person() else { return numberLiteral() }
    return person + pick("age", "rank", "marks/$count")
  }

  private mutating func numberLiteral() -> String { String(Int.random(in: -3...6, using: &random)) }

  private mutating func decimal(_ depth: Int) -> String {
    guard depth > 0, random.chance(2) else { return decimalLeaf() }
    switch Int.random(in: 0..<7, using: &random) {
    case 0: return "(\(decimal(depth - 1)) \(pick("add", "sub")) \(number(depth - 1)))"
    case 1: return "(\(number(depth - 1)) mul \(decimal(0)))"
    case 2: return "(\(decimal(depth - 1)) div \(number(depth - 1)))"
    case 3: return "(\(number(depth - 1)) divby \(number(depth - 1)))"
    case 4: return "(\(decimal(depth - 1)) mod \(decimal(depth - 1)))"
    case 5: return "\(pick("round", "floor", "ceiling"))(\(decimal(depth - 1)))"
    default: return random.chance(2) ? "fractionalseconds(\(moment(0)))" : "totalseconds(\(duration(0)))"
    }
  }

  private mutating func decimalLeaf() -> String {
    guard !random.chance(3), let person = person() else { return "\(random.quarter())" }
    return person + pick("score", "balance")
  }

  private mutating func moment(_ depth: Int) -> String {
    guard depth > 0, random.chance(4) else { return momentLeaf() }
    return "(\(moment(depth - 1)) \(pick("add", "sub")) \(duration(depth - 1)))"
  }

  private mutating func momentLeaf() -> String {
    if random.chance(3) { return TemporalText.of(random.moment(), type: "Edm.DateTimeOffset") ?? "now()" }
    if random.chance(6) { return "now()" }
    if random.chance(2), let plan = variable(.plan) { return plan + "/since" }
    return person().map { $0 + "joined" } ?? "now()"
  }

  private mutating func date(_ depth: Int) -> String {
    if random.chance(3) { return TemporalText.of(random.day(), type: "Edm.Date") ?? "" }
    if random.chance(3) { return "\(pick("date(", "cast("))\(moment(0))".closedAsDate }
    guard let person = person() else { return "date(now())" }
    return depth > 0 && random.chance(4) ? "(\(person)born add \(durationLiteral()))" : person + "born"
  }

  private mutating func duration(_ depth: Int) -> String {
    switch Int.random(in: 0..<8, using: &random) {
    case 0 where depth > 0: return "(\(moment(0)) sub \(moment(0)))"
    case 1 where depth > 0: return "(\(duration(depth - 1)) \(pick("add", "sub")) \(duration(depth - 1)))"
    case 2 where depth > 0: return "(-(\(duration(depth - 1))))"
    case 3: return durationLiteral()
    default: return person().map { $0 + "shift" } ?? durationLiteral()
    }
  }

  private mutating func durationLiteral() -> String { "duration'\(Ticks.durationText(random.duration()))'" }

  private mutating func pick(_ choices: String...) -> String { choices.randomElement(using: &random) ?? "" }
}

extension String {
  /// `date(x` as `date(x)`, `cast(x` as `cast(x,Edm.Date)`.
  fileprivate var closedAsDate: String { hasPrefix("cast") ? self + ",Edm.Date)" : self + ")" }
}
