import GraphContract
import OData
import Testing

/// Expressions that mean nothing, where that shows, and the whole message.
@Suite struct BindingErrorTests {
  let shop: Shop

  init() throws { shop = try Shop() }

  @Test(arguments: [
    ("price gt 1 and colr eq 'x'", 15, "Could not find a property named 'colr' on type 'shop.product'."),
    ("maker/name eq 'x'", 6, "Could not find a property named 'name' on type 'shop.company'."),
    ("parts/any(p:p/nme eq 'x')", 14, "Could not find a property named 'nme' on type 'shop.product'."),
    ("parts/any(p:q/name eq 'x')", 12, "Could not find a property named 'q' on type 'shop.product'."),
    ("size/height eq 1", 5, "Could not find a property named 'height' on type 'shop.size'."),
    ("name/length eq 1", 5, "A value of type 'Edm.String' has no property 'length'."),
    ("name", 0, "The $filter expression must evaluate to a single boolean value."),
    ("stock add 1", 6, "The $filter expression must evaluate to a single boolean value."),
    ("tags/any(t:length(t))", 11, "The $filter expression must evaluate to a single boolean value."),
    (
      "parts/name eq 'x'", 6,
      "The parent value for a property access of a property 'name' is not a single value. "
        + "Property access can only be applied to a single value."
    ),
    (
      "tags eq 'x'", 0,
      "The parent value for a property access of a property 'tags' is not a single value. "
        + "Property access can only be applied to a single value."
    ),
    (
      "maker/any()", 6,
      "'maker' is not a collection. Any, all and $count may only be used following a collection."
    ),
    (
      "name/$count eq 1", 5,
      "'name' is not a collection. Any, all and $count may only be used following a collection."
    ),
    (
      "name in size", 8,
      "'size' is not a collection. Any, all and $count may only be used following a collection."
    ),
    (
      "frobnicate(name)", 0,
      "An unknown function with name 'frobnicate' was found. "
        + "This may also be a function import or a key lookup on a navigation property, which is not allowed."
    ),
    (
      "name eq 'x' and length(stock) eq 1", 16,
      "No function signature for the function with name 'length' matches the specified arguments. "
        + "The function signatures considered are: length(Edm.String Nullable=true)."
    ),
    (
      "substring(name) eq 'x'", 0,
      "No function signature for the function with name 'substring' matches the specified arguments. "
        + "The function signatures considered are: substring(Edm.String Nullable=true, Edm.Int32 Nullable=true); "
        + "substring(Edm.String Nullable=true, Edm.Int32 Nullable=true, Edm.Int32 Nullable=true)."
    ),
    (
      "startswith(code,'x')", 0,
      "No function signature for the function with name 'startswith' matches the specified arguments. "
        + "The function signatures considered are: startswith(Edm.String Nullable=true, Edm.String Nullable=true)."
    ),
    ("colour eq 'mauve'", 10, "The string 'mauve' is not a valid enumeration type constant."),
    ("colour eq 'red,green'", 10, "The string 'red,green' is not a valid enumeration type constant."),
    ("colour eq shop.color'red'", 10, "The type 'shop.color' is not defined in the model."),
    (
      "lasts gt duration'P99999999999999D'", 9,
      "Unrecognized 'Edm.Duration' literal 'duration'P99999999999999D'' at position 9."
    ),
    ("shop.maker/id eq 'x'", 0, "The type 'shop.maker' is not defined in the model."),
    (
      "shop.company/title eq 'x'", 0,
      "Encountered invalid type cast. 'shop.company' is not assignable from 'shop.product'."
    ),
    (
      "cast(maker,shop.book)/pages eq 1", 0,
      "Encountered invalid type cast. 'shop.book' is not assignable from 'shop.company'."
    ),
    (
      "cast(listed,Edm.Date) eq 2020-01-01", 0,
      "Encountered invalid type cast. 'Edm.Date' is not assignable from 'Edm.Boolean'."
    ),
    ("isof(name,shop.none)", 10, "The type 'shop.none' is not defined in the model."),
    ("matchesPattern(name,'(')", 20, "The pattern '(' is not a valid regular expression."),
    ("$root/products/$count eq 1", 0, "'$root/products/$count' is not supported."),
    ("@Core.Messages eq null", 0, "'@Core.Messages' is not supported."),
    (
      "maker('x')/title eq 'x'", 0,
      "An unknown function with name 'maker' was found. "
        + "This may also be a function import or a key lookup on a navigation property, which is not allowed."
    ),
    ("parts(name='x')/name eq 'x'", 0, "'parts(name='x')' is not supported."),
    ("parts(stock)/name eq 'x'", 0, "'parts(stock)' is not supported."),
    (
      "parts('x')/name('y') eq 'x'", 11,
      "An unknown function with name 'name' was found. "
        + "This may also be a function import or a key lookup on a navigation property, which is not allowed."
    ),
    ("name eq geography'SRID=0;Point(1 2)'", 8, "'geography'SRID=0;Point(1 2)'' is not supported."),
    ("[1] eq null", 0, "'[1]' is not supported."),
    ("tags/any(t:true)/x", 17, "'x' is not supported."),
  ]) func messages(_ text: String, _ position: Int, _ message: String) throws {
    let expression = try OptionSyntax.expression(text)
    let binder = try shop.binder()
    let error = #expect(throws: BindingError.self) { try binder.filter(expression) }
    #expect(error?.message == message)
    #expect(error?.position == position)
  }

