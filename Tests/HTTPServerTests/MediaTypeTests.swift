import HTTPMessages
import Testing

@Suite("Media types (RFC 9110, 8.3.1)") struct MediaTypeTests {
  @Test(arguments: [
    "image/png", "IMAGE/PNG", "a/b", "application/vnd.ms-excel.sheet.macroEnabled.12", "image/svg+xml",
    "text/plain;charset=utf-8", "text/plain \t; \tcharset=\"utf-8\"", "text/plain; a=b ;c=d",
    "text/plain; a=\"\"", "text/plain; a=\"x;y=\\\"z\\\\\"", "text/plain; a=\"für\"",
    // A parameter may be missing behind its semicolon.
    "text/plain;", "text/plain; ", "text/plain;;", "text/plain; ;a=b", "!#$%&'*+-.^_`|~/0",
  ])
  func areKeptAsTheyWereWritten(text: String) {
    #expect(MediaType(text)?.text == text)
  }

  @Test(arguments: [
    "", " ", "image", "image/", "/png", "/", "image//png", "image/png/x", "not a type", "image /png",
    "image/ png",
    " image/png", "image/png ", "image/png, text/plain", "image/png;a", "image/png;a=", "image/png;=b",
    "image/png;a =b", "image/png;a= b", "image/png;a=b c", "image/png;a=\"b", "image/png;a=\"b\"c",
    "image/png;a=\"b\\", "image/png;a=\"b\nc\"", "image/png;a=\"b\u{7F}\"", "image/png;a=\"\\\u{1}\"",
    "image/png\r\nX: y", "image/png\u{0}", "image/für", "image/p\u{200B}ng", "ımage/png", "image/png\u{301}",
    "image(png)", "text/html;<b>",
  ])
  func areNone(text: String) {
    #expect(MediaType(text) == nil)
  }

  @Test func standInTheFirstField() {
    let headers = RequestHeaders([
      HeaderField("content-type", "text/plain"), HeaderField("Content-Type", "image/png"),
    ])
    #expect(headers.mediaType == MediaType("text/plain"))
    #expect(RequestHeaders([HeaderField("Content-Type", "text")]).mediaType == nil)
    #expect(RequestHeaders([]).mediaType == nil)
    #expect(MediaType.anyBytes == MediaType("application/octet-stream"))
  }
}
