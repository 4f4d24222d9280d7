import JSON
import TestSupport
import Testing

/// The root of a drive is one of its items (page "Get a driveItem").
@Suite(
  "The root of a drive",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct DriveRootTests: PublishedTenantTests {
  let tenant: PublishedTenant

  private static let user = PublishedTenant.ada
  private static let drives = ["/users/\(user)/drive", "/drives/\(user)", "/me/drive"]

  init() throws {
    tenant = try .ofAda()
  }

  @Test("the root of a drive was missing among its items", arguments: drives, ["root", "Root", user])
  func theRootIsAnItem(drive: String, key: String) throws {
    let item = "\(drive)/items/\(key)"
    let root = send("GET", "\(drive)/root")
    let read = send("GET", item)
    #expect(read.status == 200, "\(read.text)")
    #expect(read.whole == root.whole)
    #expect(send("GET", item + "/children").items.isEmpty)
    let folder = try make(item + "/children", #"{"name":"Plans","folder":{}}"#)
    #expect(send("GET", item + "/children").values("id") == [folder])
    #expect(send("GET", "\(drive)/root/children").values("id") == [folder])
    #expect(send("GET", item)["id"] == root["id"])
    #expect(send("GET", "\(drive)/items/\(folder)")["name"] == "Plans")
    #expect(send("GET", "\(drive)/items/nothing").status == 404)
  }

  @Test(
    "a path from the root among the items was missing, also with its colons and slashes encoded",
    arguments: drives,
    ["root:/b.txt", "root%3A%2Fb.txt", "\(user):/b.txt", "\(user)%3A%2Fb.txt"])
  func pathsBeginAtTheRoot(drive: String, path: String) throws {
    let item = "\(drive)/items/\(path)"
    #expect(send("GET", item).status == 404)
    let content = item + (path.contains("%") ? "%3A" : ":") + "/content"
    let made = send("PUT", content, "[1]")
    #expect(made.status == 201, "\(made.text)")
    #expect(made["name"] == "b.txt")
    #expect(try tenant.download(content).text == "[1]")
    #expect(send("GET", item)["id"] == made["id"])
    #expect(send("PUT", content, "[2]").status == 200)
    #expect(send("GET", "\(drive)/root/children").values("name") == ["b.txt"])
  }

  @Test(
    "the root of a drive did not say that it is one, before something was written to it and after",
    arguments: drives)
  func theRootSaysSo(drive: String) throws {
    for isWritten in [false, true] {
      if isWritten { _ = try make("\(drive)/root/children", #"{"name":"Plans","folder":{}}"#) }
      for path in ["root", "items/root", "root?$select=root,folder"] {
        let root = send("GET", "\(drive)/\(path)")
        #expect(root["root"] == [:], "\(root.text)")
        #expect(root["folder"]?.objectValue?.names == ["childCount", "view"], "\(root.text)")
      }
    }
    let told = send("GET", "\(drive)/root/delta?$select=root").items.compactMap { $0["root"] }
    #expect(told == [[:]])
    #expect(send("GET", "\(drive)/items").items.first?["root"] == .null)
    #expect(
      error(send("PUT", "\(drive)/root/content", "x")) == "400 invalidRequest: A folder has no content.")
    let problem = try ExportedAgain(tenant.emulator).problem
    #expect(problem == nil)
  }

  @Test(
    "the root of a drive took bytes: that of /drive any, others in an upload session before they were written",
    arguments: drives + ["/drive"])
  func theRootTakesNoBytes(drive: String) throws {
    let contentless = "400 invalidRequest: A folder has no content."
    for isWritten in [false, true] {
      if isWritten { _ = try make("\(drive)/root/children", #"{"name":"Plans","folder":{}}"#) }
      #expect(error(send("PUT", "\(drive)/root/content", "x")) == contentless)
      #expect(send("DELETE", "\(drive)/root/content").status == 404)
      if drive != "/drive" {
        #expect(error(send("POST", "\(drive)/root/createUploadSession", "{}")) == contentless)
      }
      #expect(send("GET", "\(drive)/root")["folder"]?.objectValue != nil)
    }
    #expect(send("GET", "\(drive)/root/children").values("name") == ["Plans"])
  }

  @Test("a reference to the root of a drive was 400, or a URL that leads nowhere", arguments: drives)
  func references(drive: String) throws {
    let root = "http://localhost:8585/v1.0/users/\(Self.user)/drive/root"
    #expect(
      send("GET", "\(drive)/root/$ref").text
        == #"{"@odata.context":"http://localhost:8585/v1.0/$metadata#$ref","@odata.id":"\#(root)"}"#)
    #expect(
      send("GET", "\(drive)/$ref")["@odata.id"]?.stringValue
        == "http://localhost:8585/v1.0/drives/\(Self.user)")
    let folder = try make("\(drive)/root/children", #"{"name":"Plans","folder":{}}"#)
    for (path, id) in [("root", Self.user), ("items/\(folder)", folder), ("root:/Plans:", folder)] {
      let url = try #require(send("GET", "\(drive)/\(path)/$ref")["@odata.id"]?.stringValue)
      let read = send("GET", url.replacing("http://localhost:8585/v1.0", with: ""))
      #expect(read.status == 200, "\(url): \(read.text)")
      #expect(read["id"]?.stringValue == id)
    }
  }

  @Test("a drive had no quota, before something was written to it and after", arguments: drives)
  func quotas(drive: String) throws {
    for _ in 0..<2 {
      let quota = send("GET", drive + "/quota")
      #expect(quota.status == 200, "\(quota.text)")
      let number = JSONValue.number("1099511627776")
      #expect(quota["total"] == number && quota["remaining"] == number)
      #expect(quota["used"] == .number("0") && quota["deleted"] == .number("0"))
      #expect(quota["state"] == "normal")
      #expect(send("GET", drive)["quota"]?.objectValue?["total"] == number)
      _ = try make(drive + "/items", "{}")
    }
  }
}
