import GraphStore
import HTTPMessages

/// What is kept of a request beside its texts, as it stands before them in the journal's memory.
struct KeptFacts: BitwiseCopyable {
  /// How much of a body is kept.
  struct Body: BitwiseCopyable {
    /// Of the whole.
    let length: Int
    let isCut: Bool
  }

  /// Bytes that the request takes with these facts and its texts.
  let size: Int
  let time: Moment
  let nanoseconds: UInt64
  let status: Int
  let isOverTLS: Bool
  let isByApplication: Bool
  /// Whether the caller may do it nobody knows: it was let in.
  let isUnchecked: Bool
  let delivery: Response.Delivery
  let requestBody: Body
  let responseBody: Body
}
