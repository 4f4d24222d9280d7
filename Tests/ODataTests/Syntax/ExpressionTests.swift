import GraphContract
import OData
import Testing

@Suite struct ExpressionTests {
  @Test(arguments: [
    GoodText("displayName eq 'Adele'"),
    GoodText("displayName EQ 'O''Neil'", "displayName eq 'O''Neil'"),
    GoodText("  a  eq  1  ", "a eq 1"),
    GoodText("(a eq 1)", "a eq 1"),
    GoodText("(a eq 1)and(b eq 2)", "a eq 1 and b eq 2"),
    GoodText("a eq 1 and b eq 2 and c eq 3 and d eq 4 and e eq 5"),
    GoodText("a eq 1 or (b eq 2 or c eq 3)", "a eq 1 or b eq 2 or c eq 3"),
    GoodText("a eq 1 and (b eq 2 or c eq 3)"),
    GoodText("NOT(startsWith(displayName,'A'))", "not startsWith(displayName,'A')"),
    GoodText("not (a eq 1)"),
    GoodText("not/a eq 1"),
    GoodText("a sub (b sub c)"),
    GoodText("(a sub b) sub c", "a sub b sub c"),
    GoodText("- a", "-a"),
    GoodText("- 5", "-(5)"),
    GoodText("-5 add -a", "-5 add -a"),
    GoodText("a in ('x', 'y')", "a in ('x','y')"),
    GoodText("a in b/c"),
    GoodText("a in (b)", "a in b"),
    GoodText("a in [\"x\",'y']", "a in ['x','y']"),
    GoodText("style has ns.Pattern'Yellow, 32'", "style has ns.Pattern'Yellow,32'"),
    GoodText("[]"),
    GoodText("[[1, a],{}]", "[[1,a],{}]"),
    GoodText("{ \"a\\\"b\" : \"x\", \"c\":[d/e] }", "{\"a\\\"b\":'x',\"c\":[d/e]}"),
    GoodText("[\"\\u00e9\\ud83d\\ude00\\n\\/\"] eq a", "['é😀\n/'] eq a"),
  ])
  func spelling(_ row: GoodText) throws {
    #expect(try OptionSyntax.expression(row.text).description == row.canonical)
  }

  @Test(arguments: [
    GoodText("a or b and c eq d gt e add f mul -g", "(a or (b and (c eq (d gt (e add (f mul (- g)))))))"),
    GoodText("a mul b add c gt d eq e and f or g", "((((((a mul b) add c) gt d) eq e) and f) or g)"),
    GoodText("a sub b add c", "((a sub b) add c)"),
    GoodText("a div b divby c mod d", "(((a div b) divby c) mod d)"),
    GoodText("not a eq b", "((not a) eq b)"),
    GoodText("not a in (1)", "(not (a in (1)))"),
    GoodText("not a and not b", "((not a) and (not b))"),
    GoodText("a has ns.E'x' eq true", "((a has ns.E'x') eq true)"),
    GoodText("a eq b ne c", "((a eq b) ne c)"),
    GoodText("a lt b le c", "((a lt b) le c)"),
    GoodText("not not a", "(not (not a))"),
    GoodText("a and b and c and d", "((a and b) and (c and d))"),
    GoodText("a or b or c", "(a or (b or c))"),
  ])
  func precedence(_ row: GoodText) throws {
    #expect(try OptionSyntax.expression(row.text).grouped == row.canonical)
  }

