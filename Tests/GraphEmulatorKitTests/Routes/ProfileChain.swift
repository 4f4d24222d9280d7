import EntityModel
import JSON

/// The profiles that a path below `deviceConfigurations` leads through, each with a reference to the next
/// (intune-device-configuration.md 1.5).
struct ProfileChain {
  struct Link {
    let type: StructuredType
    /// What leads to the next link.
    let reference: NavigationProperty?
  }

  let links: [Link]
  private let model: EntityModel

  static let root = "microsoft.graph.deviceConfiguration"
  static let group = "22222222-0000-4000-8000-000000000001"

  /// - Returns: nil for a path of something else.
  init?(_ template: String, _ model: EntityModel) {
    let start = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}"
    guard template.hasPrefix(start), let root = model.type(Self.root) else { return nil }
    let segments = template.dropFirst(start.count).split(separator: "/").map(String.init)
    guard let links = Self.links(of: root, segments[...], model) else { return nil }
    (self.links, self.model) = (links, model)
  }

  private static func links(
    of type: StructuredType, _ segments: ArraySlice<String>, _ model: EntityModel
  ) -> [Link]? {
    guard let segment = segments.first else {
      return RouteSample(model: model).concrete(type).map { [Link(type: $0, reference: nil)] }
    }
    if let cast = model.type(segment) {
      return cast.isKind(of: type) ? links(of: cast, segments.dropFirst(), model) : nil
    }
    if segment.hasPrefix("{") { return links(of: type, segments.dropFirst(), model) }
    return model.family(of: type).filter { !$0.isAbstract && suits($0, segments) }.lazy.compactMap {
      links(from: $0, segments, model)
    }.first
  }

  /// - Parameter type: a concrete one.
  private static func links(
    from type: StructuredType, _ segments: ArraySlice<String>, _ model: EntityModel
  ) -> [Link]? {
    let name = segments.first ?? ""
    guard let navigation = type.navigationProperty(name) else {
      return model.operations(String(name.prefix { $0 != "(" })).isEmpty
        ? nil : [Link(type: type, reference: nil)]
    }
    guard !navigation.containsTarget, let target = model.type(navigation.target),
      let root = model.type(root), target.isKind(of: root)
    else { return [Link(type: type, reference: nil)] }
    return links(of: target, segments.dropFirst(), model).map {
      [Link(type: type, reference: navigation)] + $0
    }
  }

  /// Some actions are for one type alone.
  private static func suits(_ type: StructuredType, _ segments: ArraySlice<String>) -> Bool {
    guard let last = segments.last.map({ $0.prefix { $0 != "(" } }) else { return true }
    let types = [
      "extendFeatureUpdatesPause": "windowsUpdateForBusinessConfiguration",
      "extendQualityUpdatesPause": "windowsUpdateForBusinessConfiguration",
      "windowsPrivacyAccessControls": "windows10GeneralConfiguration",
      "getOmaSettingPlainTextValue": "windows10CustomConfiguration",
    ]
    guard let own = types[String(last)],
      !segments.dropLast().contains(where: { $0.contains("Configurations") })
    else { return true }
    return type.shortName == own
  }
}

// MARK: The seed

extension ProfileChain {
  static func id(_ index: Int) -> String { "44444444-0000-4000-8000-00000000000\(index + 1)" }

  /// The profiles with one object in each of their lists.
  var seed: String {
    let profiles = links.indices.map { index in profile(index) }
    return JSONValue.object(["deviceManagement": ["deviceConfigurations": .array(profiles)]]).text
  }

  private func profile(_ index: Int) -> JSONValue {
    let link = links[index]
    var profile: JSONObject = [
      "@odata.type": .string("#\(link.type.name)"), "id": .string(Self.id(index)),
      "displayName": .string("Profile \(index)"),
    ]
    if let reference = link.reference {
      let target = JSONValue.string("deviceManagement/deviceConfigurations/\(Self.id(index + 1))")
      profile["\(reference.name)@odata.bind"] = reference.isCollection ? [target] : target
    }
    for (number, navigation) in link.type.navigationProperties.enumerated()
    where navigation.containsTarget && !navigation.traits.isView {
      let child = child(navigation, "66666666-0000-4000-8000-0000000000\(index)\(number % 10)")
      profile[navigation.name] = navigation.isCollection ? [child] : child
    }
    if link.type.shortName == "windows10CustomConfiguration" { profile["omaSettings"] = [Self.secret] }
    return .object(profile)
  }

  private func child(_ navigation: NavigationProperty, _ id: String) -> JSONValue {
    guard navigation.name == "assignments" else { return ["id": .string(id)] }
    return [
      "target": [
        "@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": .string(Self.group),
      ]
    ]
  }

  private static let secret: JSONValue = [
    "@odata.type": "#microsoft.graph.omaSettingString", "displayName": "Key", "omaUri": "./Key",
    "value": "geheim", "isEncrypted": .bool(true),
  ]
}
