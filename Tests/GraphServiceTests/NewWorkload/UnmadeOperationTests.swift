import JSON
import Testing
import Workloads

/// Operations that a model declares and nothing does: 501 with their names, or stubs where the tenant wants them.
@Suite("Operations without behaviour") struct UnmadeOperationTests {
  private let service: SmallService

  init() throws {
    service = try SmallService(WorkloadList([]), model: Self.model)
    #expect(service.send("POST", "/ovens", #"{"name":"old"}"#).status == 201)
    oven = try #require(service.send("GET", "/ovens").items.first?["id"]?.stringValue)
  }

  private let oven: String

  @Test(arguments: [
    ("POST", "heat", "the operation 'heat'"), ("GET", "test.loaves()", "the operation 'loaves'"),
    ("GET", "test.loaves()/$count", "what follows the operation 'loaves'"),
    ("GET", "test.loaves()/a/shelf", "what follows the operation 'loaves'"),
  ])
  func areNotImplementedByDefault(method: String, operation: String, name: String) {
    let reply = service.send(
      method, "/ovens/\(oven)/\(operation)", method == "POST" ? #"{"degrees":1}"# : nil)
    #expect(reply.status == 501)
    #expect(reply.message?.contains(name) == true, "\(reply.text)")
    #expect(!reply.isStub)
  }

  @Test(arguments: [
    ("test.warmth()", ##"#Edm.Int32","value":0}"##), ("test.label()", ##"#Edm.String","value":""}"##),
    ("test.isHot()", ##"#Edm.Boolean","value":false}"##),
    ("test.since()", ##"#Edm.DateTimeOffset","value":"0001-01-01T00:00:00Z"}"##),
    ("test.words()", ##"#Collection(Edm.String)","value":[]}"##),
    ("test.loaves()", ##"#loaves","value":[]}"##),
    ("test.size(more=5)", ##"#test.size","width":3,"unit":null,"isRound":false}"##),
    (
      "test.loaf()", ##"#loaves/$entity","id":"00000000-0000-0000-0000-000000000000","name":null,"tags":[]}"##
    ),
    (
      "test.part()", ##"#test.part","@odata.type":"#test.door","isOpen":false}"##
    ),
    (
      "test.loaves()/a",
      ##"#loaves/$entity","id":"00000000-0000-0000-0000-000000000000","name":null,"tags":[]}"##
    ),
    ("test.loaves()/a/name", ##"#Edm.String","value":""}"##),
    ("test.loaves()/a/shelf", ##"#test.shelf/$entity","id":"00000000-0000-0000-0000-000000000000"}"##),
    ("test.loaf()/test.crumbs()", ##"#Collection(Edm.String)","value":[]}"##),
  ])
  func answerTheDefaultOfWhatTheyReturn(function: String, rest: String) throws {
    try service.set(["operations": "stub"])
    let reply = service.send("GET", "/ovens/\(oven)/\(function)")
    #expect(reply.status == 200)
    #expect(reply.text == #"{"@odata.context":"http://localhost:8585/beta/$metadata"# + rest)
    #expect(reply.isStub)
  }

  @Test func answerNothingWhereNothingReturns() throws {
    try service.set(["operations": "stub"])
    let heated = service.send("POST", "/ovens/\(oven)/heat", #"{"degrees":220}"#)
    #expect(heated.status == 204)
    #expect(heated.text == "")
    #expect(heated.isStub)
    let count = service.send("GET", "/ovens/\(oven)/test.loaves()/$count")
    #expect(count.status == 200)
    #expect(count.text == "0")
    let emptied = service.send("POST", "/ovens/\(oven)/test.loaf()/slice", #"{"thickness":1}"#)
    #expect(emptied.status == 204)
    #expect(emptied.isStub)
    let media = service.send("GET", "/ovens/\(oven)/test.report()")
    #expect(media.status == 200)
    #expect(media.text == "")
  }

  @Test(arguments: [
    ("POST", "heat", "{}"), ("POST", "heat", #"{"degrees":"hot"}"#), ("POST", "heat", #"{"degrees":null}"#),
    ("POST", "heat", #"{"degrees":1,"fuel":"wood"}"#), ("POST", "heat", "[]"),
    ("GET", "test.size()", nil), ("GET", "test.size(more='many')", nil), ("GET", "test.size(more=null)", nil),
    ("GET", "test.size(more=@m)?@m=x", nil), ("POST", "test.loaf()/slice", "{}"),
  ])
  func refuseParameters(method: String, operation: String, body: String?) throws {
    try service.set(["operations": "stub"])
    let reply = service.send(method, "/ovens/\(oven)/\(operation)", body)
    #expect(reply.status == 400, "\(reply.text)")
    #expect(!reply.isStub)
  }

  @Test(arguments: [
    ("POST", "/ovens/nowhere/heat", #"{"degrees":1}"#, 404),
    ("GET", "/ovens/nowhere/test.loaves()", nil, 404),
    ("GET", "/ovens/nowhere/test.loaves()/a", nil, 404), ("GET", "/ovens/{}/heat", nil, 405),
    ("POST", "/ovens/{}/test.loaves()", "{}", 405), ("GET", "/ovens/{}/test.loaf()/slice", nil, 405),
    ("GET", "/ovens/{}/cool", nil, 400), ("GET", "/ovens/{}/test.loaves()/a/crust", nil, 400),
    ("GET", "/ovens/{}/test.rack()/a", nil, 400),
    ("GET", "/ovens/{}/test.loaves()?$filter=crust eq 1", nil, 400),
  ])
  func refuseAsRealOnesDo(method: String, path: String, body: String?, status: Int) throws {
    try service.set(["operations": "stub"])
    let reply = service.send(method, path.replacing("{}", with: oven), body)
    #expect(reply.status == status, "\(reply.text)")
    #expect(!reply.isStub)
  }

  private static let model = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="oven"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="name" Type="Edm.String"/>
        <Annotation Term="Emulator.V1.Home" String="ovens"/>
      </EntityType>
      <EntityType Name="loaf"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="name" Type="Edm.String"/>
        <Property Name="tags" Type="Collection(Edm.String)" Nullable="false"/>
        <NavigationProperty Name="shelf" Type="test.shelf" ContainsTarget="true"/>
        <Annotation Term="Emulator.V1.Home" String="loaves"/>
      </EntityType>
      <EntityType Name="shelf"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
      </EntityType>
      <ComplexType Name="size">
        <Property Name="width" Type="Edm.Int32" DefaultValue="3"/>
        <Property Name="unit" Type="Edm.String"/>
        <Property Name="isRound" Type="Edm.Boolean" Nullable="false"/>
      </ComplexType>
      <ComplexType Name="part" Abstract="true"/>
      <ComplexType Name="door" BaseType="test.part">
        <Property Name="isOpen" Type="Edm.Boolean" Nullable="false"/>
      </ComplexType>
      <Action Name="heat" IsBound="true"><Parameter Name="oven" Type="test.oven"/>
        <Parameter Name="degrees" Type="Edm.Int32" Nullable="false"/></Action>
      <Action Name="slice" IsBound="true"><Parameter Name="loaf" Type="test.loaf"/>
        <Parameter Name="thickness" Type="Edm.Int32" Nullable="false"/></Action>
      \(function("warmth", "Edm.Int32"))\(function("label", "Edm.String"))\(function("isHot", "Edm.Boolean"))
      \(function("since", "Edm.DateTimeOffset"))\(function("words", "Collection(Edm.String)"))
      \(function("part", "test.part"))\(function("report", "Edm.Stream"))
      \(function("loaves", "Collection(test.loaf)", #"IsComposable="true""#))
      \(function("loaf", "test.loaf", #"IsComposable="true""#))
      \(function("rack", "Collection(test.loaf)"))
      <Function Name="size" IsBound="true"><Parameter Name="oven" Type="test.oven"/>
        <Parameter Name="more" Type="Edm.Int32" Nullable="false"/><ReturnType Type="test.size"/></Function>
      <Function Name="crumbs" IsBound="true"><Parameter Name="loaf" Type="test.loaf"/>
        <ReturnType Type="Collection(Edm.String)"/></Function>
      <EntityContainer Name="Service">
        <EntitySet Name="ovens" EntityType="test.oven"/>
        <EntitySet Name="loaves" EntityType="test.loaf"/>
      </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """

  private static func function(_ name: String, _ type: String, _ attributes: String = "") -> String {
    """
    <Function Name="\(name)" IsBound="true" \(attributes)><Parameter Name="oven" Type="test.oven"/>
      <ReturnType Type="\(type)"/></Function>
    """
  }
}
