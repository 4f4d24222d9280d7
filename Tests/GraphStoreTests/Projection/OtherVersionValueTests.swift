import EntityModel
import GraphStore
import JSON
import Testing

/// Values with what another version of the service knows, and this one does not.
@Suite struct OtherVersionValueTests {
  private static func document(_ content: String) -> String {
    """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="s" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <ComplexType Name="part"><Property Name="name" Type="Edm.String"/><Property Name="color" Type="s.color"/></ComplexType>
      \(content)
    </Schema></edmx:DataServices></edmx:Edmx>
    """
  }

  private static func thing(parts: String, steps: String, action: String) -> String {
    """
    <EntityType Name="thing"><Property Name="parts" Type="Collection(s.\(parts))"/>
      <Property Name="part" Type="s.part"/><Property Name="note" Type="s.note"/>
      <Property Name="color" Type="s.color"/><Property Name="plain" Type="s.plain"/>
      <Property Name="plains" Type="Collection(s.plain)"/><Property Name="same" Type="s.same"/>
      <Property Name="steps" Type="Collection(s.\(steps))"/><Property Name="act" Type="s.act"/>
      <Property Name="action" Type="\(action)"/><Property Name="actions" Type="Collection(\(action))"/></EntityType>
    <ComplexType Name="act"><Property Name="action" Type="\(action)"/></ComplexType>
    <ComplexType Name="same"><Property Name="text" Type="Edm.String"/></ComplexType>
    """
  }

  private static let version = Result {
    try EntityModel.read(
      Array(
        document(
          thing(parts: "part", steps: "dayStep", action: "s.color") + """
            <EnumType Name="color"><Member Name="red"/><Member Name="unknownFutureValue"/></EnumType>
            <EnumType Name="plain"><Member Name="red"/><Member Name="blue"/></EnumType>
            <ComplexType Name="note" OpenType="true"><Property Name="text" Type="Edm.String"/></ComplexType>
            <ComplexType Name="dayStep"><Property Name="days" Type="Edm.Int32"/></ComplexType>
            <EntityType Name="step"><Property Name="text" Type="Edm.String"/></EntityType>
            """
        ).utf8))
  }

  private static let stored = Result {
    try EntityModel.read(
      Array(
        document(
          thing(parts: "labeledPart", steps: "step", action: "Edm.String") + """
            <EnumType Name="color"><Member Name="red"/><Member Name="olive"/><Member Name="unknownFutureValue"/></EnumType>
            <EnumType Name="plain"><Member Name="red"/><Member Name="blue"/><Member Name="teal"/></EnumType>
            <ComplexType Name="labeledPart" BaseType="s.part"><Property Name="label" Type="Edm.String"/></ComplexType>
            <ComplexType Name="goldPart" BaseType="s.labeledPart"><Property Name="carat" Type="Edm.Int32"/></ComplexType>
            <ComplexType Name="note" OpenType="true"><Property Name="text" Type="Edm.String"/>
              <Property Name="extra" Type="Edm.String"/></ComplexType>
            <ComplexType Name="step"><Property Name="days" Type="Edm.Int32"/>
              <Property Name="isLast" Type="Edm.Boolean"/></ComplexType>
            """
        ).utf8))
  }

  static let values: [(property: String, stored: String, sent: String)] = [
    // The other version declares a type with more members at this place.
    (
      "parts", #"[{"name":"a","color":"olive","label":"x"}]"#,
      #"[{"name":"a","color":"unknownFutureValue"}]"#
    ),
    // The value is of a type that this version has not.
    (
      "part", ##"{"@odata.type":"#s.goldPart","name":"a","color":"red","carat":1}"##,
      #"{"name":"a","color":"red"}"#
    ),
    // An open type takes any member.
    ("note", #"{"text":"a","extra":"b","own":1}"#, #"{"text":"a","extra":"b","own":1}"#),
    ("color", #""olive""#, #""unknownFutureValue""#), ("color", #""red""#, #""red""#),
    // There is no word for it.
    ("plain", #""teal""#, "null"), ("plains", #"["teal","red"]"#, #"["red"]"#),
    // What this version calls so is no value at all.
    ("steps", ##"[{"@odata.type":"#s.step","days":3,"isLast":true}]"##, #"[{"days":3}]"#),
    // Any text to the other version.
    ("action", #""weird""#, #""unknownFutureValue""#), ("action", #""Red""#, #""Red""#),
    ("actions", #"["red","weird","odd"]"#, #"["red","unknownFutureValue","unknownFutureValue"]"#),
    ("act", #"{"action":"weird"}"#, #"{"action":"unknownFutureValue"}"#),
  ]

  @Test(arguments: values, [true, false])
  func areNotShown(value: (property: String, stored: String, sent: String), asksForLater: Bool) throws {
    let conversion = try #require(try conversion(value.property, asksForLater))
    #expect(conversion.converted(try JSONValue.parse(value.stored)).text == value.sent)
  }

  @Test func whatIsTheSameIsCopied() throws { #expect(try conversion("same", false) == nil) }

  private func conversion(_ property: String, _ asksForLater: Bool) throws -> ValueConversion? {
    let model = try Self.version.get()
    let type = try #require(model.type("s.thing"))
    var style = RepresentationStyle.standard
    style.namesLaterMembers = asksForLater
    return ValueConversion(
      try #require(type.property(property)), of: type, model: model, stored: try Self.stored.get(),
      style: style)
  }
}
