import TenantSupport
import Tenants
import Testing

/// Bytes in seeds and exports, wherever the model has them.
@Suite("Streams of seeds") struct SeededStreamTests {
  private let tenant: SeedTenant

  init() throws { tenant = try SeedTenant(model: Self.model) }

  private static let seed =
    #"{"books":[{"id":"momo","@emulator.streams":{"#
    + #""cover":{"contentType":"image/png","bytes":"AQI="},"#
    + #""press/mark":{"contentType":"text/plain; charset=\"utf-8\"","bytes":""}}}],"#
    + #""printers":[{"id":"ink","@emulator.streams":{"owner/press/mark":{"contentType":"a/b","bytes":"AQ=="}}}]}"#

  @Test("An export with bytes of a complex value could not be loaded")
  func areThoseOfAnExport() throws {
    #expect(try tenant.load(Self.seed).created == 2)
    #expect(try tenant.state() == Self.seed)
    let report = try tenant.load(Self.seed)
    #expect((report.created, report.changed) == (0, 0))
    #expect(try tenant.state() == Self.seed)
  }

  @Test(arguments: [
    (#"{"press":{"bytes":""}}"#, "a book has no stream 'press'"),
    (#"{"cover/mark":{"bytes":""}}"#, "a book has no stream 'cover/mark'"),
    (#"{"":{"bytes":""}}"#, "a book has no stream ''"),
    (#"{"$value":{"bytes":""}}"#, "a book has no stream '$value'"),
  ])
  func areWhereTheModelHasThem(streams: String, message: String) throws {
    #expect(
      try tenant.mistake(#"{"books":[{"id":"momo","@emulator.streams":\#(streams)}]}"#)
        == "1.json: $.books[0].@emulator.streams: \(message)")
    #expect(try tenant.state() == "{}")
  }

  @Test(arguments: [
    (#"{"cover":{"bytes":"","contentType":"x"}}"#, ".contentType: 'x' is no media type such as image/png"),
    (
      #"{"cover":{"bytes":"","contentType":"a/b\n"}}"#,
      ".contentType: 'a/b\\n' is no media type such as image/png"
    ),
    (
      #"{"cover":{"bytes":"","contentType":["a/b"]}}"#,
      ".contentType: a media type such as image/png expected, not an array"
    ),
    (#"{"cover":{"byte":""}}"#, ": a stream has 'contentType' and 'bytes', no 'byte'"),
    (#"{"cover":{"contentType":"a/b"}}"#, ": bytes as Base64 expected"),
    (#"{"cover":{"bytes":"ä"}}"#, ": bytes as Base64 expected"),
    (#"{"cover":7}"#, ": bytes as Base64 expected"),
  ])
  func areChecked(streams: String, message: String) throws {
    #expect(
      try tenant.mistake(#"{"books":[{"id":"momo","@emulator.streams":\#(streams)}]}"#)
        == "1.json: $.books[0].@emulator.streams.cover\(message)")
    #expect(try tenant.state() == "{}")
  }

  @Test func areOfAnyKindWhereNothingIsSaid() throws {
    let seed = #"{"books":[{"id":"momo","@emulator.streams":{"cover":{"bytes":"AQI=","contentType":null}}}]}"#
    try tenant.load(seed)
    #expect(
      try tenant.state()
        == #"{"books":[{"id":"momo","@emulator.streams":{"#
        + #""cover":{"contentType":"application/octet-stream","bytes":"AQI="}}}]}"#)
  }

  private static let model = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="book"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="cover" Type="Edm.Stream"/>
        <Property Name="press" Type="test.press"/>
        <Annotation Term="Emulator.V1.Home" String="books"/>
      </EntityType>
      <ComplexType Name="press"><Property Name="mark" Type="Edm.Stream"/></ComplexType>
      <EntityType Name="printer"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="owner" Type="test.owner"/>
        <Annotation Term="Emulator.V1.Home" String="printers"/>
      </EntityType>
      <ComplexType Name="owner"><Property Name="press" Type="test.press"/></ComplexType>
      <EntityContainer Name="Service">
        <EntitySet Name="books" EntityType="test.book"/><EntitySet Name="printers" EntityType="test.printer"/>
      </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
}
