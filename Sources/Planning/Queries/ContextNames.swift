import EntityModel
import OData

/// The names of `$select` and `$expand` as a context URL shows them: in the client's order and the model's spelling.
struct ContextNames {
  let model: EntityModel

  func selected(_ items: [SelectItem], of type: StructuredType?) -> [String] {
    items.map { spelled($0.path, of: type).text }
  }

  /// `manager(id,displayName)`
  func expanded(_ items: [ExpandItem], of type: StructuredType?) -> [String] {
    items.map { item in
      let place = spelled(item.path, of: type)
      let inner =
        selected(item.options?.select ?? [], of: place.type)
        + expanded(item.options?.expand ?? [], of: place.type)
      return "\(place.text)\(item.form.rawValue)(\(inner.joined(separator: ",")))"
    }
  }

  /// A path in the model's words, and the type it leads to; what the model does not know stays as it is.
  private func spelled(
    _ path: [NameSegment], of type: StructuredType?
  ) -> (text: String, type: StructuredType?) {
    var words: [String] = []
    var type = type
    for segment in path {
      let step = step(segment, type)
      words.append(step.word)
      type = step.type
    }
    return (words.joined(separator: "/"), type)
  }

  private func step(
    _ segment: NameSegment, _ type: StructuredType?
  ) -> (word: String, type: StructuredType?) {
    if segment.isQualified, let cast = model.type(segment.name) { return (cast.name, cast) }
    let members = type.map { model.family(of: $0).lazy.compactMap { $0.member(segment.name) } }
    switch members?.first {
    case .property(let property): return (property.name, model.type(property.type.elementName))
    case .navigation(let navigation): return (navigation.name, model.type(navigation.target))
    case nil: return (segment.name, nil)
    }
  }
}
