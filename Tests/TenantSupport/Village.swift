/// A model that a program might get from somewhere else: types are contained in several places, names clash, and some of
/// it is there without a row. Only people and their notes are of the program's own.
package enum Village {
  package static let own = document(
    """
    \(entity)
    <EntityType Name="person" BaseType="test.entity">
      <Property Name="name" Type="Edm.String"/>
      <NavigationProperty Name="notes" Type="Collection(test.note)" ContainsTarget="true"/>
      <Annotation Term="Emulator.V1.Home" String="people"/>
    </EntityType>
    \(note)
    <EntityContainer Name="Service">
      <EntitySet Name="people" EntityType="test.person"/>
      <Singleton Name="me" Type="test.person"><Annotation Term="Emulator.V1.Caller" Bool="true"/></Singleton>
    </EntityContainer>
    """)

  package static let whole = document(
    """
    \(entity)
    <EntityType Name="person" BaseType="test.entity">
      <Property Name="name" Type="Edm.String"/>
      <NavigationProperty Name="notes" Type="Collection(test.note)" ContainsTarget="true"/>
      <Property Name="address" Type="test.address"/>
      <NavigationProperty Name="badges" Type="Collection(test.badge)" ContainsTarget="true"/>
      <NavigationProperty Name="drafts" Type="Collection(test.note)" ContainsTarget="true"/>
      <NavigationProperty Name="extras" Type="Collection(test.extra)" ContainsTarget="true"/>
      <NavigationProperty Name="settings" Type="test.settings" ContainsTarget="true"/>
      <NavigationProperty Name="alarmBells" Type="Collection(test.bell)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="test.person/alarm/bells"/>
        <Annotation Term="Emulator.V1.AlsoBelow" String="settings/bells"/></NavigationProperty>
      <NavigationProperty Name="alarm" Type="test.alarm" ContainsTarget="true"/>
      <NavigationProperty Name="letters" Type="Collection(test.letter)" ContainsTarget="true"/>
      <NavigationProperty Name="boxes" Type="Collection(test.box)" ContainsTarget="true"/>
      <NavigationProperty Name="parcels" Type="Collection(test.letter)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.Lists" String="boxId hall"/></NavigationProperty>
      <NavigationProperty Name="chests" Type="Collection(test.box)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.AlsoBelow" String="chests/boxes*"/>
        <Annotation Term="Emulator.V1.ListsBelow" Bool="true"/></NavigationProperty>
      <NavigationProperty Name="trays" Type="Collection(test.box)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.WellKnown"
          String='{"in":{"name":"In","color":"red"},"out":{"name":"Out"}}'/>
        <Annotation Term="Emulator.V1.AlsoBelow" String="trays/boxes*"/></NavigationProperty>
      <NavigationProperty Name="feasts" Type="Collection(test.feast)" ContainsTarget="true"/>
      <NavigationProperty Name="calendar" Type="Collection(test.feast)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="test.person/feasts"/>
        <Annotation Term="Emulator.V1.Window" String="start/at end/at"/></NavigationProperty>
      <NavigationProperty Name="shelf" Type="test.shelf" ContainsTarget="true"/>
      <NavigationProperty Name="allDrafts" Type="Collection(test.note)">
        <Annotation Term="Emulator.V1.SameAs" String="test.person/drafts"/></NavigationProperty>
      <NavigationProperty Name="carts" Type="Collection(test.cart)" ContainsTarget="true"/>
      <NavigationProperty Name="owner" Type="test.person"/>
      <NavigationProperty Name="seatedTeams" Type="Collection(test.team)">
        <Annotation Term="Emulator.V1.SameAs" String="teams of seats/person"/></NavigationProperty>
      <Annotation Term="Emulator.V1.Home" String="people"/>
    </EntityType>
    \(note)
    <ComplexType Name="address">
      <Property Name="street" Type="Edm.String"/><Property Name="city" Type="Edm.String"/>
    </ComplexType>
    <ComplexType Name="homeAddress" BaseType="test.address"><Property Name="bell" Type="Edm.String"/></ComplexType>
    <EntityType Name="badge"><Key><PropertyRef Name="code"/></Key>
      <Property Name="code" Type="Edm.String" Nullable="false"/><Property Name="level" Type="Edm.Int32"/>
    </EntityType>
    <EntityType Name="extra" BaseType="test.entity" OpenType="true">
      <Property Name="name" Type="Edm.String"/>
    </EntityType>
    <EntityType Name="team" BaseType="test.entity">
      <Property Name="name" Type="Edm.String"/>
      <NavigationProperty Name="notes" Type="Collection(test.note)" ContainsTarget="true"/>
      <NavigationProperty Name="members" Type="Collection(test.person)"/>
      <NavigationProperty Name="cart" Type="test.cart" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="carts by id"/></NavigationProperty>
      <NavigationProperty Name="tools" Type="Collection(test.tool)">
        <Annotation Term="Emulator.V1.SameAs" String="hall/tools by place.team"/></NavigationProperty>
      <NavigationProperty Name="shelved" Type="Collection(test.tool)">
        <Annotation Term="Emulator.V1.SameAs" String="hall/tools by place.shelf"/>
        <Annotation Term="Emulator.V1.Contains" Bool="true"/></NavigationProperty>
      <NavigationProperty Name="seats" Type="Collection(test.seat)" ContainsTarget="true"/>
      <NavigationProperty Name="firstSeat" Type="test.seat" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="test.team/seats"/></NavigationProperty>
      <NavigationProperty Name="club" Type="test.club" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="clubs by id"/></NavigationProperty>
    </EntityType>
    <EntityType Name="seat" BaseType="test.entity"><Property Name="label" Type="Edm.String"/>
      <NavigationProperty Name="team" Type="test.team" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="test.team of seats"/></NavigationProperty></EntityType>
    <EntityType Name="chair" BaseType="test.seat"><NavigationProperty Name="person" Type="test.person"/></EntityType>
    <EntityType Name="club" BaseType="test.entity"><Property Name="name" Type="Edm.String"/>
      <Property Name="size" Type="Edm.Int32"/><NavigationProperty Name="team" Type="test.team"/>
      <NavigationProperty Name="seats" Type="Collection(test.seat)" ContainsTarget="true"/>
      <NavigationProperty Name="jobs" Type="Collection(test.job)" ContainsTarget="true"/></EntityType>
    <EntityType Name="job" BaseType="test.entity"><Property Name="what" Type="Edm.String"/></EntityType>
    <EntityType Name="settings" BaseType="test.entity">
      <Property Name="theme" Type="Edm.String" DefaultValue="light"/>
      <NavigationProperty Name="alarm" Type="test.alarm" ContainsTarget="true"/>
      <NavigationProperty Name="bells" Type="Collection(test.bell)" ContainsTarget="true"/>
    </EntityType>
    <EntityType Name="box" BaseType="test.entity">
      <Property Name="name" Type="Edm.String"/><Property Name="size" Type="Edm.Int32" DefaultValue="1"/>
      <NavigationProperty Name="boxes" Type="Collection(test.box)" ContainsTarget="true"/>
      <NavigationProperty Name="letters" Type="Collection(test.letter)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="test.person/letters by boxId"/></NavigationProperty>
      <Annotation Term="Emulator.V1.Refuses" String='{"delete":{"where":{"@emulator.isNamed":true},"status":400,
        "code":"Kept","message":"A tray stays where it is."},
        "update":{"where":{"@emulator.isNamed":true,"$name":{"$given":true}},"status":403,"code":"Named",
        "message":"A tray keeps its name."}}'/>
    </EntityType>
    <ComplexType Name="moment"><Property Name="at" Type="Edm.String"/></ComplexType>
    <EntityType Name="feast" BaseType="test.entity"><Property Name="start" Type="test.moment"/>
      <Property Name="end" Type="test.moment"/></EntityType>
    <EntityType Name="shelf" BaseType="test.entity">
      <NavigationProperty Name="root" Type="test.file" ContainsTarget="true"/>
      <NavigationProperty Name="files" Type="Collection(test.file)" ContainsTarget="true"/>
    </EntityType>
    <EntityType Name="file" BaseType="test.entity">
      <Property Name="name" Type="Edm.String"/><Property Name="folderId" Type="Edm.String"/>
      <Property Name="content" Type="Edm.Stream"/>
      <NavigationProperty Name="files" Type="Collection(test.file)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="test.shelf/files by folderId"/></NavigationProperty>
      <Annotation Term="Emulator.V1.ByPath" String="files by name"/>
    </EntityType>
    <EntityType Name="station" BaseType="test.entity">
      <Property Name="address" Type="Edm.String"/>
      <NavigationProperty Name="signs" Type="Collection(test.sign)" ContainsTarget="true"/>
      <Annotation Term="Emulator.V1.ByPath" String="address"/>
    </EntityType>
    <EntityType Name="letter" BaseType="test.entity">
      <Property Name="text" Type="Edm.String"/><Property Name="boxId" Type="Edm.String"/>
    </EntityType>
    <ComplexType Name="toolPlace">
      <Property Name="team" Type="Edm.String"/><Property Name="shelf" Type="Edm.String"/>
    </ComplexType>
    <EntityType Name="tool" BaseType="test.entity"><Property Name="place" Type="test.toolPlace"/>
      <NavigationProperty Name="station" Type="test.station"/></EntityType>
    <EntityType Name="alarm" BaseType="test.entity">
      <Property Name="hour" Type="Edm.Int32" DefaultValue="7"/>
      <NavigationProperty Name="bells" Type="Collection(test.bell)" ContainsTarget="true"/>
    </EntityType>
    <EntityType Name="bell" BaseType="test.entity"><Property Name="tone" Type="Edm.String"/></EntityType>
    <EntityType Name="cart" BaseType="test.entity">
      <Property Name="wheels" Type="Edm.Int32" DefaultValue="2"/>
    </EntityType>
    <EntityType Name="sign" Abstract="true"><Key><PropertyRef Name="name"/></Key>
      <Property Name="name" Type="Edm.String" Nullable="false"/></EntityType>
    <EntityType Name="exit" BaseType="test.sign"><Property Name="leadsTo" Type="Edm.String"/></EntityType>
    <EntityType Name="hall"><NavigationProperty Name="signs" Type="Collection(test.sign)" ContainsTarget="true"/>
      <NavigationProperty Name="house" Type="test.house" ContainsTarget="true"/>
      <NavigationProperty Name="tools" Type="Collection(test.tool)" ContainsTarget="true"/>
      <NavigationProperty Name="carts" Type="Collection(test.cart)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="carts"/></NavigationProperty>
      <NavigationProperty Name="seats" Type="Collection(test.seat)" ContainsTarget="true"/>
      <NavigationProperty Name="chairs" Type="Collection(test.chair)" ContainsTarget="true">
        <Annotation Term="Emulator.V1.SameAs" String="hall/seats"/></NavigationProperty></EntityType>
    <EntityType Name="house" BaseType="test.entity">
      <NavigationProperty Name="bells" Type="Collection(test.bell)" ContainsTarget="true"/>
      <NavigationProperty Name="oldBells" Type="Collection(test.bell)" ContainsTarget="true"/>
      <NavigationProperty Name="alarm" Type="test.alarm" ContainsTarget="true"/>
    </EntityType>
    <EntityType Name="change" BaseType="test.entity"><Property Name="what" Type="Edm.String"/></EntityType>
    <EntityContainer Name="Service">
      <EntitySet Name="people" EntityType="test.person"/>
      <EntitySet Name="teams" EntityType="test.team"/>
      <EntitySet Name="carts" EntityType="test.cart"/>
      <EntitySet Name="stations" EntityType="test.station">
        <Annotation Term="Emulator.V1.WellKnown" String='{"main":{"address":"https://main.example"},"sideTrack":{}}'/></EntitySet>
      <EntitySet Name="clubs" EntityType="test.club">
        <Annotation Term="Emulator.V1.CreationEffect" String='\(clubCreation)'/></EntitySet>
      <EntitySet Name="changes" EntityType="test.change"/>
      <EntitySet Name="otherChanges" EntityType="test.other.change"/>
      <Singleton Name="me" Type="test.person"><Annotation Term="Emulator.V1.Caller" Bool="true"/></Singleton>
      <Singleton Name="cart" Type="test.cart"/>
      <Singleton Name="hall" Type="test.hall"/>
      <Singleton Name="alarm" Type="test.alarm"/>
    </EntityContainer>
    """,
    """
    <Schema Namespace="test.other" xmlns="http://docs.oasis-open.org/odata/ns/edm">
      <EntityType Name="change" BaseType="test.entity"><Property Name="which" Type="Edm.String"/></EntityType>
    </Schema>
    """)

  /// A club has the id of its team, which is made where nobody names one, a seat for its head, and those of the team.
  private static let clubCreation = """
    {"with":{"called":{"$first":["$name","Club"]}},"twin":{"by":"team","in":"teams","as":{"name":"$called"},
    "set":{"name":{"$join":["$twin/name","!"]}}},
    "refuse":{"where":{"$called":"none"},"status":409,"code":"NoName","message":"It has no name."},
    "as":{"$merge":["$sent",{"name":"$twin/name","team@odata.bind":{"$join":["teams/","$twin/id"]},
    "seats":{"$all":[{"label":"head"},"$seats",{"$each":"$twin/seats/test.chair","as":{"@odata.type":"#test.chair",
    "label":"$item/label","person@odata.bind":{"$join":["people/","$item/person/id"]}}}]}}]},
    "starts":{"in":"jobs","as":{"what":{"$join":["made ","$made/name"]}}}}
    """

  private static let entity = """
    <EntityType Name="entity" Abstract="true"><Key><PropertyRef Name="id"/></Key>
      <Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
    """

  private static let note = """
    <EntityType Name="note" BaseType="test.entity"><Property Name="text" Type="Edm.String"/></EntityType>
    """

  private static func document(_ content: String, _ further: String = "") -> String {
    """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
    <Schema Namespace="test" xmlns="http://docs.oasis-open.org/odata/ns/edm">\(content)</Schema>\(further)
    </edmx:DataServices></edmx:Edmx>
    """
  }
}
