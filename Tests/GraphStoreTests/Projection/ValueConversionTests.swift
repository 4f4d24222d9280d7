import EntityModel
import GraphStore
import JSON
import Testing

/// Values with members of enumerations that came later.
@Suite struct ValueConversionTests {
  static let document = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EnumType Name="color"><Member Name="red"/><Member Name="unknownFutureValue"/><Member Name="teal"/></EnumType>
      <EnumType Name="side" IsFlags="true"><Member Name="left" Value="1"/><Member Name="unknownFutureValue" Value="2"/>
        <Member Name="top" Value="4"/><Member Name="bottom" Value="8"/></EnumType>
      <EnumType Name="plain"><Member Name="red"/><Member Name="unknownFutureValue"/></EnumType>
      <ComplexType Name="part"><Property Name="color" Type="s.color"/><Property Name="name" Type="Edm.String"/></ComplexType>
      <ComplexType Name="sticker" BaseType="s.part"><Property Name="sides" Type="s.side"/></ComplexType>
      <ComplexType Name="box"><Property Name="parts" Type="Collection(s.part)"/></ComplexType>
      <ComplexType Name="loop"><Property Name="next" Type="s.loop"/><Property Name="text" Type="Edm.String"/></ComplexType>
      <EntityType Name="thing">
        <Property Name="color" Type="s.color"/>
        <Property Name="colors" Type="Collection(s.color)"/>
        <Property Name="sides" Type="s.side"/>
        <Property Name="word" Type="s.color"><Annotation Term="Emulator.V1.Casing" String="camel"/></Property>
        <Property Name="box" Type="s.box"/>
        <Property Name="plain" Type="s.plain"/>
        <Property Name="loop" Type="s.loop"/>
        <Property Name="text" Type="Edm.String"/>
      </EntityType>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
  static let model = Result { try EntityModel.read(Array(document.utf8)) }

  static let values: [(property: String, stored: String, sent: String)] = [
    ("color", #""red""#, #""red""#), ("color", #""teal""#, #""unknownFutureValue""#),
    ("color", "null", "null"),
    ("colors", #"["teal","red","teal"]"#, #"["unknownFutureValue","red","unknownFutureValue"]"#),
    ("sides", #""left,top,bottom""#, #""left,unknownFutureValue""#), ("sides", #""left""#, #""left""#),
    ("word", #""Teal""#, #""unknownFutureValue""#), ("word", #""Red""#, #""red""#),
    (
      "box",
      ##"{"@odata.type":"#s.box","parts":[{"color":"teal","name":"teal"},{"@odata.type":"#s.sticker","color":"red","sides":"top"}]}"##,
      ##"{"@odata.type":"#s.box","parts":[{"color":"unknownFutureValue","name":"teal"},{"@odata.type":"#s.sticker","color":"red","sides":"unknownFutureValue"}]}"##
    ),
  ]

  @Test(arguments: values) func hidesLaterMembers(property: String, stored: String, sent: String) throws {
    let conversion = try #require(try conversion(property, .standard))
    #expect(conversion.converted(try JSONValue.parse(stored)).text == sent)
  }

  /// What needs no change is copied as it stands.
  @Test(arguments: ["plain", "loop", "text"]) func leavesTheRestAlone(property: String) throws {
    #expect(try conversion(property, .standard) == nil)
  }

  @Test(arguments: ["color", "colors", "sides", "box"]) func namesThemWhenAsked(property: String) throws {
    var style = RepresentationStyle.standard
    style.namesLaterMembers = true
    #expect(try conversion(property, style) == nil)
  }

  private func conversion(_ property: String, _ style: RepresentationStyle) throws -> ValueConversion? {
    let model = try Self.model.get()
    let property = try #require(model.type("s.thing")?.property(property))
    return ValueConversion(property, model: model, stored: model, style: style)
  }
}
