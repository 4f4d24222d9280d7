import GraphContract
import GraphStore
import HTTPMessages
import JSON
import OData
import Testing
import Workloads

/// A new workload is a folder of its own and one line where the service is put together: this suite has both, and the
/// engine knows nothing of bread.
@Suite("A workload that somebody adds") struct NewWorkloadTests {
  private let service: SmallService

  init() throws {
    // The one line.
    service = try SmallService(WorkloadList([.bakery]), model: Self.model)
    for (id, price) in [("rye", 2), ("spelt", 4), ("wheat", 1)] {
      let reply = service.send("POST", "/breads", #"{"name":"\#(id)","price":\#(price)}"#)
      #expect(reply.status == 201)
    }
  }

  @Test func itsConventionsHold() {
    let list = service.send("GET", "/breads?$select=id")
    #expect(list.items.map { $0["id"] } == ["rye", "spelt"])
    #expect(list.json.objectValue?["@odata.nextLink"] != nil)
    #expect(service.send("GET", "/breads/rye/grain").status == 204)
    let updated = service.send("PATCH", "/breads/rye", #"{"price":3}"#)
    #expect(updated.status == 200)
    #expect(
      updated.text
        == #"{"@odata.context":"http://localhost:8585/beta/$metadata#breads/$entity","id":"rye","name":"rye","price":3,"degrees":220}"#
    )
  }

  @Test func itsMessagesAreSent() {
    let missing = service.send("GET", "/breads/corn")
    #expect(missing.status == 404)
    #expect(missing.code == "SoldOut")
    #expect(missing.message == "There is no 'corn' today.")
    // What it has no words for is said as everywhere.
    let unknown = service.send("GET", "/breads?$filter=crust eq 1")
    #expect(unknown.status == 400)
    #expect(unknown.code == "BadRequest")
    #expect(
      unknown.message
        == "Invalid filter clause: Could not find a property named 'crust' on type 'test.bread'.")
  }

  @Test func itsRulesRun() {
    let gift = service.send("POST", "/breads", #"{"name":"corn","price":0}"#)
    #expect(gift.status == 400)
    #expect(gift.code == "Gift")
    #expect(service.send("POST", "/breads", #"{"name":"corn","price":5}"#).status == 201)
    let fifth = service.send("POST", "/breads", #"{"name":"oat","price":5}"#)
    #expect(fifth.status == 409)
    #expect(fifth.message == "The shelf is full.")
    #expect(service.send("GET", "/breads/oat").status == 404)
  }

  @Test func itsOperationAnswers() {
    let baked = service.send("POST", "/breads/rye/bake", #"{"more":5}"#)
    #expect(baked.status == 200)
    #expect(baked.json.objectValue?["price"] == .number(7))
    #expect(service.send("GET", "/breads/rye/price").json.objectValue?["value"] == .number(7))
  }

  @Test func itsViewAndItsExpressionAreServed() {
    let bargains = service.send("GET", "/bargains")
    #expect(bargains.items.map { $0["id"] } == ["rye", "wheat"])
    #expect(service.send("GET", "/breads/spelt").json.objectValue?["degrees"] == .number(220))
  }

  /// A type of a workload that nobody made has the common manners.
  @Test func anUnknownWorkloadIsPlain() throws {
    let flour = service.send("GET", "/flours/a")
    #expect(flour.status == 404)
    #expect(flour.code == "Request_ResourceNotFound")
    let made = service.send("POST", "/flours", "{}")
    #expect(made.status == 201)
    let id = try #require(made.json.objectValue?["id"]?.stringValue)
    #expect(service.send("PATCH", "/flours/\(id)", "{}").status == 200)
  }

  private static let model = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="bread"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="name" Type="Edm.String"/>
        <Property Name="price" Type="Edm.Int32"/>
        <Property Name="degrees" Type="Edm.Int32">
          <Annotation Term="Emulator.V1.Derived" String="bread.degrees"/></Property>
        <NavigationProperty Name="grain" Type="test.flour"/>
        <Annotation Term="Emulator.V1.Workload" String="bakery"/>
        <Annotation Term="Emulator.V1.Home" String="breads"/>
      </EntityType>
      <EntityType Name="bargain"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Property Name="price" Type="Edm.Int32"/>
        <Annotation Term="Emulator.V1.Workload" String="bakery"/>
        <Annotation Term="Emulator.V1.View" Bool="true"/>
        <Annotation Term="Emulator.V1.Home" String="bargains"/>
      </EntityType>
      <EntityType Name="flour"><Key><PropertyRef Name="id"/></Key>
        <Property Name="id" Type="Edm.String" Nullable="false"/>
        <Annotation Term="Emulator.V1.Workload" String="mill"/>
        <Annotation Term="Emulator.V1.Home" String="flours"/>
      </EntityType>
      <Action Name="bake" IsBound="true">
        <Parameter Name="bindingParameter" Type="test.bread" Nullable="false"/>
        <Parameter Name="more" Type="Edm.Int32" Nullable="false"/>
        <ReturnType Type="test.bread"/>
      </Action>
      <EntityContainer Name="Service">
        <EntitySet Name="breads" EntityType="test.bread"/>
        <EntitySet Name="bargains" EntityType="test.bargain">
          <Annotation Term="Emulator.V1.Methods" String="GET"/></EntitySet>
        <EntitySet Name="flours" EntityType="test.flour"/>
      </EntityContainer>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
}
