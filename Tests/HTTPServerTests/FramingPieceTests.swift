import CMicroHTTPD
import Testing

/// The framing of requests by the bytes alone, in whatever pieces they come.
@Suite struct FramingPieceTests {
  /// What the library gets to see of a connection, up to the end that a faulty request is given.
  struct Shown: Equatable {
    var bytes: [UInt8] = []
    var fault = EDGE_FAULT_NONE
    var heads: UInt64 = 0
  }

  @Test(arguments: FramingTests.cases) func anyPiecesAreTheSame(row: FramingTests.Case) {
    let bytes = Array(row.bytes.prefix(3000))
    let whole = shown(bytes, inPiecesOf: bytes.count)
    for length in [1, 2, 3, 7] { #expect(shown(bytes, inPiecesOf: length) == whole) }
    for place in bytes.indices.dropFirst().prefix(200) {
      #expect(shown([Array(bytes[..<place]), Array(bytes[place...])]) == whole)
    }
  }

  @Test(arguments: [
    ("GET /a?b&c HTTP/1.1|Host: h||", "GET /a\u{1}b\u{2}c HTTP/1.1|Host: h||"),
    ("|\r\nGET / HTTP/1.1\nHost: h\n\n", "GET / HTTP/1.1\nHost: h\n\n"),
    ("P / HTTP/1.1|Host: h|Content-Length: \t5 ||hello", "P / HTTP/1.1|Host: h|Content-Length:5||hello"),
    (
      "P / HTTP/1.1|Host: h|Transfer-Encoding: chunked ||0A;a=b|0123456789|0|T: u||",
      "P / HTTP/1.1|Host: h|Transfer-Encoding:chunked||a|0123456789|0||"
    ),
  ])
  func whatTheLibraryNeedsIsShown(sent: String, seen: String) {
    let bytes = [UInt8](sent.replacing("|", with: "\r\n").utf8)
    let expected = [UInt8](seen.replacing("|", with: "\r\n").utf8)
    #expect(shown(bytes, inPiecesOf: bytes.count) == Shown(bytes: expected, heads: 1))
  }

  /// The end of a request that does not come in its time, which the library takes for the whole.
  @Test(arguments: [
    ("", "", 0), ("G", "G / HTTP/1.1||", 1), ("GET ", "GET / HTTP/1.1||", 1),
    ("GET /a", "GET /a HTTP/1.1||", 1),
    ("GET /a HT", "GET /a HTTP/1.1||", 1), ("GET /a HTTP/1.1|", "GET /a HTTP/1.1||", 1),
    ("GET /a HTTP/1.1|A", "GET /a HTTP/1.1|AX:||", 1), ("GET /a HTTP/1.1|A: b", "GET /a HTTP/1.1|A: b||", 1),
    ("GET /a HTTP/1.1|A: b\r", "GET /a HTTP/1.1|A: b||", 1),
    ("GET /a HTTP/1.1|Content-Length: ", "GET /a HTTP/1.1|Content-Length:0||", 1),
    (
      "P / HTTP/1.1|Host: h|Content-Length: 5||he", "P / HTTP/1.1|Host: h|Content-Length:5||he\0\0\0", 1
    ),
    (
      "P / HTTP/1.1|Host: h|Transfer-Encoding: chunked||3|he",
      "P / HTTP/1.1|Host: h|Transfer-Encoding:chunked||3|he\0|0||", 1
    ),
    (
      "P / HTTP/1.1|Host: h|Transfer-Encoding: chunked||3|hel|0|A: b",
      "P / HTTP/1.1|Host: h|Transfer-Encoding:chunked||3|hel|0||", 1
    ),
  ])
  func requestIsEndedAnywhere(sent: String, seen: String, heads: Int) {
    let bytes = [UInt8](sent.replacing("|", with: "\r\n").utf8)
    let expected = [UInt8](seen.replacing("|", with: "\r\n").utf8)
    let fault = sent.isEmpty ? EDGE_FAULT_NONE : EDGE_FAULT_LATE
    #expect(
      shown([bytes], endedBy: EDGE_FAULT_LATE) == Shown(bytes: expected, fault: fault, heads: UInt64(heads)))
  }

  private func shown(_ bytes: [UInt8], inPiecesOf length: Int) -> Shown {
    shown(stride(from: 0, to: bytes.count, by: length).map { Array(bytes[$0...].prefix(length)) })
  }

  private func shown(_ pieces: [[UInt8]], endedBy fault: edge_fault = EDGE_FAULT_NONE) -> Shown {
    var framing = edge_framing()
    framing.limit = 25_600
    framing.body_limit = 4 << 20
    var shown = Shown()
    for piece in pieces where framing.fault == EDGE_FAULT_NONE {
      shown.bytes += [UInt8](unsafeUninitializedCapacity: piece.count + Int(EDGE_FRAMING_ROOM)) {
        $1 = edge_frame(&framing, piece, piece.count, $0.baseAddress)
      }
    }
    if fault != EDGE_FAULT_NONE { edge_framing_fail(&framing, fault) }
    if framing.fault != EDGE_FAULT_NONE { shown.bytes += end(of: &framing) }
    shown.fault = framing.fault
    shown.heads = framing.heads
    return shown
  }

  /// Three bytes at a time.
  private func end(of framing: inout edge_framing) -> [UInt8] {
    var bytes: [UInt8] = []
    while true {
      let piece = [UInt8](unsafeUninitializedCapacity: 3) {
        $1 = edge_framing_end(&framing, $0.baseAddress, 3)
      }
      if piece.isEmpty { return bytes }
      bytes += piece
    }
  }
}
