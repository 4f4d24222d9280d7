import EntityModel
import OData

/// A small model, and expressions bound to its type `product`.
struct Shop {
  let model: EntityModel
  let product: StructuredType

  struct Unknown: Error {}

  init() throws {
    model = try EntityModel.read(Array(Self.csdl.utf8))
    guard let product = model.type("shop.product") else { throw Unknown() }
    self.product = product
  }

  func binder(_ aliases: [String: String] = [:], filterable: FilterPolicy = .all) throws -> ExpressionBinder {
    ExpressionBinder(
      model: model, type: product, aliases: try aliases.mapValues { try OptionSyntax.expression($0) },
      filterable: filterable)
  }

  func filter(_ text: String, _ aliases: [String: String] = [:]) throws -> BoundExpression {
    try binder(aliases).filter(OptionSyntax.expression(text))
  }

  private static let csdl = """
    <edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx">
    <edmx:DataServices><Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
    <EnumType Name="colour"><Member Name="red" Value="0"/><Member Name="green" Value="1"/></EnumType>
    <EnumType Name="use" IsFlags="true">
      <Member Name="home" Value="1"/><Member Name="work" Value="2"/>
    </EnumType>
    <ComplexType Name="size"><Property Name="width" Type="Edm.Int32"/><Property Name="unit" Type="Edm.String"/></ComplexType>
    <EntityType Name="item" Abstract="true"><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
    <EntityType Name="product" BaseType="shop.item">
      <Property Name="name" Type="Edm.String"><Annotation Term="Emulator.V1.Filterable" Bool="true"/></Property>
      <Property Name="price" Type="Edm.Decimal"/>
      <Property Name="stock" Type="Edm.Int32"/>
      <Property Name="sold" Type="Edm.Int64"/>
      <Property Name="weight" Type="Edm.Double"/>
      <Property Name="listed" Type="Edm.Boolean"/>
      <Property Name="code" Type="Edm.Guid"/>
      <Property Name="made" Type="Edm.Date"/>
      <Property Name="added" Type="Edm.DateTimeOffset"/>
      <Property Name="opens" Type="Edm.TimeOfDay"/>
      <Property Name="lasts" Type="Edm.Duration"/>
      <Property Name="picture" Type="Edm.Binary"/>
      <Property Name="film" Type="Edm.Stream"/>
      <Property Name="colour" Type="shop.colour"/>
      <Property Name="use" Type="shop.use"/>
      <Property Name="size" Type="shop.size"/>
      <Property Name="tags" Type="Collection(Edm.String)"><Annotation Term="Emulator.V1.Filterable" Bool="true"/></Property>
      <Property Name="sizes" Type="Collection(shop.size)"/>
      <NavigationProperty Name="maker" Type="shop.company"/>
      <NavigationProperty Name="parts" Type="Collection(shop.product)"/>
    </EntityType>
    <EntityType Name="book" BaseType="shop.product"><Property Name="pages" Type="Edm.Int32"/></EntityType>
    <EntityType Name="company" BaseType="shop.item">
      <Property Name="title" Type="Edm.String"/>
      <NavigationProperty Name="products" Type="Collection(shop.product)" Partner="maker"/>
    </EntityType>
    </Schema></edmx:DataServices></edmx:Edmx>
    """
}
