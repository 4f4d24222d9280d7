import Foundation

/// The options of a URL as it stands in a text of JSON: some programs write `&` there as `\u0026`, and `/` as `\/`.
struct EscapedOptions {
  private let text: ArraySlice<UInt8>

  /// - Parameter text: what is between the quotes.
  init(_ text: ArraySlice<UInt8>) { self.text = text }

  /// Where the values of those stand that let somebody in.
  var credentials: [Range<Int>] {
    let characters = self.characters
    guard let mark = characters.firstIndex(where: { $0.byte == UInt8(ascii: "?") }) else { return [] }
    return characters[(mark + 1)...].split { $0.byte == UInt8(ascii: "&") }.compactMap(value)
  }

  private struct Character {
    let byte: UInt8
    let range: Range<Int>
  }

  private func value(_ option: ArraySlice<Character>) -> Range<Int>? {
    guard let equals = option.firstIndex(where: { $0.byte == UInt8(ascii: "=") }),
      let first = option[equals...].dropFirst().first, let last = option.last
    else { return nil }
    let name = String(decoding: option[..<equals].map(\.byte), as: UTF8.self)
    guard SecretMask.credentials.contains(SecretMask.name(name[...])) else { return nil }
    return first.range.lowerBound..<last.range.upperBound
  }

  /// Each with the bytes that say it; what is no ASCII counts as bytes of its own.
  private var characters: [Character] {
    var characters: [Character] = []
    var index = text.startIndex
    while index < text.endIndex {
      let character = character(at: index)
      characters.append(character)
      index = character.range.upperBound
    }
    return characters
  }

  private func character(at index: Int) -> Character {
    guard text[index] == UInt8(ascii: "\\"), index + 1 < text.endIndex else {
      return Character(byte: text[index], range: index..<(index + 1))
    }
    let end = min(index + 6, text.endIndex)
    guard text[index + 1] | 0x20 == UInt8(ascii: "u"),
      let code = UInt8(String(decoding: text[(index + 2)..<end], as: UTF8.self), radix: 16)
    else { return Character(byte: text[index + 1], range: index..<(index + 2)) }
    return Character(byte: code, range: index..<end)
  }
}
