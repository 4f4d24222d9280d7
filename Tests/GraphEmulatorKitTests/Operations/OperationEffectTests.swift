import JSON
import TestSupport
import Testing

/// Operations that no rule does behave as the model says (docs/model.md, "What operations do").
@Suite struct OperationEffectTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let user = "11111111-1111-1111-1111-111111111111"
  private static let other = "22222222-2222-2222-2222-222222222222"
  private static let base = "http://localhost:8585/v1.0"
  private static let crate = "/yards/a/crates/c1"

  private static let seed = #"""
    {"users":[{"id":"\#(user)","displayName":"Ada","userPrincipalName":"ada@contoso.example"},
              {"id":"\#(other)","displayName":"Bob","userPrincipalName":"bob@contoso.example"}],
     "yards":[{"id":"a","name":"North","crates":[
        {"id":"c1","label":"tools","state":"open","items":[{"id":"i1","name":"bolt","ownerId":"\#(user)"},{"id":"i2","name":"nail"}],
         "crates":[{"id":"c3","label":"inner","items":[{"id":"i3","name":"Long bolt"}]}]},
        {"id":"c2","label":"empty"}]},
       {"id":"b","name":"South"}]}
    """#

  init() throws {
    tenant = try PublishedTenant(Self.seed, document: ForeignOperations.bytes)
  }

  private func member(_ name: String, of path: String = Self.crate) -> JSONValue? { send("GET", path)[name] }

  // MARK: Changes

  @Test func membersOfTheObjectChange() {
    let reply = send("POST", Self.crate + "/yard.seal", #"{"reason":"rain"}"#)
    #expect(reply.status == 204 && reply.text.isEmpty, "\(reply.text)")
    #expect(member("state") == "sealed")
    let sealing = member("sealing")
    #expect(sealing?.objectValue?["reason"] == "rain")
    #expect(sealing?.objectValue?["by"] == ["user": ["id": .string(Self.user), "displayName": "Ada"]])
    #expect(sealing?.objectValue?["moment"]?.stringValue?.hasSuffix("Z") == true)
  }

  @Test func theAnswerIsTheObjectWhereThatIsReturned() {
    _ = send("POST", Self.crate + "/yard.seal", #"{"reason":"rain"}"#)
    let reply = send("POST", Self.crate + "/open")
    #expect(reply.status == 200)
    #expect(
      reply.text
        == #"{"@odata.context":"\#(Self.base)/$metadata#microsoft.graph.yard.crate/$entity","id":"c1","label":"tools","state":"open","sealing":null,"remarks":[]}"#
    )
  }

  @Test func whatTheTableRefusesIsRefusedInItsWords() {
    #expect(error(send("POST", Self.crate + "/open")) == "400 AlreadyOpen: The crate is open.")
  }

  @Test func objectsOfACollectionAreNamedByTheirIds() {
    let reply = send("POST", "/yards/a/crates/seal", #"{"ids":["c2"]}"#)
    #expect(reply.status == 200)
    #expect(reply.text == #"{"@odata.context":"\#(Self.base)/$metadata#Edm.Boolean","value":true}"#)
    #expect(send("GET", "/yards/a/crates").values("state") == ["open", "sealed"])
  }

  @Test func anIdThatNobodyHasChangesNothing() {
    let reply = send("POST", "/yards/a/crates/seal", #"{"ids":["c2","c9"]}"#)
    #expect(reply.status == 404, "\(reply.text)")
    #expect(member("state", of: "/yards/a/crates/c2") == .null)
  }

  @Test func collectionsGrowAndShrink() {
    #expect(send("POST", Self.crate + "/remark", #"{"text":"wet"}"#).status == 204)
    #expect(send("POST", Self.crate + "/remark", #"{"text":"dry"}"#).status == 204)
    // The same once more takes the place of the first.
    #expect(send("POST", Self.crate + "/remark", #"{"text":"wet"}"#).status == 204)
    let texts = member("remarks")?.arrayValue?.map { $0.objectValue?["text"] }
    #expect(texts == ["dry", "wet"])
    #expect(send("POST", Self.crate + "/unremark", #"{"text":"DRY"}"#).status == 204)
    #expect(member("remarks")?.arrayValue?.count == 1)
  }

  @Test func elementsOfACollectionChange() {
    for text in ["wet", "dry"] { _ = send("POST", Self.crate + "/remark", #"{"text":"\#(text)"}"#) }
    #expect(send("POST", Self.crate + "/correct", #"{"text":"Wet"}"#).status == 204)
    let by: JSONValue = ["user": ["id": .string(Self.user), "displayName": "Ada"]]
    #expect(member("remarks") == [["text": "mended", "by": by], ["text": "dry", "by": by]])
  }

  @Test func nothingIsAnsweredWhereTheTableSaysSo() {
    let reply = send("POST", Self.crate + "/file")
    #expect(reply.status == 204 && reply.text.isEmpty, "\(reply.text)")
    #expect(member("label") == "filed tools")
  }

  @Test func containedObjectsAreReplaced() {
    let reply = send(
      "POST", Self.crate + "/assign", #"{"goods":[{"id":"i1","name":"screw"},{"name":"rope"}]}"#)
    #expect(reply.status == 204, "\(reply.text)")
    #expect(send("GET", Self.crate + "/items").values("name") == ["screw", "rope"])
  }

  @Test func objectsBelowItCanBeMeant() {
    #expect(send("POST", Self.crate + "/weigh", #"{"grams":5}"#).status == 204)
    let weights = send("GET", Self.crate + "/items").items.map { $0["weight"] }
    #expect(weights == [.number(5), .null])
  }

  // MARK: Others

  @Test func whatCannotBeSeenIsAccepted() {
    let reply = send("POST", Self.crate + "/ring")
    #expect(reply.status == 204 && reply.text.isEmpty)
    #expect(send("POST", "/yards/a/crates/c9/ring").status == 404)
  }

  @Test func anObjectGoes() {
    let reply = send("POST", Self.crate + "/scrap")
    #expect(reply.status == 202 && reply.text.isEmpty)
    #expect(send("GET", "/yards/a/crates").values("id") == ["c2"])
  }

  @Test func whatItStartsIsToldInLocation() throws {
    let reply = send("POST", Self.crate + "/haul")
    let id = try #require(send("GET", "/yards/a/jobs").values("id").first)
    #expect(reply.status == 202 && reply.text.isEmpty)
    #expect(reply.header("Location") == "\(Self.base)/yards/a/jobs/\(id)")
    #expect(send("GET", "/yards/a/jobs/\(id)")["kind"] == "haul")
  }

  @Test func anObjectMovesWithWhatItContains() throws {
    let reply = send("POST", Self.crate + "/move", #"{"to":"c2"}"#)
    #expect(reply.status == 201, "\(reply.text)")
    let id = try #require(reply["id"]?.stringValue)
    #expect(send("GET", "/yards/a/crates").values("id") == ["c2"])
    #expect(send("GET", "/yards/a/crates/c2/crates").values("label") == ["tools"])
    #expect(send("GET", "/yards/a/crates/c2/crates/\(id)/items").values("name") == ["bolt", "nail"])
  }

  @Test func aCopyLeavesTheOriginal() {
    let reply = send("POST", Self.crate + "/crates/c3/copy", #"{"to":"c2"}"#)
    #expect(reply.status == 200 && reply["label"] == "inner (copy)", "\(reply.text)")
    #expect(send("GET", Self.crate + "/crates").values("label") == ["inner"])
    #expect(send("GET", "/yards/a/crates/c2/crates").values("label") == ["inner (copy)"])
  }

  /// It would contain itself.
  @Test(arguments: ["c1", "c3", "c9"]) func nothingMovesIntoItselfOrNowhere(id: String) {
    let reply = send("POST", Self.crate + "/move", #"{"to":"\#(id)"}"#)
    #expect(reply.status == 404, "\(reply.text)")
    #expect(send("GET", "/yards/a/crates").values("id") == ["c1", "c2"])
  }

  @Test(arguments: ["c1", "c3"]) func theTableSaysHowAnObjectInItselfIsRefused(id: String) {
    let reply = send("POST", Self.crate + "/copy", #"{"to":"\#(id)"}"#)
    #expect(reply.status == 400 && reply.errorCodes == ["Full"], "\(reply.text)")
    #expect(reply.message == "A crate does not fit into itself.")
    #expect(send("GET", Self.crate + "/crates").values("id") == ["c3"])
  }

  @Test(arguments: [("big", "rock"), ("small", "bolt")]) func anObjectIsMade(kind: String, name: String) {
    let reply = send("POST", "/yards/a/crates/c2/find", #"{"kind":"\#(kind)"}"#)
    #expect(reply.status == 201)
    #expect(reply["name"] == .string(name) && reply["ownerId"] == .string(Self.user), "\(reply.text)")
    #expect(send("GET", "/yards/a/crates/c2/items").values("name") == [name])
  }

  @Test func objectsAreMadeOfWhatIsSentAndGoByTheirReference() {
    let body =
      #"{"values":[{"role":"head","user@odata.bind":"\#(Self.base)/users('\#(Self.user)')"},"#
      + #"{"role":"help","user@odata.bind":"\#(Self.base)/users/\#(Self.other)"}]}"#
    let added = send("POST", "/yards/a/keepers/add", body)
    #expect(
      added.text
        == #"{"@odata.context":"\#(Self.base)/$metadata#Collection(microsoft.graph.yard.part)","value":["#
        + #"{"userId":"\#(Self.user)","note":"head"},{"userId":"\#(Self.other)","note":"help"}]}"#)
    let removed = send(
      "POST", "/yards/a/keepers/remove",
      #"{"values":[{"user@odata.bind":"\#(Self.base)/users/\#(Self.user)"}]}"#)
    #expect(removed.status == 204 && removed.text.isEmpty)
    #expect(send("GET", "/yards/a/keepers").values("role") == ["help"])
  }

  @Test func whatRefersToNothingIsToldBesideTheOthers() {
    let known = #"{"role":"head","user@odata.bind":"\#(Self.base)/users('\#(Self.user)')"}"#
    let unknown = #"{"role":"help","user@odata.bind":"\#(Self.base)/users('ghost')"}"#
    let start =
      #"{"@odata.context":"\#(Self.base)/$metadata#Collection(microsoft.graph.yard.part)","value":["#
    let reply = send("POST", "/yards/a/keepers/hire", #"{"values":[\#(unknown),\#(known)]}"#)
    #expect(reply.status == 207)
    #expect(
      reply.text == start + #"{"userId":"ghost","note":"help"},{"userId":"\#(Self.user)","note":"hired"}]}"#)
    #expect(send("GET", "/yards/a/keepers").values("role") == ["head"])
    let whole = send("POST", "/yards/b/keepers/hire", #"{"values":[\#(known)]}"#)
    #expect(whole.status == 200)
    #expect(whole.text == start + #"{"userId":"\#(Self.user)","note":"hired"}]}"#)
  }

  // MARK: Functions

  @Test func aFunctionListsStoredObjects() {
    let reply = send("GET", "/yards/a/crates/c1/search(q='BOLT')?$select=name")
    #expect(reply.values("name") == ["Long bolt"], "\(reply.text)")
    #expect(send("GET", Self.crate + "/search(q='nothing')").items.isEmpty)
  }

  @Test func aFunctionAnswersValuesOfStoredObjects() {
    let reply = send("GET", "/yards/a/crates/labels()")
    #expect(reply.status == 200)
    #expect(
      reply.text
        == #"{"@odata.context":"\#(Self.base)/$metadata#Collection(microsoft.graph.yard.part)","value":["#
        + #"{"note":"tools"},{"note":"empty"}]}"#)
  }

  @Test func aFunctionListsWhatConcernsTheCaller() {
    let path = Self.crate + "/items/yard.filterByCurrentUser(on="
    #expect(send("GET", path + "'owner')").values("id") == ["i1"])
    #expect(send("GET", path + "'finder')").status == 501)
    #expect(send("GET", path + "'maker')").status == 400)
  }

  @Test func aPathGoesOnFromWhatAFunctionFinds() {
    #expect(send("GET", "/yards/b/other(name='north')")["id"] == "a")
    #expect(send("GET", "/yards/b/other(name='North')/crates").values("id") == ["c1", "c2"])
    let made = send("POST", "/yards/b/other(name='North')/crates", #"{"label":"new"}"#)
    #expect(made.status == 201, "\(made.text)")
    #expect(send("GET", "/yards/a/crates").values("label") == ["tools", "empty", "new"])
    #expect(send("GET", "/yards/b/other(name='West')/crates").status == 404)
  }

  // MARK: Mistakes

  @Test(arguments: [
    ("/yards/a/crates/c1/seal", "{}", 400), ("/yards/a/crates/c1/seal", #"{"reason":1}"#, 400),
    ("/yards/a/crates/c1/seal", #"{"reason":"x","colour":"y"}"#, 400),
    ("/yards/a/crates/c9/seal", #"{"reason":"x"}"#, 404),
    ("/yards/a/crates/c1/move", #"{"to":"c9"}"#, 404),
  ]) func mistakesAreToldAsOfOtherOperations(path: String, body: String, status: Int) {
    let reply = send("POST", path, body)
    #expect(reply.status == status, "\(reply.text)")
    #expect(member("state") == "open")
  }

  /// Without an effect: what is missing is told first.
  @Test func anOperationWithoutBehaviourIsFoundMissingFirst() {
    #expect(send("POST", "/yards/a/crates/c9/lose").status == 404)
    let reply = send("POST", Self.crate + "/lose")
    #expect(reply.status == 501 && reply.message?.contains("'lose'") == true, "\(reply.text)")
  }

  /// `cancel`, `assign` and `filterByCurrentUser` of our own documents have rules, which know nothing of other types.
  @Test func aRuleOfTheSameNameLeavesFurtherOperationsAlone() {
    #expect(send("POST", Self.crate + "/assign", #"{"goods":[]}"#).status == 204)
    #expect(send("GET", Self.crate + "/items").items.isEmpty)
  }

  // MARK: What is there

  @Test func whatIsThereIsAnsweredInPlaceOfANewObject() {
    let first = send("POST", "/yards/a/crates/obtain", #"{"label":"ropes"}"#)
    #expect(first.status == 201 && first["label"] == "ropes" && first["state"] == "open", "\(first.text)")
    let again = send("POST", "/yards/a/crates/obtain", #"{"label":"ROPES"}"#)
    #expect(again.status == 200 && again.text == first.text, "\(again.text)")
    #expect(send("POST", "/yards/b/crates/obtain", #"{"label":"ropes"}"#).status == 201)
    #expect(send("GET", "/yards/a/crates").values("label") == ["tools", "empty", "ropes"])
  }

  private func yard(_ name: String, _ keepers: String...) -> Reply {
    let kept = keepers.map { #"{"user@odata.bind":"\#(Self.base)/users/\#($0)"}"# }.joined(separator: ",")
    return send("POST", "/yards", #"{"name":"\#(name)","keepers":[\#(kept)]}"#)
  }

  @Test func aSetMayHaveOneObjectAloneOfThoseThatReferToTheSame() throws {
    let first = yard("Shared", Self.user, Self.other)
    let id = try #require(first["id"]?.stringValue)
    let again = yard("shared", Self.other, Self.user)
    #expect(first.status == 201 && again.status == 201 && again.text == first.text, "\(again.text)")
    #expect(again.header("Location") == first.header("Location"))
    for (name, keepers) in [("Shared", [Self.user]), ("Own", [Self.user, Self.other])] {
      let made = keepers.count == 1 ? yard(name, keepers[0]) : yard(name, keepers[0], keepers[1])
      #expect(made.status == 201 && made["id"] != .string(id), "\(made.text)")
    }
    #expect(yard("Shared", Self.user, "nobody").status == 404)
    #expect(send("GET", "/yards").values("name") == ["North", "South", "Shared", "Shared", "Own"])
  }

  @Test("an action that lists objects in words of its own was passed over")
  func anActionTellsOfObjectsInItsOwnWords() {
    let reply = send("POST", "/yards/a/stock")
    #expect(
      reply.text
        == #"{"@odata.context":"\#(Self.base)/$metadata#Collection(microsoft.graph.yard.item)","value":["#
        + #"{"id":"c1","name":"tools"},{"id":"c2","name":"empty"}]}"#)
  }
}
