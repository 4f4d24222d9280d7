/// Qualified names of the workload's types.
enum EntitlementType {
  static let catalog = "microsoft.graph.accessPackageCatalog"
  static let package = "microsoft.graph.accessPackage"
  static let policy = "microsoft.graph.accessPackageAssignmentPolicy"
  static let question = "microsoft.graph.accessPackagePolicyQuestion"
  static let textQuestion = "microsoft.graph.accessPackagePolicyTextInputQuestion"
  static let multipleChoiceQuestion = "microsoft.graph.accessPackagePolicyMultipleChoiceQuestion"
  static let resource = "microsoft.graph.accessPackageResource"
  static let role = "microsoft.graph.accessPackageResourceRole"
  static let scope = "microsoft.graph.accessPackageResourceScope"
  static let roleScope = "microsoft.graph.accessPackageResourceRoleScope"
  static let resourceRequest = "microsoft.graph.accessPackageResourceRequest"
  static let subject = "microsoft.graph.accessPackageSubject"
  static let assignment = "microsoft.graph.accessPackageAssignment"
  static let resourceRole = "microsoft.graph.accessPackageAssignmentResourceRole"
  static let request = "microsoft.graph.accessPackageAssignmentRequest"
  static let approval = "microsoft.graph.approval"
  static let approvalStep = "microsoft.graph.approvalStep"
  static let connectedOrganization = "microsoft.graph.connectedOrganization"
  static let environment = "microsoft.graph.accessPackageResourceEnvironment"
  static let suggestion = "microsoft.graph.accessPackageSuggestion"
  static let workflowExtension = "microsoft.graph.customCalloutExtension"
  static let stageSetting = "microsoft.graph.customExtensionStageSetting"
  static let connector = "microsoft.graph.externalOriginResourceConnector"
  static let uploadSession = "microsoft.graph.customDataProvidedResourceUploadSession"
  static let settings = "microsoft.graph.entitlementManagementSettings"
  static let control = "microsoft.graph.controlConfiguration"
}

/// Names of the workload's references and links.
enum EntitlementLink {
  static let incompatiblePackages = "accessPackage_incompatibleAccessPackages"
  static let resourceRoleAssignments = "accessPackageAssignmentResourceRole_accessPackageAssignments"
}
