import JSON
import TestSupport
import Testing

/// Objects whose ids clients give: what a body said of the id was dropped, and a new one made.
@Suite(.enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct GivenIdentifierTests: PublishedTenantTests {
  let tenant: PublishedTenant

  init() throws {
    tenant = try PublishedTenant(Self.seed, .publishedV1)
  }

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let seed =
    #"{"users":[{"id":"\#(user)","userPrincipalName":"ada@contoso.example"}]}"#
  private static let color = "String {66f5a359-4659-4830-9070-00047ec6ac6e} Name Color"
  private static let encodedColor = color.replacing(" ", with: "%20").replacing("{", with: "%7B")
    .replacing("}", with: "%7D")

  static let given: [(path: String, body: String, id: String)] = [
    ("/external/connections", #"{"id":"contosohr","name":"HR"}"#, "contosohr"),
    ("/schemaExtensions", #"{"id":"contoso_courses","description":"Courses"}"#, "contoso_courses"),
    ("/directory/attributeSets", #"{"id":"Engineering"}"#, "Engineering"),
    (
      "/policies/permissionGrantPolicies", #"{"id":"my-consent","displayName":"a","description":"b"}"#,
      "my-consent"
    ),
    (
      "/identity/conditionalAccess/authenticationContextClassReferences", #"{"id":"c1","displayName":"a"}"#,
      "c1"
    ),
    (
      "/users/\(user)/extensions",
      ##"{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"com.contoso.roaming","theme":"dark"}"##,
      "com.contoso.roaming"
    ),
  ]

  @Test(arguments: given) func isTheIdOfWhatIsMade(path: String, body: String, id: String) {
    let made = send("POST", path, body)
    #expect("\(made.status) \(made["id"]?.stringValue ?? "")" == "201 \(id)", "\(made.text)")
    #expect(send("GET", path).values("id") == [id])
    let read = send("GET", "\(path)/\(id)")
    #expect("\(read.status) \(read["id"]?.stringValue ?? "")" == "200 \(id)", "\(read.text)")
  }

  @Test func ofALanguageOfTheBranding() throws {
    let organization = try #require(send("GET", "/organization").values("id").first)
    let path = "/organization/\(organization)/branding/localizations"
    #expect(try make(path, #"{"id":"fr-FR","signInPageText":"Bonjour"}"#) == "fr-FR")
    #expect(send("GET", path + "/fr-FR")["signInPageText"] == "Bonjour")
  }

  /// They are made with their message, whose every reader asks for them by their id.
  @Test(arguments: [
    ("singleValueExtendedProperties", #""Green""#), ("multiValueExtendedProperties", #"["Green","Red"]"#),
  ]) func ofPropertiesOfAMessage(name: String, value: String) throws {
    let messages = "/users/\(Self.user)/messages"
    let body = #"{"subject":"a","\#(name)":[{"id":"\#(Self.color)","value":\#(value)}]}"#
    let path = "\(messages)/\(try make(messages, body))/\(name)"
    #expect(send("GET", path).values("id") == [Self.color])
    #expect(send("GET", "\(path)/\(Self.encodedColor)")["value"]?.text == value)
    // Each message has a property of that id.
    let other = "\(messages)/\(try make(messages, body))/\(name)"
    #expect(send("GET", other).values("id") == [Self.color])
  }

  private static func color(_ value: String) -> String { #"{"id":"\#(color)","value":\#(value)}"# }

  @Test(
    "extended properties were refused in PATCH of what has them",
    arguments: [
      ("messages", "singleValueExtendedProperties", #""Green""#, #""Red""#),
      ("events", "singleValueExtendedProperties", #""Green""#, #""Red""#),
      ("contacts", "multiValueExtendedProperties", #"["Green"]"#, #"["Red","Blue"]"#),
      ("mailFolders", "multiValueExtendedProperties", #"["Green"]"#, #"[]"#),
    ])
  func changeOrAreMadeByPatchOfTheirObject(set: String, name: String, first: String, then: String) throws {
    let path = "/users/\(Self.user)/\(set)/\(try make("/users/\(Self.user)/\(set)", "{}"))"
    let other = #"{"id":"String 0x0001","value":\#(first)}"#
    for (body, values) in [
      (Self.color(first), [first]), (Self.color(then), [then]), (other, [then, first]),
      ("\(Self.color(first)),\(other)", [first, first]),
    ] {
      let changed = send("PATCH", path, #"{"\#(name)":[\#(body)]}"#)
      #expect(changed.status == 200, "\(changed.text)")
      #expect(send("GET", "\(path)/\(name)").items.map { $0["value"]?.text } == values)
    }
    #expect(send("GET", "\(path)/\(name)").values("id") == [Self.color, "String 0x0001"])
  }

  @Test(
    "extended properties had whatever id, or one that was made",
    arguments: [
      #"{"value":"a"}"#, #"{"id":"Color","value":"a"}"#, #"{"id":"String Color","value":"a"}"#,
      #"{"id":"String {66f5a359} Name Color","value":"a"}"#,
      #"{"id":"String {66f5a359-4659-4830-9070-00047ec6ac6e} Color","value":"a"}"#,
      #"{"id":"String {66f5a359-4659-4830-9070-00047ec6ac6e} Id Color","value":"a"}"#,
      #"{"id":"String 0x","value":"a"}"#,
    ]) func ofAPropertyHaveAForm(property: String) throws
  {
    let messages = "/users/\(Self.user)/messages"
    let expected =
      "400 ErrorInvalidExtendedProperty: PropertyId values may only be in one of the following formats: "
      + "'MapiPropertyType namespaceGuid Name propertyName', 'MapiPropertyType namespaceGuid Id propertyId' "
      + "or 'MapiPropertyType propertyTag'."
    let body = #"{"singleValueExtendedProperties":[\#(property)]}"#
    #expect(error(send("POST", messages, body)) == expected)
    #expect(send("GET", messages).items.isEmpty)
    let message = try made(in: messages, "{}")
    #expect(error(send("PATCH", message, body)) == expected)
    #expect(error(send("POST", message + "/singleValueExtendedProperties", property)) == expected)
    #expect(send("GET", message + "/singleValueExtendedProperties").items.isEmpty)
  }

  @Test(arguments: [
    "Integer {66f5a359-4659-4830-9070-00047ec6ac6e} Id 0x8012",
    "Integer {66f5a359-4659-4830-9070-00047ec6ac6e} Id 7",
    "String 66f5a359-4659-4830-9070-00047ec6ac6e Name Two words", "StringArray 0x4002101E",
  ]) func ofAPropertyAreOfSeveralForms(id: String) throws {
    let messages = "/users/\(Self.user)/messages"
    let message = try made(in: messages, #"{"singleValueExtendedProperties":[{"id":"\#(id)","value":"a"}]}"#)
    #expect(send("GET", message + "/singleValueExtendedProperties").values("id") == [id])
  }

  /// Nothing says which of them would be meant.
  @Test func othersAreRefusedInPatch() throws {
    let path = "/users/\(Self.user)/messages/\(try make("/users/\(Self.user)/messages", "{}"))"
    let file = ##"{"@odata.type":"#microsoft.graph.fileAttachment","name":"a"}"##
    let reply = send("PATCH", path, #"{"attachments":[\#(file)]}"#)
    #expect(reply.status == 400, "\(reply.text)")
    #expect(send("GET", path + "/attachments").items.isEmpty)
  }

  @Test func findTheirObjects() throws {
    let messages = "/users/\(Self.user)/messages"
    let green = try make(
      messages, #"{"singleValueExtendedProperties":[\#(Self.color(#""Green""#))]}"#)
    _ = try make(messages, #"{"singleValueExtendedProperties":[\#(Self.color(#""Red""#))]}"#)
    let element = "ep/id eq '\(Self.encodedColor)' and ep/value eq 'Green'"
    let filter = "singleValueExtendedProperties/Any(ep: \(element))"
    #expect(send("GET", "\(messages)?$filter=\(filter)").values("id") == [green])
  }

  /// Clients read those alone that they ask for.
  @Test(arguments: [("single", #""Green""#), ("multi", #"["Green"]"#)])
  func areExpandedByTheirIds(kind: String, value: String) throws {
    let name = kind + "ValueExtendedProperties"
    let messages = "/users/\(Self.user)/messages"
    let other = #"{"id":"String 0x0001","value":\#(value)}"#
    let message = try make(messages, #"{"\#(name)":[\#(Self.color(value)),\#(other)]}"#)
    let expand = "$expand=\(name)($filter=id eq '\(Self.encodedColor)')"
    let shown =
      [send("GET", "\(messages)/\(message)?\(expand)").json.objectValue]
      + send("GET", "\(messages)?\(expand)").items
    #expect(shown.count == 2)
    for object in shown { #expect(object?[name]?.text == "[\(Self.color(value))]") }
  }

  @Test func extensionsAreExpandedByTheirIds() throws {
    let extensions = ["com.contoso.a", "com.contoso.b"].map {
      ##"{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"\##($0)","theme":"dark"}"##
    }
    let messages = "/users/\(Self.user)/messages"
    let message = try make(messages, #"{"extensions":[\#(extensions.joined(separator: ","))]}"#)
    let shown = send("GET", "\(messages)/\(message)?$expand=extensions($filter=id eq 'com.contoso.b')")
    let found = shown["extensions"]?.arrayValue?.map { $0.objectValue?["extensionName"] }
    #expect(found == ["com.contoso.b"], "\(shown.text)")
  }

  @Test func isOneObjectsAlone() throws {
    _ = try make("/schemaExtensions", #"{"id":"contoso_courses","description":"a"}"#)
    let again = send("POST", "/schemaExtensions", #"{"id":"contoso_courses","description":"b"}"#)
    #expect(again.status == 400, "\(again.text)")
    #expect(again.message == "Another object with the same value for property id already exists.")
    #expect(send("GET", "/schemaExtensions").values("description") == ["a"])
  }

  /// Those that a path means something else by were taken, and led nowhere.
  @Test(arguments: [
    "a/b", " a", ".", "..", "$count", "$ref", "$a", "microsoft.graph.schemaExtension", "",
  ]) func thatNoPathCanHoldIsRefused(id: String) {
    let made = send("POST", "/schemaExtensions", #"{"id":"\#(id)","description":"a"}"#)
    #expect(made.status == 400, "\(made.text)")
    #expect(made.message == "The value '\(id)' of property 'id' is out of range.")
    #expect(send("GET", "/schemaExtensions").items.isEmpty)
  }

  @Test(
    "keys of another name were not checked, and exports could not be loaded",
    arguments: [
      "a/b", "", " x", ".", "..", "$count", "microsoft.graph.crossTenantAccessPolicyConfigurationPartner",
      String(repeating: "a", count: 300),
    ])
  func thatNoPathCanHoldIsRefusedOfOtherKeys(key: String) {
    let partners = "/policies/crossTenantAccessPolicy/partners"
    let made = send("POST", partners, #"{"tenantId":"\#(key)"}"#)
    #expect(made.status == 400, "\(made.text)")
    #expect(made.message == "The value '\(key)' of property 'tenantId' is out of range.")
    #expect(send("GET", partners).items.isEmpty)
  }

  @Test("what is no text was passed over, and an id made", arguments: ["5", "true", #"["a"]"#])
  func areTexts(id: String) {
    let made = send("POST", "/schemaExtensions", #"{"id":\#(id),"description":"a"}"#)
    #expect(made.status == 400, "\(made.text)")
    #expect(send("GET", "/schemaExtensions").items.isEmpty)
  }

  @Test("ids in another case were those of other objects") func areTheSameInWhateverCase() throws {
    let sets = "/directory/attributeSets"
    #expect(try make(sets, #"{"id":"Engineering"}"#) == "Engineering")
    let again = send("POST", sets, #"{"id":"engineering"}"#)
    #expect(again.status == 400, "\(again.text)")
    #expect(send("GET", sets).values("id") == ["Engineering"])
    #expect(send("GET", sets + "/ENGINEERING")["id"] == "Engineering")
  }

  @Test("so were those of extensions of what is published alone") func areTheSameBelowMessages() throws {
    let messages = "/users/\(Self.user)/messages"
    let extensions = "\(messages)/\(try make(messages, "{}"))/extensions"
    let type = ##""@odata.type":"#microsoft.graph.openTypeExtension""##
    #expect(try make(extensions, #"{\#(type),"extensionName":"com.x"}"#) == "com.x")
    let again = send("POST", extensions, #"{\#(type),"extensionName":"com.X"}"#)
    #expect(again.status == 400, "\(again.text)")
    #expect(send("GET", extensions).values("id") == ["com.x"])
    #expect(send("GET", extensions + "/COM.X")["id"] == "com.x")
  }

  /// As before: ids that nobody gives are made, and what a body says of others does not count.
  @Test func othersAreMade() throws {
    #expect(try make("/schemaExtensions", #"{"description":"a"}"#).count == 36)
    #expect(try make("/users/\(Self.user)/messages", #"{"id":"mine","subject":"a"}"#) != "mine")
  }

  @Test("the id of an extension stayed, and the name that it is was changed") func stays() throws {
    let path = "/users/\(Self.user)/extensions"
    let type = ##""@odata.type":"#microsoft.graph.openTypeExtension""##
    let id = try make(path, #"{\#(type),"extensionName":"com.contoso.a"}"#)
    _ = send("PATCH", "\(path)/\(id)", #"{\#(type),"extensionName":"com.contoso.b","theme":"dark"}"#)
    let read = send("GET", "\(path)/\(id)")
    #expect(read["extensionName"] == "com.contoso.a")
    #expect(read["theme"] == "dark")
  }

  @Test func areThoseOfSeededObjectsToo() throws {
    let extensions =
      ##""extensions":[{"@odata.type":"#microsoft.graph.openTypeExtension","extensionName":"com.contoso.a"}]"##
    let seeded = try PublishedTenant(
      ##"{"users":[{"id":"\##(Self.user)","userPrincipalName":"ada@contoso.example",\##(extensions)}]}"##,
      .publishedV1)
    #expect(seeded.send("GET", "/users/\(Self.user)/extensions").values("id") == ["com.contoso.a"])
  }
}
