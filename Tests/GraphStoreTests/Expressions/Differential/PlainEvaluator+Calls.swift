import OData

@testable import GraphStore

extension PlainEvaluator {
  func call(_ call: Call) throws -> PlainValue {
    if call.name == "now" { return .ticks(now) }
    if call.name == "cast" {
      return cast(try value(call.arguments[0].value), to: call.arguments[1].value.description)
    }
    let values = try call.arguments.map { try value($0.value) }
    guard !values.contains(where: \.isNull), let first = values.first else { return .null }
    switch first {
    case .text(let text), .identifier(let text):
      return try Self.call(call.name, text, Array(values.dropFirst()))
    case .ticks(let ticks), .date(let ticks): return try Self.call(call.name, ticks)
    default: return try Self.call(call.name, first.number ?? 0)
    }
  }

  private static func call(_ name: String, _ text: String, _ rest: [PlainValue]) throws -> PlainValue {
    let scalars = Array(text.unicodeScalars)
    switch name {
    case "length": return .integer(Int64(scalars.count))
    case "tolower": return .text(text.lowercased())
    case "toupper": return .text(text.uppercased())
    case "trim": return .text(trimmed(text))
    case "concat": return .text(text + rest.text(0))
    case "contains": return .boolean(index(of: rest.text(0), in: text) >= 0)
    case "indexof": return .integer(Int64(index(of: rest.text(0), in: text)))
    case "startswith": return .boolean(folded(text).starts(with: folded(rest.text(0))))
    case "endswith": return .boolean(folded(text).reversed().starts(with: folded(rest.text(0)).reversed()))
    case "substring":
      let kept = scalars.dropFirst(rest.number(0))
      return .text(string(rest.count > 1 ? kept.prefix(rest.number(1)) : kept))
    default: throw Unknown(text: name)
    }
  }

  private static func folded(_ text: String) -> [Unicode.Scalar] { Array(text.lowercased().unicodeScalars) }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var text = ""
    text.unicodeScalars.append(contentsOf: scalars)
    return text
  }

  private static func trimmed(_ text: String) -> String {
    var scalars = Array(text.unicodeScalars)[...]
    while scalars.first == " " { scalars.removeFirst() }
    while scalars.last == " " { scalars.removeLast() }
    return string(scalars)
  }

  private static func index(of part: String, in text: String) -> Int {
    let (part, whole) = (folded(part), folded(text))
    guard part.count <= whole.count else { return -1 }
    return (0...(whole.count - part.count)).first { whole[$0...].starts(with: part) } ?? -1
  }

  private static func call(_ name: String, _ ticks: Int64) throws -> PlainValue {
    let text = Timestamp.text(ticks: max(ticks, 0), decimals: true)
    let parts = text.split { "-T:.Z".contains($0) }.compactMap { Int64($0) }
    switch name {
    case "year": return .integer(parts[0])
    case "month": return .integer(parts[1])
    case "day": return .integer(parts[2])
    case "hour": return .integer(parts[3])
    case "minute": return .integer(parts[4])
    case "second": return .integer(parts[5])
    case "fractionalseconds": return .real(Double(parts[6]) / 1e7)
    case "totalseconds": return .real(Double(ticks) / 1e7)
    case "date": return .date(ticks - ticks % Ticks.day)
    case "time": return .ticks(ticks % Ticks.day)
    default: throw Unknown(text: name)
    }
  }

  private static func call(_ name: String, _ number: Double) throws -> PlainValue {
    switch name {
    case "round": return .real(number.rounded(.toNearestOrAwayFromZero))
    case "floor": return .real(number.rounded(.down))
    case "ceiling": return .real(number.rounded(.up))
    default: throw Unknown(text: name)
    }
  }

  private func cast(_ value: PlainValue, to type: String) -> PlainValue {
    switch (value, type) {
    case (.integer(let number), "Edm.String"): .text(String(number))
    case (.boolean(let value), "Edm.String"): .text(String(value))
    case (.guid(let text), "Edm.String"), (.text(let text), "Edm.String"): .text(text)
    case (.text(let text), "Edm.Int32"): Int64(text).map(PlainValue.integer) ?? .null
    case (.real(let number), "Edm.Int32"): .integer(Int64(number))
    case (.integer(let number), "Edm.Int32"): .integer(number)
    case (.ticks(let ticks), "Edm.Date"): .date(ticks - ticks % Ticks.day)
    default: .null
    }
  }
}

extension [PlainValue] {
  fileprivate func text(_ index: Int) -> String {
    switch self[index] {
    case .text(let text), .identifier(let text): text
    default: ""
    }
  }

  /// Never below zero: there a text begins.
  fileprivate func number(_ index: Int) -> Int { Swift.max(Int(self[index].number ?? 0), 0) }
}
