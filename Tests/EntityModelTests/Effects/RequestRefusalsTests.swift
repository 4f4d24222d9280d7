import JSON
import Testing

@testable import EntityModel

/// What `Emulator.Refuses` says.
@Suite struct RequestRefusalsTests {
  private static func refusals(_ text: String) throws -> RequestRefusals? {
    let annotation = CSDLElement(
      name: "Annotation", attributes: ["Term": "Emulator.V1.Refuses", "String": text])
    let type = CSDLElement(name: "EntityType", attributes: ["Name": "box"])
    type.children = [annotation]
    return try RequestRefusals.read(Annotations(try CSDLTable.write(type, named: nil).root))
  }

  private static let refusal = #"{"where":{"id":{"$unlike":"^a"}},"status":400,"code":"C","message":"M"}"#

  @Test func itHasRefusalsOfEachAct() throws {
    let refusals = try Self.refusals(
      #"{"of":"test.team test.club","delete":\#(Self.refusal),"create":[\#(Self.refusal)]}"#)
    let expected = EffectRefusal(
      conditions: [EffectCondition(path: ["id"], test: .unlike("^a"))], status: 400, code: "C", message: "M")
    #expect(refusals?.owners == ["test.team", "test.club"])
    #expect(refusals?[.delete] == [expected] && refusals?[.create] == [expected])
    #expect(refusals?[.update] == [] && refusals?[.move] == [])
  }
}
