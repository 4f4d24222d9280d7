import JSON
import Testing

/// Questions of a policy and the answers to them, in both versions.
@Suite struct EntitlementAnswerTests {
  private typealias Scene = EntitlementScene

  private static let policy = """
    "requestorSettings": {"scopeType": "AllExistingDirectorySubjects", "acceptRequests": true},
    "questions": [{"@odata.type": "#microsoft.graph.accessPackageTextInputQuestion", "id": "\(EntitlementScene.question)",
      "isRequired": true, "isAnswerEditable": true, "sequence": 1, "isSingleLineQuestion": true,
      "text": {"defaultText": "Where?", "localizedTexts": [{"languageCode": "de", "text": "Wo?"}]}}]
    """

  private static let laterQuestion = """
    {"@odata.type":"#microsoft.graph.accessPackageTextInputQuestion","id":"\(EntitlementScene.question)",
     "isAnswerEditable":true,"isRequired":true,"localizations":[{"languageCode":"de","text":"Wo?"}],"sequence":1,
     "text":"Where?","isSingleLineQuestion":true,"regexPattern":null}
    """

  private static let betaQuestion = """
    {"@odata.type":"#microsoft.graph.accessPackageTextInputQuestion","id":"\(EntitlementScene.question)",
     "isAnswerEditable":true,"isRequired":true,"sequence":1,
     "text":{"defaultText":"Where?","localizedTexts":[{"languageCode":"de","text":"Wo?"}]},
     "isSingleLineQuestion":true,"regexPattern":null}
    """

  private static func body(_ answers: String) -> String {
    """
    {"requestType": "userAdd", "assignment": {"accessPackageId": "\(EntitlementScene.package)"}, "answers": [\(answers)]}
    """
  }

  private static let answer = """
    {"@odata.type": "#microsoft.graph.accessPackageAnswerString", "value": "Here",
     "answeredQuestion": {"@odata.type": "#microsoft.graph.accessPackageTextInputQuestion", "id": "\(EntitlementScene.question)"}}
    """

  /// JSON without the line breaks of the test.
  private static func compact(_ text: String) throws -> String { try JSONValue.parse(text).text }

  @Test(arguments: ["v1.0", "beta"])
  func echoesTheQuestion(version: String) throws {
    let scene = try Scene(policy: Self.policy)
    let reply = scene.send(
      "POST", "/assignmentRequests", Self.body(Self.answer), version: version, as: People.diego)
    #expect(reply.status == 201, "\(reply.text)")
    let id = try #require(reply["id"]?.stringValue)
    let later = try Self.compact(
      """
      [{"@odata.type":"#microsoft.graph.accessPackageAnswerString","displayValue":"Here","value":"Here",
        "answeredQuestion":\(Self.laterQuestion)}]
      """)
    let beta = try Self.compact(
      """
      [{"@odata.type":"#microsoft.graph.accessPackageAnswerString","answeredQuestion":\(Self.betaQuestion),
        "displayValue":"Here","value":"Here"}]
      """)
    #expect(reply["answers"]?.text == (version == "beta" ? beta : later))
    #expect(scene.get("/assignmentRequests/\(id)")["answers"]?.text == later)
    #expect(scene.get("/assignmentRequests/\(id)", version: "beta")["answers"]?.text == beta)
    #expect(scene.members == [People.diego])
  }

  @Test(arguments: ["v1.0", "beta"])
  func aRequiredAnswer(version: String) throws {
    let scene = try Scene(policy: Self.policy)
    let reply = scene.send("POST", "/assignmentRequests", Self.body(""), version: version, as: People.diego)
    #expect(reply.whole == .invalidModel("answers", "A question that has to be answered is not."))
  }

  @Test func questionsAreObjectsOfV1() throws {
    let scene = try Scene(policy: Self.policy)
    let questions = "/assignmentPolicies/\(Scene.policy)/questions"
    #expect(
      scene.get(questions).whole
        == .ok(
          """
          {"@odata.context":"V/$metadata#identityGovernance/entitlementManagement/assignmentPolicies('\(Scene.policy)')/questions",
           "value":[\(Self.laterQuestion)]}
          """))
    #expect(scene.get("\(questions)/\(Scene.question)")["text"] == "Where?")
    #expect(scene.get("\(questions)/$count").whole == .count(1))
    let expanded = scene.get("/assignmentPolicies/\(Scene.policy)?$select=id&$expand=questions")
    #expect(expanded["questions"]?.text == (try Self.compact("[\(Self.laterQuestion)]")))
  }

  @Test func questionsAreWrittenByBoth() throws {
    let scene = try Scene(policy: Self.policy)
    let questions = "/assignmentPolicies/\(Scene.policy)/questions"
    let made = scene.send(
      "POST", questions,
      """
      {"@odata.type": "#microsoft.graph.accessPackageMultipleChoiceQuestion", "text": "Which?", "sequence": 2,
       "choices": [{"actualValue": "a", "text": "A", "localizations": []}]}
      """)
    #expect(made.status == 201, "\(made.text)")
    let id = try #require(made["id"]?.stringValue)
    let path = "/accessPackageAssignmentPolicies/\(Scene.policy)"
    #expect(
      scene.get(path, version: "beta")["questions"]?.arrayValue?.last?.text
        == (try Self.compact(
          """
          {"@odata.type":"#microsoft.graph.accessPackageMultipleChoiceQuestion","id":"\(id)","isAnswerEditable":null,
           "isRequired":null,"sequence":2,"text":{"defaultText":"Which?","localizedTexts":[]},
           "allowsMultipleSelection":null,"choices":[{"actualValue":"a","displayValue":{"defaultText":"A","localizedTexts":[]}}]}
          """)))
    #expect(scene.send("PATCH", "\(questions)/\(id)", #"{"text": "What?"}"#).status == 204)
    #expect(scene.get("\(questions)/\(id)")["text"] == "What?")
    #expect(scene.send("DELETE", "\(questions)/\(Scene.question)").whole == .noContent)
    #expect(scene.get(questions).values("id") == [id])
  }

  @Test(arguments: ["v1.0", "beta"])
  func untypedQuestions(version: String) throws {
    let scene = try Scene()
    let set = version == "beta" ? "accessPackageAssignmentPolicies" : "assignmentPolicies"
    let package =
      version == "beta"
      ? #""accessPackageId": "\#(Scene.package)""# : #""accessPackage": {"id": "\#(Scene.package)"}"#
    let body = #"{"displayName": "Asks", \#(package), "questions": [{"isRequired": true}]}"#
    #expect(
      scene.send("POST", "/\(set)", body, version: version).whole
        == .invalidModel(
          "questions[0]",
          "An '@odata.type' is needed: the type 'microsoft.graph.accessPackageQuestion' is abstract and cannot be created."
        ))
  }
}
