import JSON

/// What a requestor is asked: values inside a policy of beta, contained objects of one of v1.0.
enum PolicyQuestions {
  static let part = PolicyRenderings.Part(
    beta: ["questions"], later: ["assignmentQuestions"],
    toBeta: { PolicyValues(["questions": all($0["assignmentQuestions"], beta)]) },
    toLater: { PolicyValues(["assignmentQuestions": all($0["questions"], later)]) })

  private static func all(_ value: JSONValue, _ render: (JSONObject) -> JSONValue) -> JSONValue {
    guard let questions = value.arrayValue else { return .null }
    return .array(questions.compactMap(\.objectValue).map(render))
  }

  private static let multipleChoice = JSONValue.string("#microsoft.graph.accessPackageMultipleChoiceQuestion")

  /// A question of v1.0 as beta has it.
  static func beta(_ question: JSONObject) -> JSONValue {
    var members: JSONObject = [:]
    members["@odata.type"] = question["@odata.type"]
    for name in ["id", "isAnswerEditable", "isRequired", "sequence"] {
      members[name] = question[name] ?? .null
    }
    members["text"] = content(question)
    if question["@odata.type"] == multipleChoice {
      members["allowsMultipleSelection"] = question["isMultipleSelectionAllowed"] ?? .null
      members["choices"] = .array(choices(question).map(betaChoice))
    } else {
      for name in ["isSingleLineQuestion", "regexPattern"] { members[name] = question[name] ?? .null }
    }
    return .object(members)
  }

  /// A question of beta as v1.0 has it.
  static func later(_ question: JSONObject) -> JSONValue {
    let text = question["text"]?.objectValue ?? [:]
    var members: JSONObject = [:]
    members["@odata.type"] = question["@odata.type"]
    for name in ["id", "isAnswerEditable", "isRequired"] { members[name] = question[name] ?? .null }
    members["localizations"] = text["localizedTexts"] ?? []
    members["sequence"] = question["sequence"] ?? .null
    members["text"] = text["defaultText"] ?? .null
    if question["@odata.type"] == multipleChoice {
      members["choices"] = .array(choices(question).map(laterChoice))
      members["isMultipleSelectionAllowed"] = question["allowsMultipleSelection"] ?? .null
    } else {
      for name in ["isSingleLineQuestion", "regexPattern"] { members[name] = question[name] ?? .null }
    }
    return .object(members)
  }

  /// Whether a text answers a question of beta: of several choices it is one that is offered, by its value or in any of
  /// its languages; several, separated by commas, where several may be chosen.
  static func takes(_ answer: String?, _ question: JSONObject) -> Bool {
    guard question["@odata.type"] == multipleChoice, let answer, !answer.isEmpty else { return true }
    let offered = Set(choices(question).flatMap(texts).map { $0.lowercased() })
    guard !offered.contains(answer.lowercased()) else { return true }
    guard question["allowsMultipleSelection"]?.boolValue == true else { return false }
    return answer.lowercased().split(separator: ",")
      .allSatisfy { offered.contains(String($0.drop { $0 == " " })) }
  }

  private static func texts(of choice: JSONObject) -> [String] {
    let shown = choice["displayValue"]?.objectValue ?? [:]
    let localized = shown["localizedTexts"]?.arrayValue?.map { $0.objectValue?["text"] } ?? []
    return ([choice["actualValue"], shown["defaultText"]] + localized).compactMap { $0?.stringValue }
  }

  private static func choices(_ question: JSONObject) -> [JSONObject] {
    question["choices"]?.arrayValue?.compactMap(\.objectValue) ?? []
  }

  private static func betaChoice(_ choice: JSONObject) -> JSONValue {
    ["actualValue": choice["actualValue"] ?? .null, "displayValue": content(choice)]
  }

  private static func laterChoice(_ choice: JSONObject) -> JSONValue {
    let text = choice["displayValue"]?.objectValue ?? [:]
    return [
      "actualValue": choice["actualValue"] ?? .null, "localizations": text["localizedTexts"] ?? [],
      "text": text["defaultText"] ?? .null,
    ]
  }

  private static func content(_ value: JSONObject) -> JSONValue {
    ["defaultText": value["text"] ?? .null, "localizedTexts": value["localizations"] ?? []]
  }
}
