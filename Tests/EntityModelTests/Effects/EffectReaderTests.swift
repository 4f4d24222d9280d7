import JSON
import Testing

@testable import EntityModel

/// What `Emulator.Effect` says, and what it cannot say.
@Suite struct EffectReaderTests {
  private static func effect(_ text: String) throws(ModelError) -> OperationEffect? {
    let annotation = CSDLElement(
      name: "Annotation", attributes: ["Term": "Emulator.V1.Effect", "String": text])
    let operation = CSDLElement(name: "Action", attributes: ["Name": "seal"])
    operation.children = [annotation]
    return try effect(of: operation)
  }

  private static func effect(of operation: CSDLElement) throws(ModelError) -> OperationEffect? {
    try EffectReader.read(Annotations(CSDLTable.write(operation, named: nil).root))
  }

  private static func mistake(_ text: String) -> String? {
    do throws(ModelError) {
      _ = try effect(text)
      return nil
    } catch { return error.description }
  }

  @Test(arguments: [
    ("x", "effect of seal: "), ("[]", "effect of seal: it is no object"),
    ("{}", "effect of seal: it says not what is done"),
    (#"{"paint":true}"#, "effect of seal: 'paint' is no part of an effect"),
    (#"{"accept":true,"delete":true}"#, "effect of seal: it is accept and delete at once"),
    (#"{"delete":true,"set":{"a":1}}"#, "effect of seal: with 'delete' nothing else is done"),
    (#"{"accept":false}"#, "effect of seal: 'accept' is not true"),
    (#"{"set":1}"#, "effect of seal: 'set' is no object"),
    (#"{"accept":true,"status":"202"}"#, "effect of seal: 'status' is no number"),
    (#"{"accept":true,"ids":1}"#, "effect of seal: 'ids' is no text"),
    (#"{"move":{"to":"x"}}"#, "effect of seal: a destination is 'to', 'in' and 'as'"),
    (
      #"{"copy":{"to":"x","in":"a/b","as":"c","at":"d"}}"#,
      "effect of seal: a destination is 'to', 'in' and 'as'"
    ),
    (#"{"accept":true,"monitor":1}"#, "effect of seal: 'monitor' is not true"),
    (
      #"{"move":{"to":"x","in":"a/b","as":"c","inside":{}}}"#,
      "effect of seal: a refusal is 'where', 'status', 'code' and 'message'"
    ),
    (#"{"move":{"to":"x","in":"a/b","as":"c","inside":1}}"#, "effect of seal: 'inside' is no object"),
    (#"{"list":{"of":"x"}}"#, "effect of seal: 'of' is no part of a list"),
    (#"{"withdraw":"$values"}"#, "effect of seal: what is withdrawn is told 'by' a reference"),
    (#"{"accept":true,"refuse":{}}"#, "effect of seal: a refusal is 'where', 'status', 'code' and 'message'"),
    (
      #"{"accept":true,"refuse":[{}]}"#,
      "effect of seal: a refusal is 'where', 'status', 'code' and 'message'"
    ),
    (#"{"amend":{"marks":{"set":{}}}}"#, "effect of seal: what is amended is 'where' and 'set'"),
    (
      #"{"create":{},"deliver":{"to":["to"],"by":["mail"],"in":"messages"}}"#,
      "effect of seal: a delivery is 'to', 'by' and 'in'"
    ),
    (
      #"{"create":{},"deliver":{"to":["to",1],"by":["mail"],"in":"graph.user/messages"}}"#,
      "effect of seal: 'to' is no list of texts"
    ),
    (
      #"{"create":{},"deliver":{"to":["to"],"by":["mail"],"in":"graph.user/messages","put":{}}}"#,
      "effect of seal: 'put' is no part of a delivery"
    ),
    (#"{"accept":true,"starts":{}}"#, "effect of seal: what it starts is 'in' and 'as'"),
    (
      #"{"accept":true,"starts":{"in":"jobs","as":{},"head":"Location"}}"#,
      "effect of seal: 'head' is no part of what it starts"
    ),
    (
      #"{"accept":true,"starts":{"in":"jobs","as":{},"header":1}}"#, "effect of seal: 'header' is no text"
    ),
    (
      #"{"accept":true,"refuse":{"if":{},"status":400,"code":"a","message":"b"}}"#,
      "effect of seal: 'if' is no part of a refusal"
    ),
    (
      #"{"amend":{"marks":{"where":{},"set":{},"append":{}}}}"#,
      "effect of seal: 'append' is no part of what is amended"
    ),
    (
      #"{"create":{},"in":"graph/user/notes"}"#, "effect of seal: 'in' is no collection, or one of a type"
    ),
    (#"{"list":{"from":1}}"#, "effect of seal: 'from' is no text"),
  ]) func whatIsMalformedIsAMistakeOfTheModel(text: String, message: String) {
    #expect(Self.mistake(text)?.hasPrefix(message) == true, "\(Self.mistake(text) ?? "none")")
  }

  /// What was no word stood for itself, and what was beside one counted for nothing.
  @Test(arguments: [
    (#"{"$frist":["a"]}"#, "'$frist' is no word of a value"),
    (#"{"a":[{"$joined":[]}]}"#, "'$joined' is no word of a value"),
    (#"{"$all":["$b"],"bot":{}}"#, "'bot' is no part of '$all'"),
    (#"{"$all":["$b"],"but":[]}"#, "'but' is no object"), (#"{"$join":"a"}"#, "'$join' is no list"),
    (#"{"$any":"$b","else":1}"#, "'else' is no part of '$any'"),
    (#"{"$if":{"a":{"$contain":"b"}},"then":1}"#, "'$contain' is no word of a value"),
    (#"{"$if":{"a":{"$given":1}},"then":1}"#, "'$given' is neither true nor false"),
    (#"{"$if":{"a":{"$unlike":["b"]}},"then":1}"#, "'$unlike' is no text"),
    (#"{"$if":{"a":{"$some":[]}},"then":1}"#, "'$some' is no object"),
    (#"{"$if":{"a":{"$noneIn":{}}},"then":1}"#, "'$noneIn' is not one place"),
    (#"{"$if":{"a":{"$noneIn":"users"}},"then":1}"#, "'$noneIn' is no object"),
    (#"{"$if":{"a":{"$contains":"b","$given":true}},"then":1}"#, "'$given' is no part of '$contains'"),
    (#"{"$if":{},"else":1}"#, "'$if' has no 'then'"), (#"{"$if":1,"then":1}"#, "'$if' is no object"),
    (#"{"$each":"$b"}"#, "'$each' has no 'as'"),
    (#"{"$without":"$b","lead":"a"}"#, "'lead' is no list of texts"),
    (#"{"$without":"$b","lead":[1]}"#, "'lead' is no list of texts"),
  ]) func valuesThatAreNone(text: String, message: String) {
    #expect(Self.mistake(#"{"create":\#(text)}"#) == "effect of seal: " + message)
  }

  @Test func anOperationNeedHaveNone() throws {
    #expect(try Self.effect(of: CSDLElement(name: "Action", attributes: [:])) == nil)
  }

  @Test func destinationsAreToldByMembersOfParameters() throws {
    let effect = try Self.effect(#"{"copy":{"to":"a/b","of":"a/c","in":"d/e","as":"f"},"monitor":true}"#)
    let destination = EffectDestination(
      parameter: "a", member: ["b"], holder: ["a", "c"], owner: "d", collection: "e", navigation: "f",
      refusal: nil, singleRefusal: nil)
    #expect(effect?.act == .copy(destination, []))
    #expect(effect?.isMonitored == true)
  }

  @Test func aCopyMayStayWhereItIsAndTellOfItInAnotherHeader() throws {
    let effect = try Self.effect(
      #"{"copy":true,"starts":{"in":"jobs","as":{},"header":"Operation-Location"}}"#)
    #expect(effect?.act == .copy(nil, []))
    #expect(
      effect?.task
        == EffectTask(navigation: "jobs", value: .object([]), header: "Operation-Location"))
  }

  @Test func changesStandInTheOrderOfTheText() throws {
    let effect = try Self.effect(
      #"{"remove":{"marks":{"by":"$caller"}},"append":{"marks":{"at":"$now"}},"set":{"a/b":"$c/d","e":null}}"#
    )
    #expect(
      effect?.act
        == .change([
          .remove(path: ["marks"], [EffectCondition(path: ["by"], test: .equals(.caller))]),
          .append(
            EffectMember(path: ["marks"], value: .object([EffectMember(path: ["at"], value: .moment)]))),
          .set(EffectMember(path: ["a", "b"], value: .parameter(["c", "d"]))),
          .set(EffectMember(path: ["e"], value: .literal(.null))),
        ]))
  }

  @Test(arguments: [
    (#""$object/id""#, EffectValue.property(["id"])), (#""$identity""#, .identity), (#""$""#, .parameter([])),
    (#"{"$join":["a","$b"]}"#, .joined([.literal("a"), .parameter(["b"])])),
    (#"{"$first":["$b","$now"]}"#, .first([.parameter(["b"]), .moment])),
    (
      #"{"$case":"$b","x":1}"#,
      .choice(.parameter(["b"]), [EffectMember(path: ["x"], value: .literal(.number(1)))])
    ),
    (#"{"$each":"$b","as":"$item/c"}"#, .each(.parameter(["b"]), .item(["c"]))),
    (#""$new""#, .identifier), (#""$owner/mail""#, .owner(["mail"])), (#""$owner""#, .parameter(["owner"])),
    (
      #"{"$merge":["$b",{"c":1}]}"#,
      .merged([.parameter(["b"]), .object([EffectMember(path: ["c"], value: .literal(.number(1)))])])
    ),
    (
      #"{"$all":["$b"],"but":{"c":"$d"}}"#,
      .all([.parameter(["b"])], but: [EffectCondition(path: ["c"], test: .equals(.parameter(["d"])))])
    ),
    (
      #"{"$all":["$b"],"only":{"c":{"$given":true}}}"#,
      .all([.parameter(["b"])], but: [], only: [EffectCondition(path: ["c"], test: .given(true))])
    ),
    (
      #"{"$if":{"$b":1},"then":"$signedIn","else":"$twin/c"}"#,
      .conditional(
        [EffectCondition(path: ["$b"], test: .equals(.literal(.number(1))))], then: .user,
        otherwise: .twin(["c"]))
    ),
    (
      #"{"$if":{},"then":"$made/c/d"}"#, .conditional([], then: .made(["c", "d"]), otherwise: nil)
    ),
    (#"{"$key":"$b"}"#, .key(.parameter(["b"]))),
    (#"{"$any":"$b"}"#, .any(.parameter(["b"]))), (#"{"$brief":"$b"}"#, .brief(.parameter(["b"]))),
    (#"{"$without":"$b","lead":["Re: "]}"#, .without(.parameter(["b"]), lead: ["Re: "])),
    (#"{"$without":"$b","anywhere":["-"]}"#, .without(.parameter(["b"]), lead: [], anywhere: ["-"])),
    (#"[1]"#, .array([.literal(.number(1))])),
  ]) func valuesAreOfTheRequestOrLiteral(text: String, value: EffectValue) throws {
    #expect(try Self.effect(#"{"create":\#(text)}"#)?.act == .create(value, in: nil))
  }

  @Test func othersGetWhatIsMade() throws {
    let effect = try Self.effect(
      #"{"create":"$a","in":"graph.user/notes","deliver":{"to":["to/name"],"by":["mail"],"in":"graph.user/notes","#
        + #""set":{"new":true},"keep":"$k"},"refuse":{"where":{"$a/to":{"$given":false}},"status":400,"code":"C","message":"M"}}"#
    )
    let place = try #require(EffectPlace("graph.user/notes"))
    #expect(effect?.act == .create(.parameter(["a"]), in: place))
    #expect(place.owner == "graph.user" && place.collection == "notes" && effect?.owner == "graph.user")
    #expect(
      effect?.delivery
        == EffectDelivery(
          recipients: [["to", "name"]], names: ["mail"], place: place,
          members: [EffectMember(path: ["new"], value: .literal(.bool(true)))], keep: .parameter(["k"])))
    let condition = EffectCondition(path: ["$a", "to"], test: .given(false))
    #expect(condition.requested == .parameter(["a", "to"]))
    #expect(
      effect?.refusals == [EffectRefusal(conditions: [condition], status: 400, code: "C", message: "M")])
  }

  @Test func oneOfSeveralPathsMayBeLikeThis() throws {
    let effect = try Self.effect(
      #"{"accept":true,"refuse":[{"where":{"a b/c":{"$given":false}},"status":400,"code":"C","message":"M"}]}"#
    )
    let condition = EffectCondition(path: ["a"], others: [["b", "c"]], test: .given(false))
    #expect(condition.paths == [["a"], ["b", "c"]])
    #expect(
      effect?.refusals == [EffectRefusal(conditions: [condition], status: 400, code: "C", message: "M")])
  }

  @Test func aListIsAWayWithConditions() throws {
    let effect = try Self.effect(
      #"{"list":{"from":"teams","through":"channels/messages*","by":"on","where":{"me":{"a":{"$contains":"$q"}}}}}"#
    )
    let condition = EffectCondition(path: ["a"], test: .contains(.parameter(["q"])))
    #expect(
      effect?.act
        == .list(
          EffectListing(
            set: "teams",
            through: [
              NavigationStep(navigation: "channels", isRepeated: false),
              NavigationStep(navigation: "messages", isRepeated: true),
            ], conditions: [],
            choice: EffectListing.Choice(parameter: "on", cases: ["me": [condition]]))))
  }
}
