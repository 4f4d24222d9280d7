import SwiftASN1
import X509

/// A certificate, those that vouch for it, and its private key, as PEM has them.
struct CertificatePair {
  /// The server's own first.
  let chain: [Certificate]
  let key: PEMDocument

  struct Missing: Error {
    enum Part { case certificate, key }
    let part: Part
  }

  /// - Parameter text: of one file or of two; what else is in it, as the parameters of a curve, does not count.
  /// - Throws: `Missing`
  init(_ text: String) throws {
    chain = try Self.chain(text)
    key = try Self.key(text)
  }

  static func chain(_ text: String) throws(Missing) -> [Certificate] {
    let documents = documents(text).filter { $0.discriminator == Certificate.defaultPEMDiscriminator }
    // One that cannot be read is told by their number.
    let chain = documents.compactMap { try? Certificate(pemDocument: $0) }
    guard !chain.isEmpty, chain.count == documents.count else { throw Missing(part: .certificate) }
    return chain
  }

  static func key(_ text: String) throws(Missing) -> PEMDocument {
    guard let key = documents(text).first(where: { $0.discriminator.hasSuffix("PRIVATE KEY") }) else {
      throw Missing(part: .key)
    }
    return key
  }

  /// None where the text is no PEM, whatever is wrong with it.
  private static func documents(_ text: String) -> [PEMDocument] {
    (try? PEMDocument.parseMultiple(pemString: text)) ?? []
  }
}
