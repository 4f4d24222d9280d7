import Foundation
import JSON
import TestSupport
import Testing

/// Operations that give others something too: whom they find, and what each of them has then.
@Suite struct EffectDeliveryTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let base = "http://localhost:8585/v1.0"
  private static let seed = #"""
    {"users":[{"displayName":"Ada","userPrincipalName":"ada@contoso.example"}],
     "yards":[{"id":"a","name":"North","letters":[
        {"id":"l1","subject":"fw: RE: Rope","sender":"South","to":["North","East"],"folder":"draft","text":"Long",
         "enclosures":[{"name":"map"}]}]},
       {"id":"b","name":"South"},{"id":"c","name":"East"}]}
    """#

  init() throws {
    tenant = try PublishedTenant(Self.seed, document: ForeignOperations.bytes)
  }

  /// The letters of a yard, with what is asserted of them.
  private func letters(_ yard: String) -> [JSONObject] {
    send("GET", "/yards/\(yard)/letters?$select=subject,sender,to,preview,isHeavy,folder").items.map { item in
      JSONObject(item.members.filter { $0.name != "id" && !$0.name.hasPrefix("@") })
    }
  }

  private static func letter(folder: JSONValue) -> JSONObject {
    [
      "subject": "Nails", "sender": "North", "to": ["south", "East", "SOUTH", "West"],
      "preview": "Send more", "isHeavy": .bool(true), "folder": folder,
    ]
  }

  private static let body =
    #"{"subject":"Nails","to":["south","East","SOUTH","West"],"text":"<p>Send</p>\nmore","folder":"mine","#
    + #""enclosures":[{"name":"nail"}]}"#

  // MARK: What is made

  @Test func whoIsNamedGetsWhatIsMadeOnce() {
    let reply = send("POST", "/yards/a/send", #"{"Letter":\#(Self.body)}"#)
    #expect(reply.status == 202 && reply.text.isEmpty, "\(reply.text)")
    #expect(letters("a").dropFirst() == [Self.letter(folder: "sent")])
    #expect(letters("b") == [Self.letter(folder: "new")])
    #expect(letters("c") == [Self.letter(folder: "new")])
  }

  @Test func whatIsInItIsDeliveredToo() throws {
    _ = send("POST", "/yards/a/send", #"{"letter":\#(Self.body)}"#)
    for yard in ["a", "b"] {
      let id = try #require(
        send("GET", "/yards/\(yard)/letters?$filter=subject eq 'Nails'").values("id").first)
      #expect(send("GET", "/yards/\(yard)/letters/\(id)/enclosures").values("name") == ["nail"])
    }
  }

  @Test func itIsTheirsAloneWhereItIsNotKept() {
    let reply = send("POST", "/yards/a/send", #"{"letter":\#(Self.body),"keep":false}"#)
    #expect(reply.status == 202, "\(reply.text)")
    #expect(letters("a").count == 1)
    #expect(letters("b") == [Self.letter(folder: "new")])
  }

  /// Members that the request does not name come from what is merged before it.
  @Test func whatIsNotSentIsAsTheTableSays() {
    #expect(send("POST", "/yards/a/send", #"{"letter":{"to":["East"]}}"#).status == 202)
    #expect(
      letters("c") == [
        [
          "subject": "Without", "sender": "North", "to": ["East"], "preview": .null, "isHeavy": .bool(false),
          "folder": "new",
        ]
      ])
  }

  /// They were not found where clients wrote `To`, and what was merged before stood beside what was sent.
  @Test func membersAreNamedInWhateverCase() {
    #expect(send("POST", "/yards/a/send", #"{"letter":{"To":["East"],"SUBJECT":"Nails"}}"#).status == 202)
    #expect(letters("c").map { $0["subject"] } == ["Nails"])
  }

  // MARK: What changes

  @Test func whoIsNamedGetsACopyOfWhatChanges() throws {
    let reply = send("POST", "/yards/a/letters/l1/send")
    #expect(reply.status == 202 && reply.text.isEmpty, "\(reply.text)")
    #expect(send("GET", "/yards/a/letters/l1")["folder"] == "sent")
    #expect(letters("a").map { $0["folder"] } == ["sent", "new"])
    let copy = try #require(send("GET", "/yards/c/letters").items.first)
    #expect(copy["folder"] == "new" && copy["sender"] == "North" && copy["text"] == "Long")
    let id = try #require(copy["id"]?.stringValue)
    #expect(send("GET", "/yards/c/letters/\(id)/enclosures").values("name") == ["map"])
  }

  // MARK: Refusals

  @Test(arguments: [#"{"letter":{"subject":"x"}}"#, #"{"letter":{"to":[]}}"#])
  func whatIsAskedOfTheRequestIsRefused(
    body: String
  ) {
    #expect(error(send("POST", "/yards/a/send", body)) == "400 NoAddress: The letter goes nowhere.")
    #expect(letters("a").count == 1)
  }

  @Test func theFirstRefusalThatHoldsIsTold() {
    #expect(
      error(send("POST", "/yards/b/send", #"{"letter":{"to":["East"]},"keep":true}"#))
        == "409 NoRoom: South keeps all.")
    #expect(
      error(send("POST", "/yards/b/send", #"{"letter":{},"keep":true}"#))
        == "400 NoAddress: The letter goes nowhere.")
    #expect(letters("c").isEmpty)
  }

  // MARK: Values

  @Test func anAnswerIsMadeOfWhatIsAnswered() throws {
    let reply = send("POST", "/yards/a/letters/l1/answer", #"{"text":"Yes"}"#)
    let (id, new) = (try #require(reply["id"]?.stringValue), try #require(reply["preview"]?.stringValue))
    #expect(UUID(uuidString: new) != nil && new != id)
    #expect(reply.status == 201)
    #expect(
      reply.text
        == #"{"@odata.context":"\#(Self.base)/$metadata#microsoft.graph.yard.letter/$entity","id":"\#(id)","#
        + #""subject":"Re: Rope","sender":null,"to":["South","East"],"text":"Yes","preview":"\#(new)","#
        + #""isHeavy":null,"folder":null}"#)
    #expect(send("GET", "/yards/a/letters").values("subject") == ["fw: RE: Rope", "Re: Rope"])
  }
}
