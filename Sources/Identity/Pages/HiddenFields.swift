/// Fields of a form that nobody sees.
enum HiddenFields {
  static func html(_ fields: [(name: String, value: String)]) -> [HTML] {
    fields.map { "<input type=\"hidden\" name=\"\($0.name)\" value=\"\($0.value)\">\n" }
  }
}
