/// What a service could publish of its operations: small, made up, and with one for each effect (docs/model.md, "What
/// operations do"). A yard with crates, and what is in them.
package enum ForeignOperations {
  package static let bytes = Array(document.utf8)

  private static let document = """
    <?xml version="1.0" encoding="utf-8"?>
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
      <edmx:DataServices>
        <Schema Namespace="microsoft.graph" Alias="graph" xmlns="http://docs.oasis-open.org/odata/ns/edm">
          <EntityContainer Name="GraphService"><EntitySet Name="yards" EntityType="microsoft.graph.yard.yard">
            <Annotation Term="Emulator.V1.CreationEffect" String='\(creation)'/></EntitySet></EntityContainer>
        </Schema>
        <Schema Namespace="microsoft.graph.yard" Alias="yard" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    \(types)
    \(operations)
    \(effects)
        </Schema>
      </edmx:DataServices>
    </edmx:Edmx>

    """

  /// Of yards with that name the same users keep one alone.
  private static let creation =
    #"{"there":{"where":{"$name":"Shared","name":"Shared"},"by":"keepers/user"}}"#

  private static let types = """
          <EntityType Name="yard" BaseType="graph.entity">
            <Property Name="name" Type="Edm.String"/>
            <NavigationProperty Name="crates" Type="Collection(yard.crate)" ContainsTarget="true"/>
            <NavigationProperty Name="jobs" Type="Collection(yard.job)" ContainsTarget="true"/>
            <NavigationProperty Name="keepers" Type="Collection(yard.keeper)" ContainsTarget="true"/>
            <NavigationProperty Name="letters" Type="Collection(yard.letter)" ContainsTarget="true"/>
          </EntityType>
          <EntityType Name="crate" BaseType="graph.entity">
            <Property Name="label" Type="Edm.String"/>
            <Property Name="state" Type="yard.state"/>
            <Property Name="sealing" Type="yard.sealing"/>
            <Property Name="remarks" Type="Collection(yard.remark)"/>
            <NavigationProperty Name="items" Type="Collection(yard.item)" ContainsTarget="true"/>
            <NavigationProperty Name="crates" Type="Collection(yard.crate)" ContainsTarget="true"/>
          </EntityType>
          <EntityType Name="item" BaseType="graph.entity">
            <Property Name="name" Type="Edm.String"/>
            <Property Name="ownerId" Type="Edm.String"/>
            <Property Name="weight" Type="Edm.Int32"/>
          </EntityType>
          <EntityType Name="letter" BaseType="graph.entity">
            <Property Name="subject" Type="Edm.String"/>
            <Property Name="sender" Type="Edm.String"/>
            <Property Name="to" Type="Collection(Edm.String)"/>
            <Property Name="text" Type="Edm.String"/>
            <Property Name="preview" Type="Edm.String"/>
            <Property Name="isHeavy" Type="Edm.Boolean"/>
            <Property Name="folder" Type="Edm.String"/>
            <NavigationProperty Name="enclosures" Type="Collection(yard.item)" ContainsTarget="true"/>
          </EntityType>
          <EntityType Name="job" BaseType="graph.entity"><Property Name="kind" Type="Edm.String"/></EntityType>
          <EntityType Name="keeper" BaseType="graph.entity">
            <Property Name="role" Type="Edm.String"/>
            <NavigationProperty Name="user" Type="graph.user"/>
          </EntityType>
          <ComplexType Name="sealing">
            <Property Name="reason" Type="Edm.String"/>
            <Property Name="moment" Type="Edm.DateTimeOffset"/>
            <Property Name="by" Type="yard.identitySet"/>
          </ComplexType>
          <ComplexType Name="remark">
            <Property Name="text" Type="Edm.String"/>
            <Property Name="by" Type="yard.identitySet"/>
          </ComplexType>
          <ComplexType Name="identitySet"><Property Name="user" Type="yard.identity"/></ComplexType>
          <ComplexType Name="identity">
            <Property Name="id" Type="Edm.String"/><Property Name="displayName" Type="Edm.String"/>
          </ComplexType>
          <ComplexType Name="part">
            <Property Name="userId" Type="Edm.String"/><Property Name="note" Type="Edm.String"/>
          </ComplexType>
          <EnumType Name="state"><Member Name="open" Value="0"/><Member Name="sealed" Value="1"/></EnumType>
          <EnumType Name="concern"><Member Name="owner" Value="0"/><Member Name="finder" Value="1"/></EnumType>
    """

  private static let operations = """
    \(action("seal", "yard.crate", [("reason", "Edm.String", true)]))
    \(action("open", "yard.crate", returns: "yard.crate"))
    \(action("seal", "Collection(yard.crate)", [("ids", "Collection(Edm.String)", true)], returns: "Edm.Boolean"))
    \(action("remark", "yard.crate", [("text", "Edm.String", false)]))
    \(action("unremark", "yard.crate", [("text", "Edm.String", false)]))
    \(action("scrap", "yard.crate"))
    \(action("ring", "yard.crate"))
    \(action("lose", "yard.crate"))
    \(action("move", "yard.crate", [("to", "Edm.String", true)], returns: "yard.crate"))
    \(action("copy", "yard.crate", [("to", "Edm.String", true)], returns: "yard.crate"))
    \(action("assign", "yard.crate", [("goods", "Collection(yard.item)", false)]))
    \(action("weigh", "yard.crate", [("grams", "Edm.Int32", false)]))
    \(action("haul", "yard.crate"))
    \(action("find", "yard.crate", [("kind", "Edm.String", false)], returns: "yard.item"))
    \(action("add", "Collection(yard.keeper)", [("values", "Collection(yard.keeper)", false)], returns: "Collection(yard.part)"))
    \(action("hire", "Collection(yard.keeper)", [("values", "Collection(yard.keeper)", false)], returns: "Collection(yard.part)"))
    \(action("remove", "Collection(yard.keeper)", [("values", "Collection(yard.keeper)", false)], returns: "Collection(yard.part)"))
    \(action("correct", "yard.crate", [("text", "Edm.String", false)]))
    \(action("file", "yard.crate", returns: "yard.crate"))
    \(action("send", "yard.yard", [("letter", "yard.letter", true), ("keep", "Edm.Boolean", false)]))
    \(action("send", "yard.letter"))
    \(action("answer", "yard.letter", [("text", "Edm.String", false)], returns: "yard.letter"))
    \(action("obtain", "Collection(yard.crate)", [("label", "Edm.String", true)], returns: "yard.crate"))
    \(action("stock", "yard.yard", returns: "Collection(yard.item)"))
    \(function("labels", "Collection(yard.crate)", [], returns: "Collection(yard.part)"))
    \(function("search", "yard.crate", [("q", "Edm.String")], returns: "Collection(yard.item)"))
    \(function("filterByCurrentUser", "Collection(yard.item)", [("on", "yard.concern")], returns: "Collection(yard.item)"))
    \(function("other", "yard.yard", [("name", "Edm.String")], returns: "yard.yard", isComposable: true))
    """

  private static let effects = """
    \(effect("seal(yard.crate)", #"{"set":{"state":"sealed","sealing/reason":"$reason","sealing/moment":"$now","sealing/by":"$identity"}}"#))
    \(effect("open(yard.crate)", #"{"set":{"state":"open","sealing":null},"refuse":{"where":{"state":"open"},"status":400,"code":"AlreadyOpen","message":"The crate is open."}}"#))
    \(effect("seal(Collection(yard.crate))", #"{"set":{"state":"sealed"},"ids":"ids","answer":true}"#))
    \(effect("remark(yard.crate)", #"{"remove":{"remarks":{"text":"$text","by/user/id":"$caller"}},"append":{"remarks":{"text":"$text","by":"$identity"}}}"#))
    \(effect("unremark(yard.crate)", #"{"remove":{"remarks":{"text":"$text"}}}"#))
    \(effect("scrap(yard.crate)", #"{"delete":true,"status":202}"#))
    \(effect("ring(yard.crate)", #"{"accept":true}"#))
    \(effect("move(yard.crate)", #"{"move":{"to":"to","in":"microsoft.graph.yard.yard/crates","as":"crates"}}"#))
    \(effect("copy(yard.crate)", #"{"copy":{"to":"to","in":"microsoft.graph.yard.yard/crates","as":"crates","inside":{"status":400,"code":"Full","message":"A crate does not fit into itself."}},"set":{"label":{"$join":["$object/label"," (copy)"]}},"status":200}"#))
    \(effect("assign(yard.crate)", #"{"contain":{"items":"$goods"}}"#))
    \(effect("weigh(yard.crate)", #"{"of":{"through":"items","where":{"name":{"$contains":"O"}}},"set":{"weight":"$grams"}}"#))
    \(effect("haul(yard.crate)", #"{"accept":true,"starts":{"in":"jobs","as":{"kind":"haul"}}}"#))
    \(effect("find(yard.crate)", #"{"create":{"name":{"$case":"$kind","big":"rock","small":"bolt"},"ownerId":{"$first":["$nobody","$caller"]}},"in":"items"}"#))
    \(effect("add(Collection(yard.keeper))", #"{"create":"$values","answer":{"userId":"$object/user/id","note":"$object/role"}}"#))
    \(effect("hire(Collection(yard.keeper))", #"{"create":"$values","answer":{"userId":"$object/user/id","note":"hired"},"failed":{"userId":{"$key":"$item/user@odata.bind"},"note":"$item/role"}}"#))
    \(effect("remove(Collection(yard.keeper))", #"{"withdraw":"$values","by":"user"}"#))
    \(effect("correct(yard.crate)", #"{"amend":{"remarks":{"where":{"text":"$text"},"set":{"text":"mended","by":"$identity"}}}}"#))
    \(effect("file(yard.crate)", #"{"set":{"label":{"$join":["filed ","$object/label"]}},"status":204}"#))
    \(effect("send(yard.yard)", #"{"create":{"$merge":[{"folder":"none","subject":"Without"},"$letter",{"folder":"sent","sender":"$owner/name","preview":{"$brief":"$letter/text"},"isHeavy":{"$any":"$letter/enclosures"}}]},"in":"microsoft.graph.yard.yard/letters","deliver":{"to":["to"],"by":["name"],"in":"microsoft.graph.yard.yard/letters","set":{"folder":"new"},"keep":"$keep"},"refuse":[{"where":{"$letter/to":{"$given":false}},"status":400,"code":"NoAddress","message":"The letter goes nowhere."},{"where":{"name":"South","$keep":{"$given":true}},"status":409,"code":"NoRoom","message":"South keeps all."}],"status":202}"#))
    \(effect("send(yard.letter)", #"{"set":{"folder":"sent","sender":"$owner/name"},"deliver":{"to":["to"],"by":["name"],"in":"microsoft.graph.yard.yard/letters","set":{"folder":"new"}},"status":202}"#))
    \(effect("answer(yard.letter)", #"{"create":{"subject":{"$join":["Re: ",{"$without":"$object/subject","lead":["Re: ","Fw: "]}]},"to":{"$all":["$object/sender","$object/to"],"but":{"value":"$owner/name"}},"text":{"$first":["$text","$object/text"]},"preview":"$new"},"in":"microsoft.graph.yard.yard/letters"}"#))
    \(effect("obtain(Collection(yard.crate))", #"{"create":{"label":"$label","state":"open"},"there":{"where":{"label":"$label"}}}"#))
    \(effect("stock(yard.yard)", #"{"list":{"through":"crates"},"answer":{"id":"$object/id","name":"$object/label"}}"#))
    \(effect("labels(Collection(yard.crate))", #"{"list":{},"answer":{"note":"$object/label"}}"#))
    \(effect("search(yard.crate,Edm.String)", #"{"list":{"through":"crates*/items","where":{"name":{"$contains":"$q"}}}}"#))
    \(effect("filterByCurrentUser(Collection(yard.item),yard.concern)", #"{"list":{"by":"on","where":{"owner":{"ownerId":"$caller"}}}}"#))
    \(effect("other(yard.yard,Edm.String)", #"{"find":{"name":"$name"}}"#))
    \(effect("vanish(yard.crate)", #"{"delete":true}"#))
    """

  // MARK: Elements

  private static func action(
    _ name: String, _ binding: String, _ parameters: [(String, String, Bool)] = [], returns: String? = nil
  ) -> String {
    let inner = parameters.map { "<Parameter Name=\"\($0.0)\" Type=\"\($0.1)\" Nullable=\"\(!$0.2)\"/>" }
    return
      "<Action Name=\"\(name)\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"\(binding)\"/>\(inner.joined())"
      + (returns.map { "<ReturnType Type=\"\($0)\"/>" } ?? "") + "</Action>"
  }

  private static func function(
    _ name: String, _ binding: String, _ parameters: [(String, String)], returns: String,
    isComposable: Bool = false
  ) -> String {
    let inner = parameters.map { "<Parameter Name=\"\($0.0)\" Type=\"\($0.1)\"/>" }
    return
      "<Function Name=\"\(name)\" IsBound=\"true\" IsComposable=\"\(isComposable)\">"
      + "<Parameter Name=\"it\" Type=\"\(binding)\"/>\(inner.joined())<ReturnType Type=\"\(returns)\"/></Function>"
  }

  private static func effect(_ operation: String, _ effect: String) -> String {
    "<Annotations Target=\"yard.\(operation)\"><Annotation Term=\"Emulator.V1.Effect\" String='\(effect)'/></Annotations>"
  }
}
