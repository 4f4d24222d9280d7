/// What an assignment request asks for, in the words of beta.
enum RequestType: String, CaseIterable {
  case userAdd = "UserAdd"
  case userUpdate = "UserUpdate"
  case userExtend = "UserExtend"
  case userRemove = "UserRemove"
  case adminAdd = "AdminAdd"
  case adminUpdate = "AdminUpdate"
  case adminRemove = "AdminRemove"
  case onBehalfAdd = "OnBehalfAdd"
  case systemAdd = "SystemAdd"
  case systemUpdate = "SystemUpdate"
  case systemRemove = "SystemRemove"
  case approverRemove = "ApproverRemove"

  /// Words compare ignoring case.
  init?(_ text: String?) {
    guard let text, let found = Self.allCases.first(where: { $0.rawValue.lowercased() == text.lowercased() })
    else {
      return nil
    }
    self = found
  }

  enum Effect { case add, change, remove }

  var effect: Effect {
    switch self {
    case .userAdd, .adminAdd, .onBehalfAdd, .systemAdd: .add
    case .userUpdate, .userExtend, .adminUpdate, .systemUpdate: .change
    case .userRemove, .adminRemove, .systemRemove, .approverRemove: .remove
    }
  }

  /// Written by the service only.
  var isServerMade: Bool {
    switch self {
    case .systemAdd, .systemUpdate, .systemRemove, .approverRemove: true
    case .userAdd, .userUpdate, .userExtend, .userRemove, .adminAdd, .adminUpdate, .adminRemove, .onBehalfAdd:
      false
    }
  }

  /// Access is given as a policy says, to whom it says.
  var followsPolicy: Bool { self == .userAdd || self == .onBehalfAdd }

  /// Whoever has access, or wants it, asks; administrators do as they like.
  var isOfUser: Bool {
    switch self {
    case .userAdd, .onBehalfAdd, .userUpdate, .userExtend, .userRemove: true
    case .adminAdd, .adminUpdate, .adminRemove, .systemAdd, .systemUpdate, .systemRemove, .approverRemove:
      false
    }
  }
}
