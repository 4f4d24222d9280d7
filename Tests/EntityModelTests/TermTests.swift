import Testing

@testable import EntityModel

/// Terms of ours whose text has another form than theirs: each was passed over, and what it should have said was not done.
@Suite struct TermTests {
  /// What is told of a term; it stands in line 5, in what line 4 begins with, which is called `b`.
  ///
  /// - Parameters:
  ///   - element: of which it says something.
  ///   - text: with apostrophes in place of quotation marks.
  private static func mistake(_ term: String, _ text: String, on element: Element) -> String? {
    let value = text.replacing("&", with: "&amp;").replacing("'", with: "&quot;")
    let annotation = "<Annotation Term=\"Emulator.V1.\(term)\" String=\"\(value)\"/>"
    return BroughtDocument(content: "\(element.begin)\n\(annotation)\(element.end)").mistake
  }

  /// What a term can stand in.
  private enum Element {
    case type
    case property
    case stream
    case collection
    case function
    case set

    var begin: String {
      switch self {
      case .type: "<EntityType Name=\"b\" BaseType=\"graph.a\">"
      case .property: "<EntityType Name=\"c\" BaseType=\"graph.a\"><Property Name=\"b\" Type=\"Edm.String\">"
      case .stream: "<EntityType Name=\"c\" BaseType=\"graph.a\"><Property Name=\"b\" Type=\"Edm.Stream\">"
      case .collection:
        "<EntityType Name=\"c\" BaseType=\"graph.a\"><NavigationProperty Name=\"b\" Type=\"Collection(graph.a)\">"
      case .function:
        "<Function Name=\"b\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"graph.a\"/><ReturnType Type=\"Collection(graph.a)\"/>"
      case .set: "<EntityContainer Name=\"GraphService\"><EntitySet Name=\"b\" EntityType=\"graph.a\">"
      }
    }

    var end: String {
      switch self {
      case .type: "</EntityType>"
      case .property, .stream: "</Property></EntityType>"
      case .collection: "</NavigationProperty></EntityType>"
      case .function: "</Function>"
      case .set: "</EntitySet></EntityContainer>"
      }
    }
  }

  private static func expect(_ term: String, _ text: String, on element: Element, says sentence: String) {
    #expect(mistake(term, text, on: element) == "b.xml: line 5: \(term) of b: \(sentence)")
  }

  @Test(arguments: [
    ("Creation", "{", "a member name expected"), ("Creation", "[]", "it is no object"),
    ("Creation", "{'put':{}}", "'put' is no part of it"), ("Creation", "{'set':1}", "'set' is no object"),
    ("Creation", "{'set':{'p':{'$frist':[]}}}", "'$frist' is no word of a value"),
    ("Creation", "{'follow':{'p':1}}", "'p' is no object"), ("Creation", "{'of':1}", "'of' is no text"),
    ("EntityTag", "{'changed':'c m'}", "it is 'in' no member"),
    ("EntityTag", "{'in':{'tag':1},'changed':'c m'}", "'tag' is no text"),
    ("EntityTag", "{'in':{'tag':'{}'}}", "it has no 'changed'"),
    ("EntityTag", "{'in':{'tag':'{}'},'changed':'c'}", "'changed' is no code with a message behind it"),
    (
      "EntityTag", "{'in':{'tag':'{}'},'changed':'c m','required':'c'}",
      "'required' is no code with a message behind it"
    ),
    ("EntityTag", "{'in':{'tag':'{}'},'changed':'c m','needed':'c m'}", "'needed' is no part of it"),
    ("Refuses", "[]", "it is no object"), ("Refuses", "{'paint':[]}", "'paint' is no part of it"),
    ("Refuses", "{'of':1}", "'of' is no text"), ("Refuses", "{'delete':1}", "'refuse' is no object"),
    ("Refuses", "{'delete':{'status':400}}", "a refusal is 'where', 'status', 'code' and 'message'"),
    ("StreamLink", "content", "\"content\" is not 'STREAM ANNOTATION'"),
    ("SiblingName", "{'parent':'p'}", "it has no 'property'"),
    ("SiblingName", "{'property':'p','taken':1}", "'taken' is no object"),
    ("SiblingName", "{'property':'p','taken':{}}", "a refusal is 'status', 'code' and 'message'"),
    (
      "ByPath", "children of name",
      "\"children of name\" is not 'PROPERTY' or 'NAVIGATION by PROPERTY [CONTAINER]'"
    ),
    ("ByPath", "", "\"\" is not 'PROPERTY' or 'NAVIGATION by PROPERTY [CONTAINER]'"),
    ("Gone", "[]", "it is no object"),
    ("KeyParts", "two", "\"two\" is not a whole number"),
    ("UpdateStatus", "ok", "\"ok\" is not a whole number"),
  ]) func ofTypes(term: String, text: String, sentence: String) {
    Self.expect(term, text, on: .type, says: sentence)
  }