  /// Operand types and the operator as the service names it.
  @Test(arguments: [
    ("listed eq 'true'", 7, "Edm.Boolean", "Edm.String", "Equal"),
    ("stock ne 'x'", 6, "Edm.Int32", "Edm.String", "NotEqual"),
    ("added ge '2020-01-01T00:00:00Z'", 6, "Edm.DateTimeOffset", "Edm.String", "GreaterThanOrEqual"),
    ("name gt 5", 5, "Edm.String", "Edm.Int32", "GreaterThan"),
    ("price lt listed", 6, "Edm.Decimal", "Edm.Boolean", "LessThan"),
    ("name le 2020-01-01", 5, "Edm.String", "Edm.Date", "LessThanOrEqual"),
    ("code eq 'x'", 5, "Edm.Guid", "Edm.String", "Equal"),
    ("code eq 5", 5, "Edm.Guid", "Edm.Int32", "Equal"),
    ("name and listed", 5, "Edm.String", "Edm.Boolean", "And"),
    ("listed or 1", 7, "Edm.Boolean", "Edm.Int32", "Or"),
    ("name add 1 eq 2", 5, "Edm.String", "Edm.Int32", "Add"),
    ("added sub 1 eq null", 6, "Edm.DateTimeOffset", "Edm.Int32", "Subtract"),
    ("opens add duration'PT1S' eq null", 6, "Edm.TimeOfDay", "Edm.Duration", "Add"),
    ("stock mul 'x' eq 2", 6, "Edm.Int32", "Edm.String", "Multiply"),
    ("stock div name eq 2", 6, "Edm.Int32", "Edm.String", "Divide"),
    ("stock mod listed eq 2", 6, "Edm.Int32", "Edm.Boolean", "Modulo"),
    ("name has 'x'", 5, "Edm.String", "Edm.String", "Has"),
    ("colour has shop.use'home'", 7, "shop.colour", "shop.use", "Has"),
    ("colour eq shop.use'home'", 7, "shop.colour", "shop.use", "Equal"),
    ("stock in (1,'x')", 6, "Edm.Int32", "Edm.String", "In"),
    ("1 in tags", 2, "Edm.Int32", "Edm.String", "In"),
    ("size eq 'x'", 5, "shop.size", "Edm.String", "Equal"),
    ("maker eq maker", 6, "shop.company", "shop.company", "Equal"),
    ("picture gt binary'AAAA'", 8, "Edm.Binary", "Edm.Binary", "GreaterThan"),
    ("film eq film", 5, "Edm.Stream", "Edm.Stream", "Equal"),
    ("case(listed:1,true:'x') eq 1", 19, "Edm.Int32", "Edm.String", "Equal"),
  ]) func operands(_ text: String, _ position: Int, _ left: String, _ right: String, _ kind: String) throws {
    let expression = try OptionSyntax.expression(text)
    let binder = try shop.binder()
    let error = #expect(throws: BindingError.self) { try binder.filter(expression) }
    let message =
      "A binary operator with incompatible types was detected. "
      + "Found operand types '\(left)' and '\(right)' for operator kind '\(kind)'."
    #expect(error?.message == message)
    #expect(error?.position == position)
  }

