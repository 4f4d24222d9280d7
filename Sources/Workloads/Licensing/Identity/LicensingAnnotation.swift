/// What a seed and an export say of licenses beyond the model, and what rows keep beside it.
enum LicensingAnnotation {
  /// Who holds the units of an allotment.
  static let holders = "@emulator.holders"
  /// The waiting members of an allotment wait in the order in which they are listed, whatever their times are.
  static let isQueueInOrder = "@emulator.isQueueInOrder"
  /// When an assignment last changed.
  static let updated = "@emulator.updatedDateTime"
  /// What a deleted user gets again when it is restored.
  static let restore = "@emulator.restore"
  /// The product of an assignment error whose `skuId` is null.
  static let sku = "@emulator.sku"
}
