import JSON
import Testing

/// Operations of which the model says what they do, at places where that cannot be done: where the tenant wanted stubs, they
/// were 501 all the same.
@Suite struct StubbedEffectTests {
  private static let types = """
    <EntityType Name="almanac" BaseType="graph.entity"><Property Name="isOld" Type="Edm.Boolean"/></EntityType>
    <Action Name="retire" IsBound="true"><Parameter Name="bindingParameter" Type="graph.almanac"/>
      <Annotation Term="Emulator.V1.Effect" String='{"set":{"isOld":true},"starts":{"in":"operations","as":{}}}'/>
    </Action>
    <EntityContainer Name="GraphService"><EntitySet Name="almanacs" EntityType="graph.almanac"/></EntityContainer>
    """

  @Test(arguments: [
    ("stub", 204, ""),
    ("notImplemented", 501, "This emulator does not imitate what the operation 'retire' starts."),
  ]) func whatNothingOnThePathCanHave(setting: String, status: Int, message: String) throws {
    let tenant = try PublishedTenant(
      #"{"settings":{"operations":"\#(setting)"}}"#, declaring: Self.types)
    let path = "/almanacs/\(try tenant.make("/almanacs", "{}"))"
    let reply = tenant.send("POST", path + "/retire")
    #expect(reply.status == status && (reply.message ?? "") == message, "\(reply.text)")
    #expect(reply.header("x-emulator-stub") == (status == 204 ? "1" : nil))
    #expect(tenant.send("GET", path)["isOld"] == .null)
    #expect(tenant.send("POST", "/almanacs/none/retire").status == 404)
  }
}