  @Test(arguments: [("not name", "Edm.String", "Not"), ("-name eq 'x'", "Edm.String", "Negate")])
  func operand(_ text: String, _ type: String, _ kind: String) throws {
    let expression = try OptionSyntax.expression(text)
    let binder = try shop.binder()
    let error = #expect(throws: BindingError.self) { try binder.filter(expression) }
    let message =
      "A unary operator with an incompatible type was detected. Found operand type '\(type)' for operator kind '\(kind)'."
    #expect(error?.message == message)
  }

  @Test func aliasesThatNameThemselves() throws {
    let binder = try shop.binder(["a": "@b", "b": "name eq @a"])
    let expression = try OptionSyntax.expression("@a")
    let error = #expect(throws: BindingError.self) { try binder.filter(expression) }
    #expect(error?.message == "The parameter alias '@a' refers to itself.")
  }

  @Test(arguments: [
    ("size", 0, "The $orderby expression must evaluate to a single value of primitive type."),
    ("name,picture desc", 5, "The $orderby expression must evaluate to a single value of primitive type."),
    ("nme", 0, "Could not find a property named 'nme' on type 'shop.product'."),
  ]) func orders(_ text: String, _ position: Int, _ message: String) throws {
    let items = try OptionSyntax.orderBy(text)
    let binder = try shop.binder()
    let error = #expect(throws: BindingError.self) { try binder.orderBy(items) }
    #expect(error?.message == message)
    #expect(error?.position == position)
  }

  @Test(arguments: [
    ("compute(stock as name)", 8, "The name 'name' is given more than once."),
    ("compute(stock as s,sold as S)", 19, "The name 'S' is given more than once."),
    (
      "groupby((name))/filter(stock eq 1)", 23,
      "Could not find a property named 'stock' on type 'shop.product'."
    ),
    ("groupby((size))", 9, "The $orderby expression must evaluate to a single value of primitive type."),
    ("groupby((name),topcount(1,stock))", 0, "'groupby((name),topcount(1,stock))' is not supported."),
    ("concat(identity,top(1))", 0, "'concat(identity,top(1))' is not supported."),
    ("topsum(1,name)", 0, "'topsum(1,name)' is not supported."),
    ("topcount(stock,stock)", 0, "'topcount(stock,stock)' is not supported."),
    (
      "aggregate(name with sum as s)", 10,
      "No function signature for the function with name 'sum' matches the specified arguments. "
        + "The function signatures considered are: sum(Edm.Decimal Nullable=true)."
    ),
    ("groupby((name))/search(x)", 16, "'search(x)' is not supported."),
    (
      "groupby((name))/filter($it/stock eq 1)", 23,
      "Could not find a property named '$it' on type 'shop.product'."
    ),
    ("groupby((name))/filter(isof(shop.book))", 23, "'isof(shop.book)' is not supported."),
    (
      "groupby((name))/filter(tags/any())", 23,
      "Could not find a property named 'tags' on type 'shop.product'."
    ),
    (
      "groupby((name))/groupby((stock))", 25,
      "Could not find a property named 'stock' on type 'shop.product'."
    ),
  ]) func transformations(_ text: String, _ position: Int, _ message: String) throws {
    let steps = try OptionSyntax.apply(text)
    var binder = try shop.binder()
    let error = #expect(throws: BindingError.self) { try binder.apply(steps) }
    #expect(error?.message == message)
    #expect(error?.position == position)
  }

  @Test(arguments: [
    ("word", "Unsupported Query."), (#"":x""#, "Unsupported Query."),
    (#""colr:x""#, "Could not find a property named 'colr' on type 'shop.product'."),
    (#""stock:1""#, "Searching by property 'stock' is not supported."),
  ]) func searches(_ text: String, _ message: String) throws {
    let search = try OptionSyntax.search(text)
    let binder = try shop.binder()
    let error = #expect(throws: BindingError.self) { try binder.search(search, as: .clauses) }
    #expect(error?.message == message)
  }

  @Test func notFilterable() {
    let error = BindingError(
      position: 3, kind: .notFilterable(path: "createdDateTime", type: "microsoft.graph.group"))
    #expect(
      error.message
        == "Unsupported or invalid query filter clause specified for property 'createdDateTime' of resource 'Group'."
    )
  }
}
