import CCurl
import Foundation
import HTTPMessages

/// Sends over libcurl: redirections are answers, nothing stands between, and an answer is read to its limit only.
///
/// A class because its thread ends with whoever holds it.
final class CurlSender: HTTPSender {
  // The C side locks for itself, and is freed when nobody can ask it any more. nil without memory.
  private nonisolated(unsafe) let caller: OpaquePointer?
  /// A file of the authorities that are trusted, as most programs read it; nil: those of the system.
  private let authorities: String?

  init(environment: [String: String] = ProcessInfo.processInfo.environment) {
    authorities = environment["SSL_CERT_FILE"].flatMap { $0.isEmpty ? nil : $0 }
    caller = outgoing_caller_make { context, answer in
      guard let context, let answer else { return }
      Waiting.take(back: context).completion(SendOutcome(answer.pointee))
    }
  }

  func post(_ message: OutgoingRequest, completion: @escaping @Sendable (SendOutcome) -> Void) {
    let context = Unmanaged.passRetained(Waiting(completion))
    guard begin(message, context.toOpaque()) else {
      context.release()
      return completion(.failed(reason: "Nothing is sent now."))
    }
  }

  private func begin(_ message: OutgoingRequest, _ context: UnsafeMutableRawPointer) -> Bool {
    guard let caller else { return false }
    return message.url.absoluteString.withCString { url in
      message.contentType.withCString { type in
        message.body.withUnsafeBufferPointer { body in
          var post = outgoing_post()
          (post.url, post.content_type) = (url, type)
          (post.body, post.length) = (body.baseAddress, body.count)
          // Zero would be no end.
          post.timeout_ms = max(1, message.timeout.wholeMilliseconds)
          guard let authorities else { return outgoing_caller_post(caller, &post, context) }
          return authorities.withCString { file in
            post.authorities = file
            return outgoing_caller_post(caller, &post, context)
          }
        }
      }
    }
  }

  func stop() { if let caller { outgoing_caller_stop(caller) } }

  deinit { if let caller { outgoing_caller_free(caller) } }
}

/// Who waits for an answer.
///
/// A class because C carries its address.
private final class Waiting: Sendable {
  let completion: @Sendable (SendOutcome) -> Void

  init(_ completion: @escaping @Sendable (SendOutcome) -> Void) { self.completion = completion }

  static func take(back context: UnsafeMutableRawPointer) -> Waiting {
    Unmanaged<Waiting>.fromOpaque(context).takeRetainedValue()
  }
}

extension SendOutcome {
  fileprivate init(_ answer: outgoing_answer) {
    switch answer.end {
    case OUTGOING_ANSWERED:
      let body = UnsafeBufferPointer(start: answer.body, count: answer.length)
      self = .answered(
        status: Int(answer.status), contentType: String(cString: answer.content_type), body: Array(body))
    case OUTGOING_TIMED_OUT: self = .timedOut
    case OUTGOING_STOPPED: self = .failed(reason: "The emulator stops.")
    default: self = .failed(reason: Self.sentence(String(cString: answer.reason)))
    }
  }

  private static func sentence(_ text: String) -> String {
    text.trimmingCharacters(in: CharacterSet(charactersIn: " .")) + "."
  }
}
