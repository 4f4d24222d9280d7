import JSON
import TenantSupport
import Testing

/// Values of kinds that only further metadata has.
@Suite("Values of further metadata") struct FurtherValueTests {
  private let service: SmallService
  private let ada: String

  init() throws {
    service = try SmallService.village()
    let body = #"{"name":"Ada","address":{"street":"Elm"}}"#
    ada = try service.make("/people", body)
  }

  private func context(_ place: String) -> String {
    #""@odata.context":"http://localhost:8585/beta/$metadata#people('\#(ada)')/\#(place)""#
  }

  // MARK: Complex values

  @Test func aComplexValueIsChangedInItsPlace() {
    let changed = service.send("PATCH", "/people/\(ada)/address", #"{"city":"Rome"}"#)
    #expect(changed.status == 200)
    #expect(changed.text == #"{\#(context("address")),"street":"Elm","city":"Rome"}"#)
    #expect(service.send("GET", "/people/\(ada)/address").text == changed.text)
    #expect(service.send("GET", "/people/\(ada)").json.objectValue?["name"] == "Ada")
    #expect(service.send("PATCH", "/people/\(ada)/address", #"{"floor":1}"#).status == 400)
    #expect(service.send("PATCH", "/people/nobody/address", #"{"city":"Rome"}"#).status == 404)
    #expect(service.send("PATCH", "/people/\(ada)/name", #"{"value":"Bob"}"#).status == 405)
  }

  @Test("a value of the declared type said its type, as only those of other types do")
  func aValueSaysItsTypeWhereTheDeclaredOneIsAnother() {
    let person = "/people/\(ada)"
    for (type, shown) in [("address", ""), ("homeAddress", ##""@odata.type":"#test.homeAddress","##)] {
      let value = ##"{"@odata.type":"#test.\##(type)","street":"Elm","city":"Rome"}"##
      #expect(service.send("PATCH", person, #"{"address":\#(value)}"#).status == 200)
      let bell = type == "address" ? "" : #","bell":null"#
      #expect(
        service.send("GET", person + "?$select=address").text
          == #"{"@odata.context":"http://localhost:8585/beta/$metadata#people(address)/$entity","#
          + #""address":{\#(shown)"street":"Elm","city":"Rome"\#(bell)}}"#)
    }
  }

  @Test func aCastLeadsToWhatATypeBelowHas() {
    let value = ##"{"@odata.type":"#test.homeAddress","street":"Elm","bell":"Smith"}"##
    #expect(service.send("PATCH", "/people/\(ada)", #"{"address":\#(value)}"#).status == 200)
    let bell = service.send("GET", "/people/\(ada)/address/test.homeAddress/bell")
    #expect(bell.json.objectValue?["value"] == "Smith", "\(bell.text)")
    #expect(service.send("GET", "/people/\(ada)/address/bell").status == 400)
    #expect(service.send("GET", "/people/\(ada)/address/test.alarm").status == 400)
  }

  // MARK: Keys

  @Test func aKeyMayHaveAnotherName() {
    let made = service.send("POST", "/people/\(ada)/badges", #"{"code":"gold","level":3}"#)
    #expect(made.status == 201)
    let text = #"{\#(context("badges/$entity")),"code":"gold","level":3}"#
    #expect(made.text == text)
    for path in ["badges/gold", "badges('gold')", "badges(code='gold')"] {
      #expect(service.send("GET", "/people/\(ada)/\(path)").text == text, "\(path)")
    }
    #expect(service.send("PATCH", "/people/\(ada)/badges/gold", #"{"level":4,"code":"tin"}"#).status == 200)
    #expect(
      service.send("GET", "/people/\(ada)/badges/gold").text
        == #"{\#(context("badges/$entity")),"code":"gold","level":4}"#)
    #expect(service.send("POST", "/people/\(ada)/badges", #"{"code":"gold"}"#).status == 400)
    #expect(service.send("DELETE", "/people/\(ada)/badges/gold").status == 204)
    #expect(service.send("GET", "/people/\(ada)/badges/gold").status == 404)
  }

  /// `sign` has no base and is abstract, and yet a list of signs is one.
  @Test func anAbstractTypeMayHaveTheKeyAlone() {
    let body = ##"{"@odata.type":"#test.exit","name":"south","leadsTo":"yard"}"##
    let made = service.send("POST", "/hall/signs", body)
    #expect(made.status == 201, "\(made.text)")
    #expect(service.send("GET", "/hall/signs").items.map { $0["leadsTo"] } == ["yard"])
    #expect(service.send("GET", "/hall/signs/south").status == 200)
  }

  /// Who says no key gets one.
  @Test func aKeyOfAnotherNameIsMade() throws {
    let made = service.send("POST", "/people/\(ada)/badges", #"{"level":1}"#)
    let code = try #require(made.json.objectValue?["code"]?.stringValue)
    #expect(service.send("GET", "/people/\(ada)/badges/\(code)").text == made.text)
  }

  // MARK: Open types

  @Test func anOpenTypeKeepsWhatItIsGiven() throws {
    let body = #"{"name":"colors","wall":"red","floor":[1,{"a":null}],"roof":null}"#
    let made = service.send("POST", "/people/\(ada)/extras", body)
    #expect(made.status == 201, "\(made.text)")
    let id = try #require(made.json.objectValue?["id"]?.stringValue)
    func text(_ members: String) -> String { #"{\#(context("extras/$entity")),"id":"\#(id)",\#(members)}"# }
    #expect(made.text == text(#""name":"colors","floor":[1,{"a":null}],"wall":"red""#))
    let path = "/people/\(ada)/extras/\(id)"
    #expect(service.send("PATCH", path, #"{"wall":"blue","floor":null,"door":true}"#).status == 200)
    #expect(service.send("GET", path).text == text(#""name":"colors","door":true,"wall":"blue""#))
    #expect(
      service.send("GET", path + "?$select=wall").text
        == #"{\#(context("extras(wall)/$entity")),"wall":"blue"}"#)
    let list = service.send("GET", "/people/\(ada)/extras?$filter=wall eq 'blue'")
    #expect(list.items.map { $0["door"] } == [.bool(true)], "\(list.text)")
    // A closed type does not.
    #expect(service.send("POST", "/people/\(ada)/drafts", #"{"wall":"red"}"#).status == 400)
  }
}
