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
    (#"{"list":{"of":"x"}}"#, "effect of seal: 'of' is no part of a list"),
    (#"{"withdraw":"$values"}"#, "effect of seal: what is withdrawn is told 'by' a reference"),
    (#"{"accept":true,"refuse":{}}"#, "effect of seal: a refusal is 'where', 'status', 'code' and 'message'"),
    (#"{"accept":true,"starts":{}}"#, "effect of seal: what it starts is 'in' and 'as'"),
  ]) func whatIsMalformedIsAMistakeOfTheModel(text: String, message: String) {
    #expect(Self.mistake(text)?.hasPrefix(message) == true, "\(Self.mistake(text) ?? "none")")
  }

  @Test func anOperationNeedHaveNone() throws {
    #expect(try Self.effect(of: CSDLElement(name: "Action", attributes: [:])) == nil)
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
    (#"[1]"#, .array([.literal(.number(1))])),
  ]) func valuesAreOfTheRequestOrLiteral(text: String, value: EffectValue) throws {
    #expect(EffectValue(try JSONValue.parse(text)) == value)
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
              EffectListing.Step(navigation: "channels", isRepeated: false),
              EffectListing.Step(navigation: "messages", isRepeated: true),
            ], conditions: [],
            choice: EffectListing.Choice(parameter: "on", cases: ["me": [condition]]))))
  }
}
