extension String {
  /// With every byte encoded that is not unreserved: `a@b` as `a%40b` (RFC 3986, section 2.3).
  package var percentEncoded: String {
    guard utf8.contains(where: { !$0.isUnreserved }) else { return self }
    var text = ""
    for byte in utf8 {
      if byte.isUnreserved {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += byte.percentEncoded
      }
    }
    return text
  }
}

extension String {
  /// With every byte encoded that no URI holds, what is encoded as it is: `"a b"` as `%22a%20b%22` (RFC 3986, section
  /// 3.3 and 3.4). Braces are among them: clients that expand links take them for a URI template.
  package var legalInURI: String {
    guard utf8.contains(where: { !$0.isLegalInURI }) else { return self }
    return utf8.reduce(into: "") { text, byte in
      text += byte.isLegalInURI ? String(Unicode.Scalar(byte)) : byte.percentEncoded
    }
  }
}

extension UInt8 {
  fileprivate var percentEncoded: String {
    "%" + (self < 16 ? "0" : "") + String(self, radix: 16, uppercase: true)
  }

  /// In a path or a query, or as part of an encoded byte.
  fileprivate var isLegalInURI: Bool {
    switch self {
    case UInt8(ascii: "%"), UInt8(ascii: "!"), UInt8(ascii: "$"), UInt8(ascii: "&")...UInt8(ascii: "/"),
      UInt8(ascii: ":"), UInt8(ascii: ";"), UInt8(ascii: "="), UInt8(ascii: "?"), UInt8(ascii: "@"):
      true
    default: isUnreserved
    }
  }

  fileprivate var isUnreserved: Bool {
    switch self {
    case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
      UInt8(ascii: "~"):
      true
    default: false
    }
  }
}

/// What an unencoded `+` stands for.
enum PlusSign {
  /// In a path it is itself.
  case literal
  /// In a query it is a space, as browsers and curl users write it.
  case space
}

/// The text of a part of a URL, or nil with the offset of the first byte that is wrong.
func percentDecoded(_ part: ArraySlice<UInt8>, plus: PlusSign) -> Result<String, PercentDecodingFault> {
  guard part.contains(where: { $0 == .percent || $0 >= 0x80 || ($0 == .plus && plus == .space) }) else {
    return .success(String(decoding: part, as: UTF8.self))
  }
  var decoded: [UInt8] = []
  decoded.reserveCapacity(part.count)
  var index = part.startIndex
  while index < part.endIndex {
    let byte = part[index]
    guard byte == .percent else {
      decoded.append(byte == .plus && plus == .space ? .space : byte)
      index += 1
      continue
    }
    guard index + 2 < part.endIndex, let high = part[index + 1].hexValue, let low = part[index + 2].hexValue
    else {
      return .failure(PercentDecodingFault(index: index))
    }
    decoded.append(high << 4 | low)
    index += 3
  }
  guard let text = String(validating: decoded, as: UTF8.self) else {
    return .failure(PercentDecodingFault(index: firstByteBeyondASCII(part)))
  }
  return .success(text)
}

/// Where an encoding goes wrong, as an index of the raw bytes.
struct PercentDecodingFault: Error, Equatable {
  let index: Int
}

/// The first byte, raw or encoded, that can be part of broken UTF-8.
private func firstByteBeyondASCII(_ part: ArraySlice<UInt8>) -> Int {
  part.indices.first { index in
    part[index] >= 0x80
      || (part[index] == .percent && index + 1 < part.endIndex && (part[index + 1].hexValue ?? 0) >= 8)
  } ?? part.startIndex
}
