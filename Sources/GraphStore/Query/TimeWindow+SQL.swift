import EntityModel

extension TimeWindow {
  /// That something happens in the time that a run asks for; what ends as that begins does not.
  func conditions(alias: String) -> [SQLText] {
    let (from, until) = (ReadPlan.windowStart, ReadPlan.windowEnd)
    return [
      "(\(from) IS NULL OR \(moment(end, alias)) > julianday(\(from)))",
      "(\(until) IS NULL OR \(moment(start, alias)) < julianday(\(until)))",
    ]
  }

  /// As a number, since the texts may be of several forms.
  private func moment(_ names: [String], _ alias: String) -> SQLText {
    "julianday(json_extract(\(alias).properties, \(literal("$." + names.joined(separator: ".")))))"
  }
}
