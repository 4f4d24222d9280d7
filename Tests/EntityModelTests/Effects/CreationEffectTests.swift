import JSON
import Testing

@testable import EntityModel

/// What `Emulator.CreationEffect` says, and what it cannot say.
@Suite struct CreationEffectTests {
  private static func creation(_ text: String) throws(ModelError) -> CreationEffect? {
    let annotation = CSDLElement(
      name: "Annotation", attributes: ["Term": "Emulator.V1.CreationEffect", "String": text])
    let set = CSDLElement(name: "EntitySet", attributes: ["Name": "clubs"])
    set.children = [annotation]
    return try CreationEffect.read(Annotations(CSDLTable.write(set, named: nil).root))
  }

  private static func mistake(_ text: String) -> String? {
    do throws(ModelError) {
      _ = try creation(text)
      return nil
    } catch { return error.description }
  }

  @Test(arguments: [
    ("x", "effect of clubs: "), ("[]", "effect of clubs: it is no object"),
    (#"{"set":{}}"#, "effect of clubs: 'set' is no part of a creation"),
    (#"{"with":1}"#, "effect of clubs: 'with' is no object"),
    (#"{"twin":{"by":"a","in":"b"}}"#, "effect of clubs: a twin is 'by', 'in' and 'as'"),
    (#"{"twin":{"of":"a"}}"#, "effect of clubs: 'of' is no part of a twin"),
    (#"{"refuse":{}}"#, "effect of clubs: a refusal is 'where', 'status', 'code' and 'message'"),
    (#"{"there":{}}"#, "effect of clubs: what is there has no 'where'"),
    (#"{"there":{"where":{},"in":"a"}}"#, "effect of clubs: 'in' is no part of what is there"),
    (
      #"{"there":{"where":{},"by":"a"}}"#,
      "effect of clubs: what is there is told 'by' a collection and a reference"
    ),
    (#"{"starts":{}}"#, "effect of clubs: what it starts is 'in' and 'as'"),
  ]) func whatIsMalformedIsAMistakeOfTheModel(text: String, message: String) {
    #expect(Self.mistake(text)?.hasPrefix(message) == true, "\(Self.mistake(text) ?? "none")")
  }

  @Test func itHasItsParts() throws {
    let creation = try Self.creation(
      #"""
      {"with":{"b":"$a","c":"$b"},"twin":{"by":"team","in":"teams","as":{"n":"$b"},"append":{"tags":"x"}},
       "there":{"where":{"n":"$b"},"by":"members/user"},"as":"$sent","starts":{"in":"jobs","as":{"id":"$made/id"}},
       "also":[{"in":"notes","as":"$a"}]}
      """#)
    #expect(
      creation
        == CreationEffect(
          named: [
            EffectMember(path: ["b"], value: .parameter(["a"])),
            EffectMember(path: ["c"], value: .parameter(["b"])),
          ],
          twin: CreationEffect.Twin(
            reference: "team", set: "teams",
            value: .object([EffectMember(path: ["n"], value: .parameter(["b"]))]),
            changes: [.append(EffectMember(path: ["tags"], value: .literal("x")))]),
          refusals: [],
          likeness: EffectLikeness(
            conditions: [EffectCondition(path: ["n"], test: .equals(.parameter(["b"])))],
            references: EffectLikeness.Path("members/user")),
          value: .parameter(["sent"]),
          task: EffectTask(
            navigation: "jobs", value: .object([EffectMember(path: ["id"], value: .made(["id"]))])),
          others: [CreationEffect.Other(collection: "notes", value: .parameter(["a"]))]))
  }
}
