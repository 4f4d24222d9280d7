import JSON
import Testing

/// Arguments of functions in paths are checked by what the parameters are declared as.
@Suite("Arguments of functions") struct FunctionArgumentTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant(#"{"settings":{"operations":"stub"}}"#, declaring: Self.types)
  }

  private static let types = """
    <EntityType Name="almanac" BaseType="graph.entity"/>
    <Function Name="weather" IsBound="true">
      <Parameter Name="bindingParameter" Type="graph.almanac"/>
      <Parameter Name="period" Type="Edm.String" Nullable="false"/><ReturnType Type="Edm.String"/></Function>
    <Function Name="rain" IsBound="true">
      <Parameter Name="bindingParameter" Type="graph.almanac"/>
      <Parameter Name="days" Type="Edm.Int32" Nullable="false"/><ReturnType Type="Edm.String"/></Function>
    <Function Name="storms" IsBound="true">
      <Parameter Name="bindingParameter" Type="graph.almanac"/>
      <Parameter Name="on" Type="Edm.Date" Nullable="false"/><ReturnType Type="Edm.String"/></Function>
    <EntityContainer Name="GraphService"><Singleton Name="almanac" Type="graph.almanac"/></EntityContainer>
    """

  @Test(arguments: [
    "weather(period='D7')", "weather(period=D7)", "weather(period='7')", "weather(period=@p)?@p='D7'",
    "rain(days=7)", "rain(days=@p)?@p=7", "storms(on=2026-01-01)",
  ]) func fit(call: String) {
    let reply = send("GET", "/almanac/" + call)
    #expect(reply.status < 300, "\(reply.text)")
    #expect(reply.header("x-emulator-stub") == "1")
  }

  /// A number was taken for a text.
  @Test(arguments: [
    ("weather(period=7)", mismatch("period")), ("weather(period=7.5)", mismatch("period")),
    ("weather(period=true)", mismatch("period")), ("weather(period=@p)?@p=7", mismatch("period")),
    ("weather(period=null)", mismatch("period")),
    ("rain(days='7')", "400 BadRequest: Cannot convert the literal '7' to the expected type 'Edm.Int32'."),
    ("storms(on='x')", "400 BadRequest: Cannot convert the literal 'x' to the expected type 'Edm.Date'."),
  ]) func doNotFit(call: String, expected: String) {
    #expect(error(send("GET", "/almanac/" + call)) == expected)
  }

  private static func mismatch(_ name: String) -> String {
    "400 BadRequest: Property \(name) in payload has a value that does not match schema."
  }
}