  @Test(arguments: [
    ("SameAs", "shelves beside place", "\"shelves beside place\" is not \(SharedContainment.form)"),
    ("SameAs", "", "\"\" is not \(SharedContainment.form)"),
    ("Moves", "{'inside':{}}", "it has no 'missing'"),
    ("Moves", "{'missing':{},'inside':{}}", "a refusal is 'status', 'code' and 'message'"),
    (
      "Moves", "{'missing':{'status':404,'code':'c','message':'m','where':{}}}",
      "'where' is no part of a refusal"
    ),
    ("Moves", "{'way':'a'}", "'way' is no part of it"),
    ("NotOf", "{'status':400,'code':'c','message':'m'}", "it has no 'property'"),
    ("NotOf", "{'property':'p','status':'400','code':'c','message':'m'}", "'status' is no number"),
    ("NotOf", "{'property':'p','status':400,'code':'c','message':'m','as':1}", "'as' is no part of it"),
    ("AlsoBelow", "", "\"\" is not 'NAVIGATION/NAVIGATION* …'"),
    ("AlsoBelow", "trays/*", "\"trays/*\" is not 'NAVIGATION/NAVIGATION* …'"),
    ("AlsoBelow", "trays /", "\"trays /\" is not 'NAVIGATION/NAVIGATION* …'"),
    ("AlsoAt", "users", "\"users\" is not 'SET/NAVIGATION …'"),
    ("Window", "start", "\"start\" is not \(TimeWindow.form)"),
    ("Window", "start end from", "\"start end from\" is not \(TimeWindow.form)"),
    ("Lists", "folder", "\"folder\" is not \(ListedKind.form)"),
    ("Begins", "{'as':{}}", "it has no 'in'"), ("Begins", "{'in':'n','to':1}", "'to' is no part of it"),
    ("Begins", "{'in':'n','as':1}", "'as' is no object"),
    ("Notifies", "{'quoted':true}", "it has no 'minutes'"),
    ("Notifies", "{'minutes':'1'}", "'minutes' is no number"),
    ("Notifies", "{'minutes':1,'quoted':false}", "'quoted' is not true"),
    ("Notifies", "{'minutes':1,'for':1}", "'for' is no part of it"),
    ("MadeBy", "MAKE", "\"MAKE\" is not methods, separated by blanks"),
    ("ResourceUnits", "x", "\"x\" is not a whole number"),
  ]) func ofCollections(term: String, text: String, sentence: String) {
    Self.expect(term, text, on: .collection, says: sentence)
  }

  @Test(arguments: [
    ("Sortable", "never", "\"never\" is not 'default', 'advanced' or 'always'"),
    ("Casing", "Camel", "\"Camel\" is not 'camel'"), ("PageLimit", "", "\"\" is not a whole number"),
  ]) func ofProperties(term: String, text: String, sentence: String) {
    Self.expect(term, text, on: .property, says: sentence)
  }

  @Test(arguments: [
    ("WriteAnswer", "all", "\"all\" is not 'none', 'empty' or 'object'"),
    ("Missing", "", "\"\" is not 'CODE' or 'CODE MESSAGE'"),
    ("StreamMethods", "get", "\"get\" is not methods, separated by blanks"),
    ("NotOf", "{}", "it has no 'property'"),
  ]) func ofStreams(term: String, text: String, sentence: String) {
    Self.expect(term, text, on: .stream, says: sentence)
  }

  @Test(arguments: [
    ("AlsoAt", "users", "\"users\" is not 'SET/NAVIGATION …'"),
    ("ItemMethods", "GET,PATCH", "\"GET,PATCH\" is not methods, separated by blanks"),
  ]) func ofSets(term: String, text: String, sentence: String) {
    Self.expect(term, text, on: .set, says: sentence)
  }

  @Test func ofFunctions() {
    Self.expect("DeltaOf", "a/b/c", on: .function, says: "\"a/b/c\" is not 'COLLECTION' or 'TYPE/COLLECTION'")
  }

  /// A well-known object is one, with members.
  @Test func namesOfObjectsAreToldAsSuch() {
    for (text, sentence) in [("[]", "it is no object"), ("{'in':1}", "'in' is no object")] {
      #expect(Self.mistake("WellKnown", text, on: .collection) == "b.xml: line 5: names of b: \(sentence)")
    }
  }

  /// So that no sentence above comes of the document around the term.
  @Test func wellFormedTermsAreRead() {
    for (term, text, element) in [
      ("ByPath", "name", Element.type), ("AlsoBelow", "trays/boxes*", .collection),
      ("Casing", "camel", .property),
      ("WriteAnswer", "empty", .stream), ("AlsoAt", "users/garden", .set),
      ("DeltaOf", "graph.a/bs", .function), ("Notifies", "{'minutes':60,'withObjects':30}", .collection),
    ] {
      #expect(Self.mistake(term, text, on: element) == nil)
    }
  }
}