  @Test(arguments: [
    GoodText("manager/displayName eq 'x'"),
    GoodText("microsoft.graph.user/department eq 'x'"),
    GoodText("a/microsoft.graph.user/b"),
    GoodText("$it/a eq $this"),
    GoodText("$root/users('a')/displayName eq $it/displayName"),
    GoodText("$root/f()('a')/displayName eq 'x'"), GoodText("$root/f(a=1)(id='a') eq null"),
    GoodText("ns.f()(1)/b eq 1"), GoodText("all('a')/b eq 1"),
    GoodText("@p eq 1"),
    GoodText("@Core.Messages#second/a eq @odata.type"),
    GoodText("a/@Core.Messages"),
    GoodText("members/$count gt 5"),
    GoodText("members/$COUNT gt 5", "members/$count gt 5"),
    GoodText(
      "members/$count(filter=a eq 1;$search=\"x\") gt 5", "members/$count($filter=a eq 1;$search=\"x\") gt 5"),
    GoodText("members/$filter(a eq 1)/$count eq 2"),
    GoodText("groupTypes/any(c:c eq 'Unified')"),
    GoodText("groupTypes/ANY( c : c eq 'Unified' )", "groupTypes/any(c:c eq 'Unified')"),
    GoodText("a/any()"),
    GoodText("a/any( ) and b", "a/any() and b"),
    GoodText("a/all(x:x/b/any(y:y eq x/c and y ne d))"),
    GoodText("tolower( concat( a , 'b' ) ) eq 'x'", "tolower(concat(a,'b')) eq 'x'"),
    GoodText("now() sub duration'P1D' lt createdDateTime"),
    GoodText("ns.f(a=1,b=@p)/c eq 2"),
    GoodText("a/ns.f()/b"),
    GoodText("isof('microsoft.graph.user')", "isof(microsoft.graph.user)"),
    GoodText("isof(a/b, Collection(Edm.String))", "isof(a/b,Collection(Edm.String))"),
    GoodText("cast('5',Edm.Int32) eq 5"),
    GoodText("cast( a , 'Edm.String' )", "cast(a,Edm.String)"),
    GoodText("CASE( a gt 0 : 1 , true:-1 ) eq 1", "case(a gt 0:1,true:-1) eq 1"),
    GoodText("größe eq 'ä'"),
    GoodText("matchesPattern(a,'^A.*e$')"),
    GoodText("geo.distance(a,geography'SRID=0;Point(1 2)') lt 5"),
  ])
  func paths(_ row: GoodText) throws {
    #expect(try OptionSyntax.expression(row.text).description == row.canonical)
  }

  @Test func kindsOfSegments() throws {
    let expression = try OptionSyntax.expression("a/any(x:x/b eq y and microsoft.graph.x/c)")
    guard case .path(let outer) = expression.kind, case .any(let lambda?) = outer[1].kind,
      case .binary(.and, let left, let right) = lambda.predicate.kind,
      case .binary(.equal, let first, let second) = left.kind,
      case .path(let variablePath) = first.kind, case .path(let namePath) = second.kind,
      case .path(let castPath) = right.kind
    else {
      Issue.record("another tree: \(expression)")
      return
    }
    #expect(outer[0].kind == .name("a"))
    #expect(variablePath.map(\.kind) == [.variable("x"), .name("b")])
    #expect(namePath.map(\.kind) == [.name("y")])
    #expect(castPath.map(\.kind) == [.cast("microsoft.graph.x"), .name("c")])
  }

  @Test func positionsAreCountedInScalars() throws {
    let expression = try OptionSyntax.expression("ä eq 'é' and b/cd gt 5")
    guard case .binary(.and, let left, let right) = expression.kind,
      case .binary(_, _, let literal) = left.kind, case .binary(_, let path, _) = right.kind,
      case .path(let segments) = path.kind
    else {
      Issue.record("another tree: \(expression)")
      return
    }
    #expect(expression.position == 9)
    #expect(left.position == 2)
    #expect(literal.position == 5)
    #expect(segments.map(\.position) == [13, 15])
  }

  @Test func equalityIgnoresPositions() throws {
    #expect(try OptionSyntax.expression("a/b eq  1") == OptionSyntax.expression("(a/b) EQ 1"))
    #expect(try OptionSyntax.expression("a/b eq 1") != OptionSyntax.expression("a/b eq 2"))
  }
}
