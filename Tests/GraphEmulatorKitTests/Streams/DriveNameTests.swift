import JSON
import TestSupport
import Testing

/// Names that are taken, as the pages "Create a new folder", "driveItem: put content", "driveItem: createUploadSession" and
/// "driveItem resource type" (`@microsoft.graph.conflictBehavior`) have them.
@Suite(
  "Names in drives",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct DriveNameTests: DriveNames {
  let tenant: PublishedTenant

  init() throws {
    tenant = try .ofAda()
  }

  private func put(_ path: String, _ text: String) -> Reply {
    tenant.emulator.send(
      "PUT", "\(Self.root):/\(path)", text, version: "v1.0", contentType: "text/plain")
  }

  private func folder(_ name: String, _ behavior: String? = nil) -> Reply {
    let annotation = behavior.map { #","@microsoft.graph.conflictBehavior":"\#($0)""# } ?? ""
    return send("POST", Self.root + "/children", #"{"name":"\#(name)","folder":{}\#(annotation)}"#)
  }

  @Test("two folders had one name", arguments: [nil, "fail", "Fail"] as [String?])
  func folders(behavior: String?) throws {
    #expect(folder("Plans").status == 201)
    #expect(error(folder("plans", behavior)) == Self.taken)
    #expect(names() == ["Plans"])
    let inner = send("POST", Self.root + ":/Plans:/children", #"{"name":"Plans","folder":{}}"#)
    #expect(inner.status == 201, "\(inner.text)")
  }

  @Test(arguments: [
    ("Plans", "Plans 1", "Plans 2"), ("a.txt", "a 1.txt", "a 2.txt"), (".env", ".env 1", ".env 2"),
  ])
  func otherNames(name: String, second: String, third: String) {
    #expect(folder(name).status == 201)
    for expected in [second, third] {
      let made = folder(name, "rename")
      #expect(made.status == 201)
      #expect(made["name"]?.stringValue == expected)
    }
    #expect(names() == [name, second, third])
  }

  @Test func foldersInThePlaceOfOthers() throws {
    let first = folder("Plans")
    let child = send("POST", Self.root + ":/Plans:/children", #"{"name":"a","folder":{}}"#)
    #expect(child.status == 201, "\(child.text)")
    let second = send(
      "POST", Self.root + "/children",
      #"{"name":"Plans","folder":{},"description":"new","@microsoft.graph.conflictBehavior":"replace"}"#)
    #expect(second.status == 201, "\(second.text)")
    #expect(second["id"] == first["id"])
    #expect(second["description"] == "new")
    #expect(names() == ["Plans"])
    #expect(send("GET", Self.root + ":/Plans:/children").values("name") == ["a"])
  }

  @Test("a folder in the place of a file was both, and a file in that of a folder") func otherKinds() throws {
    #expect(folder("A").status == 201)
    #expect(put("b:/content", "1").status == 201)
    #expect(error(folder("b", "replace")) == Self.taken)
    let file = #"{"name":"a","file":{},"@microsoft.graph.conflictBehavior":"replace"}"#
    #expect(error(send("POST", Self.root + "/children", file)) == Self.taken)
    #expect(error(put("A:/content", "2")) == Self.taken)
    let session = #"{"item":{"@microsoft.graph.conflictBehavior":"replace"}}"#
    #expect(error(send("POST", Self.root + ":/A:/createUploadSession", session)) == Self.taken)
    let copied = send(
      "POST", Self.root + ":/b:/copy?@microsoft.graph.conflictBehavior=replace", #"{"name":"A"}"#)
    #expect(error(copied) == Self.taken)
    let renamed = #"{"name":"A","@microsoft.graph.conflictBehavior":"replace"}"#
    #expect(error(send("PATCH", Self.root + ":/b", renamed)) == Self.taken)
    #expect(names() == ["A", "b"])
  }

  private static let illegal = "400 invalidRequest: The provided name cannot contain any illegal characters."

  @Test(
    "any text was a name, and null too",
    arguments: [
      #""a/b""#, #""a\\b""#, #""a:b""#, #""a*""#, #""?""#, #""a\"b""#, #""<""#, #"">""#, #""|""#, #""""#,
      "null",
      #"" a""#, #""a ""#, #"".""#, #""..""#, #""a.""#, #""a\n""#,
    ]) func namesThatAreNone(name: String) throws
  {
    let kept = try make(Self.root + "/children", #"{"name":"a #%~.txt","file":{}}"#)
    let item = "/users/\(Self.user)/drive/items/\(kept)"
    #expect(
      error(send("POST", Self.root + "/children", #"{"name":\#(name),"folder":{}}"#)) == Self.illegal)
    #expect(error(send("PATCH", item, #"{"name":\#(name)}"#)) == Self.illegal)
    if name != "null" && name != #""""# {
      #expect(error(send("POST", item + "/copy", #"{"name":\#(name)}"#)) == Self.illegal)
    }
    #expect(names() == ["a #%~.txt"])
  }

  @Test func namesInPathsThatAreNone() {
    for name in ["a%3Fb", "a%7C", "%20a", "..", "a."] {
      #expect(error(put("\(name):/content", "1")) == Self.illegal, "\(name)")
      let session = send("POST", Self.root + ":/\(name):/createUploadSession", "{}")
      #expect(error(session) == Self.illegal, "\(name)")
    }
    #expect(names().isEmpty)
  }

  @Test("a file in folders that were not there was 404") func foldersOnTheWay() throws {
    let made = put("A/B%20C/c.txt:/content", "1")
    #expect(made.status == 201, "\(made.text)")
    #expect(names() == ["A"])
    let folder = send("GET", Self.root + ":/A/B%20C")
    #expect(folder["name"] == "B C" && folder["file"] == .null, "\(folder.text)")
    #expect(folder["folder"]?.objectValue != nil, "\(folder.text)")
    #expect(made["parentReference"]?.objectValue?["id"] == folder["id"])
    #expect(put("a/b%20c/d.txt:/content", "2").status == 201)
    #expect(send("GET", Self.root + ":/A/B%20C:/children").values("name") == ["c.txt", "d.txt"])
    #expect(send("GET", "/users/\(Self.user)/drive/items").items.count == 4)
    let below = put("A/B%20C/c.txt/E/f.txt:/content", "3")
    #expect(error(below) == "400 invalidRequest: A file has no children.")
    #expect(error(put("E/%7C/f.txt:/content", "3")) == Self.illegal)
    for method in ["GET", "DELETE"] {
      #expect(send(method, Self.root + ":/E/f.txt" + (method == "GET" ? ":/content" : "")).status == 404)
    }
    #expect(names() == ["A"])
  }

  @Test("PATCH gave two items one name") func renamedItems() throws {
    let first = try make(Self.root + "/children", #"{"name":"a.txt","file":{}}"#)
    let second = try make(Self.root + "/children", #"{"name":"b.txt","file":{}}"#)
    let item = "/users/\(Self.user)/drive/items/\(second)"
    #expect(error(send("PATCH", item, #"{"name":"A.txt"}"#)) == Self.taken)
    #expect(names() == ["a.txt", "b.txt"])
    // It has this name itself.
    #expect(send("PATCH", item, #"{"name":"B.txt"}"#)["name"] == "B.txt")
    let renamed = send("PATCH", item, #"{"name":"a.txt","@microsoft.graph.conflictBehavior":"rename"}"#)
    #expect(renamed.status == 200 && renamed["name"] == "a 1.txt", "\(renamed.text)")
    let replaced = send(
      "PATCH", item,
      #"{"name":"A.txt","description":"new","@microsoft.graph.conflictBehavior":"replace"}"#)
    #expect(replaced.status == 200, "\(replaced.text)")
    #expect(replaced["id"]?.stringValue == first)
    #expect(replaced["name"] == "A.txt" && replaced["description"] == "new")
    #expect(names() == ["A.txt"])
    #expect(send("GET", item).status == 404)
  }

  @Test("a moved item came beside one of its name") func movedItems() throws {
    let target = try make(Self.root + "/children", #"{"name":"Plans","folder":{}}"#)
    #expect(put("Plans/a.txt:/content", "old").status == 201)
    #expect(put("a.txt:/content", "new").status == 201)
    let move = #""parentReference":{"id":"\#(target)"}"#
    #expect(error(send("PATCH", Self.root + ":/a.txt", "{\(move)}")) == Self.taken)
    let there = send("GET", Self.root + ":/Plans/a.txt")["id"]
    let moved = send(
      "PATCH", Self.root + ":/a.txt?@microsoft.graph.conflictBehavior=replace", "{\(move)}")
    #expect(moved.status == 200 && moved["id"] == there, "\(moved.text)")
    #expect(names() == ["Plans"])
    #expect(send("GET", Self.root + ":/Plans:/children").values("name") == ["a.txt"])
    #expect(try tenant.download(Self.root + ":/Plans/a.txt:/content").text == "new")
  }

  @Test("a folder that is moved in the place of another comes to what that contains") func movedFolders()
    throws
  {
    for path in ["A", "B", "B/A"] {
      let place = path.contains("/") ? Self.root + ":/B:/children" : Self.root + "/children"
      let name = path.split(separator: "/").last ?? ""
      _ = try make(place, #"{"name":"\#(name)","folder":{}}"#)
    }
    #expect(put("A/a.txt:/content", "1").status == 201)
    #expect(put("A/b.txt:/content", "2").status == 201)
    #expect(put("B/A/b.txt:/content", "3").status == 201)
    #expect(put("B/A/c.txt:/content", "4").status == 201)
    let ids = send("GET", Self.root + ":/B/A:/children").values("id")
    let single = send("GET", Self.root + ":/A/a.txt")["id"]
    let target = try #require(send("GET", Self.root + ":/B")["id"]?.stringValue)
    let moved = send(
      "PATCH", Self.root + ":/A",
      #"{"parentReference":{"id":"\#(target)"},"@microsoft.graph.conflictBehavior":"replace"}"#)
    #expect(moved.status == 200, "\(moved.text)")
    #expect(names() == ["B"])
    let children = send("GET", Self.root + ":/B/A:/children")
    #expect(children.values("name").sorted() == ["a.txt", "b.txt", "c.txt"])
    #expect(Set(children.values("id")) == Set(ids + [single?.stringValue ?? ""]))
    #expect(try tenant.download(Self.root + ":/B/A/b.txt:/content").text == "2")
    #expect(send("GET", "/users/\(Self.user)/drive/items").items.count == 5)
  }

  @Test func behaviorsThatThereAreNot() {
    let reply = folder("Plans", "merge")
    #expect(
      error(reply)
        == "400 invalidRequest: The conflict behavior 'merge' is none of: fail, replace, rename.")
    #expect(names().isEmpty)
  }

  @Test("the behavior in the query of an upload did not count", arguments: ["@", "%40"]) func uploads(
    at: String
  ) throws {
    let option = "?\(at)microsoft.graph.conflictBehavior="
    #expect(put("a.txt:/content\(option)fail", "1").status == 201)
    #expect(error(put("a.txt:/content\(option)fail", "2")) == Self.taken)
    let renamed = put("a.txt:/content\(option)rename", "3")
    #expect(renamed.status == 201)
    #expect(renamed["name"] == "a 1.txt")
    #expect(put("a.txt:/content\(option)replace", "4").status == 200)
    #expect(names() == ["a.txt", "a 1.txt"])
    #expect(try tenant.download(Self.root + ":/a.txt:/content").text == "4")
    #expect(try tenant.download(Self.root + ":/a%201.txt:/content").text == "3")
    #expect(put("a.txt:/content", "5").status == 200)
  }
}

/// Upload sessions for files that are not there yet, as the SDKs' tasks for large files open them.
@Suite(
  "Uploads of new files",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct NewUploadTests: DriveNames {
  let tenant: PublishedTenant

  init() throws {
    tenant = try .ofAda()
  }

  private func open(_ path: String, _ behavior: String? = nil) -> Reply {
    let item = behavior.map { #"{"item":{"@microsoft.graph.conflictBehavior":"\#($0)"}}"# } ?? "{}"
    return send("POST", "\(Self.root):/\(path):/createUploadSession", item)
  }

  private func put(_ session: Reply, _ text: String) throws -> Reply {
    try upload(text, to: session, type: "text/plain")
  }

  @Test("a session for a file that is not there was 404") func newFiles() throws {
    let session = open("new.bin")
    #expect(session.status == 200, "\(session.text)")
    #expect(names().isEmpty)
    let made = try put(session, "hello")
    #expect(made.status == 201, "\(made.text)")
    #expect(
      made["@odata.context"]?.stringValue
        == "http://localhost:8585/v1.0/$metadata#users('\(Self.user)')/drive/root/children/$entity")
    #expect(made["name"] == "new.bin")
    #expect(made["size"] == .number("5"))
    #expect(made["file"]?.objectValue?["mimeType"] == "text/plain")
    #expect(made["parentReference"]?.objectValue?["id"] == send("GET", Self.root)["id"])
    #expect(names() == ["new.bin"])
    #expect(try tenant.download(Self.root + ":/new.bin:/content").text == "hello")
    #expect(send("POST", Self.root + ":/nowhere/new.bin:/createUploadSession", "{}").status == 404)
  }

  @Test func filesThatAreThere() throws {
    #expect(try put(open("a.txt"), "1").status == 201)
    for behavior in [nil, "fail"] { #expect(error(open("a.txt", behavior)) == Self.taken) }
    let renamed = try put(open("a.txt", "rename"), "2")
    #expect(renamed.status == 201)
    #expect(renamed["name"] == "a 1.txt")
    #expect(try put(open("a.txt", "replace"), "3").status == 200)
    #expect(names() == ["a.txt", "a 1.txt"])
    #expect(try tenant.download(Self.root + ":/a.txt:/content").text == "3")
  }

  @Test func filesThatComeMeanwhile() throws {
    let sessions = ["fail", "rename", "replace"].map { open("a.txt", $0) }
    let first = try put(open("a.txt"), "0")
    #expect(first.status == 201)
    #expect(error(try put(sessions[0], "1")) == Self.taken)
    #expect(try put(sessions[1], "2")["name"] == "a 1.txt")
    let replaced = try put(sessions[2], "3")
    #expect(replaced.status == 200)
    #expect(replaced["id"] == first["id"])
    #expect(names() == ["a.txt", "a 1.txt"])
    #expect(try tenant.download(Self.root + ":/a.txt:/content").text == "3")
  }

  @Test("a session ended with 201, though its folder was deleted meanwhile", arguments: ["A", "A/B"])
  func foldersThatGoMeanwhile(folder: String) throws {
    let outer = try make(Self.root + "/children", #"{"name":"A","folder":{}}"#)
    _ = try make(Self.root + ":/A:/children", #"{"name":"B","folder":{}}"#)
    let (session, other) = (open("\(folder)/a.txt"), open("a.txt"))
    #expect(send("DELETE", "/users/\(Self.user)/drive/items/\(outer)").status == 204)
    #expect(error(try put(session, "1")) == "404 itemNotFound: The upload session was not found")
    #expect(send("GET", "/users/\(Self.user)/drive/items").items.isEmpty)
    #expect(try put(other, "2").status == 201)
    #expect(names() == ["a.txt"])
  }

  @Test func foldersThatAreMovedMeanwhile() throws {
    let moved = try make(Self.root + "/children", #"{"name":"A","folder":{}}"#)
    let target = try make(Self.root + "/children", #"{"name":"B","folder":{}}"#)
    let session = open("A/a.txt")
    let body = #"{"parentReference":{"id":"\#(target)"}}"#
    #expect(send("PATCH", "/users/\(Self.user)/drive/items/\(moved)", body).status == 200)
    #expect(try put(session, "1").status == 201)
    #expect(send("GET", Self.root + ":/B/A:/children").values("name") == ["a.txt"])
  }
}
