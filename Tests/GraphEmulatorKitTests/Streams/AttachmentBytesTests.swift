import HTTPMessages
import JSON
import TestSupport
import Testing

/// Files attached to messages show the same bytes in `contentBytes` and at `$value` (pages "Get attachment" and
/// "attachment: createUploadSession").
@Suite(
  "Bytes of attachments",
  .enabled(if: PublishedFolder.isThere, "GRAPH_METADATA names no folder with published metadata"))
struct AttachmentBytesTests: PublishedTenantTests {
  let tenant: PublishedTenant
  private let attachments: String

  private static let user = PublishedTenant.ada

  init() throws {
    tenant = try .ofAda()
    let message = try tenant.make("/users/\(Self.user)/messages", #"{"subject":"a"}"#)
    attachments = "/users/\(Self.user)/messages/\(message)/attachments"
  }

  /// `hello`
  private static let file = ##"""
    {"@odata.type":"#microsoft.graph.fileAttachment","name":"a.txt","contentType":"text/plain",
     "contentBytes":"aGVsbG8="}
    """##

  private func expectBytes(_ text: String, _ base64: String, of type: String, at path: String) throws {
    let value = send("GET", path + "/$value")
    #expect(value.status == 200 && value.text == text, "\(value.text)")
    #expect(value.header("Content-Type") == type)
    let read = send("GET", path)
    #expect(read["contentBytes"] == .string(base64), "\(read.text)")
    #expect(read["contentType"] == .string(type))
    #expect(read["size"] == .number(String(text.utf8.count)))
    #expect(read["@odata.mediaContentType"] == .string(type))
    #expect(try read["@odata.mediaEtag"] == .string(#require(value.header("ETag"))))
  }

  @Test("an attachment with contentBytes had no $value, and no size") func bytesThatAreSaid() throws {
    let path = try made(in: attachments, Self.file)
    try expectBytes("hello", "aGVsbG8=", of: "text/plain", at: path)
  }

  @Test("an uploaded attachment had null contentBytes") func uploadedBytes() throws {
    let session = send(
      "POST", attachments + "/createUploadSession",
      #"{"AttachmentItem":{"attachmentType":"file","name":"a.txt","size":5,"contentType":"text/plain"}}"#)
    let last = try upload("hello", to: session)
    #expect(last.status == 201, "\(last.text)")
    let id = try #require(send("GET", attachments).values("id").first)
    try expectBytes("hello", "aGVsbG8=", of: "text/plain", at: "\(attachments)/\(id)")
  }

  @Test("what is said in a seed and in an export is there too") func bytesOfExports() throws {
    let path = try made(in: attachments, Self.file)
    let exported = try tenant.emulator.export()
    let other = try PublishedTenant(exported, .publishedV1)
    let value = other.send("GET", path + "/$value")
    #expect(value.status == 200 && value.text == "hello", "\(value.text)")
    #expect(other.send("GET", path)["contentBytes"] == "aGVsbG8=")
  }

  @Test("a message that is copied takes the bytes along") func bytesOfCopies() throws {
    _ = try made(in: attachments, Self.file)
    let message = attachments.replacing("/attachments", with: "")
    let copied = send("POST", message + "/copy", #"{"DestinationId":"archive"}"#)
    let id = try #require(copied["id"]?.stringValue, "\(copied.text)")
    let copies = "/users/\(Self.user)/messages/\(id)/attachments"
    let copy = try #require(send("GET", copies).values("id").first)
    try expectBytes("hello", "aGVsbG8=", of: "text/plain", at: "\(copies)/\(copy)")
  }

  @Test(
    "a session ended with 201, though its message was moved or deleted meanwhile", arguments: [true, false])
  func messagesThatGoMeanwhile(isMoved: Bool) throws {
    let session = send(
      "POST", attachments + "/createUploadSession",
      #"{"AttachmentItem":{"attachmentType":"file","name":"a.txt","size":5,"contentType":"text/plain"}}"#)
    let url = try #require(session["uploadUrl"]?.stringValue, "\(session.text)")
    let message = attachments.replacing("/attachments", with: "")
    let gone =
      isMoved
      ? send("POST", message + "/move", #"{"DestinationId":"archive"}"#).status == 201
      : send("DELETE", message).status == 204
    #expect(gone)
    let last = tenant.emulator.send(
      "PUT", url.replacing("http://localhost:8585/v1.0", with: ""), "hello", version: "v1.0",
      headers: [HeaderField("Content-Range", "bytes 0-4/5")], contentType: "application/octet-stream")
    #expect(error(last) == "404 itemNotFound: The upload session was not found")
  }

  @Test("a session took another number of bytes than it was opened for") func uploadsOfAnotherSize() throws {
    let session = send(
      "POST", attachments + "/createUploadSession",
      #"{"AttachmentItem":{"attachmentType":"file","name":"a.txt","size":10}}"#)
    let refused = try upload("hello world", to: session)
    #expect(refused.status == 400, "\(refused.text)")
    #expect(
      refused.message
        == "The fragment says that the file has 11 bytes, and whoever opened the session 10.")
    #expect(send("GET", attachments).items.isEmpty)
    let whole = try upload("helloworld", to: session)
    #expect(whole.status == 201, "\(whole.text)")
  }

  // MARK: Tasks

  /// Pages "Create taskFileAttachment" and "taskFileAttachment: createUploadSession".
  @Test("a file attached to a task had no $value and no size, or no contentBytes") func filesOfTasks() throws
  {
    let lists = "/users/\(Self.user)/todo/lists"
    let tasks = try made(in: lists, #"{"displayName":"a"}"#) + "/tasks"
    let files = try made(in: tasks, #"{"title":"a"}"#) + "/attachments"
    let said = try made(in: files, Self.file.replacing("fileAttachment", with: "taskFileAttachment"))
    try expectBytes("hello", "aGVsbG8=", of: "text/plain", at: said)
    let session = send(
      "POST", files + "/createUploadSession",
      #"{"attachmentInfo":{"attachmentType":"file","name":"b.txt","size":2,"contentType":"text/html"}}"#)
    let last = try upload("hi", to: session)
    #expect(last.status == 201, "\(last.text)")
    let id = try #require(send("GET", files).values("id").last)
    try expectBytes("hi", "aGk=", of: "text/html", at: "\(files)/\(id)")
  }
}
