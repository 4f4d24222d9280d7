CREATE TABLE "accessPackage" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "accessPackageCatalog" INTEGER, properties TEXT NOT NULL, "uniqueName_folded");
CREATE TABLE "accessPackageAssignment" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "accessPackage" INTEGER, "accessPackageAssignmentPolicy" INTEGER, "target" INTEGER, properties TEXT NOT NULL, "assignmentState_folded");
CREATE TABLE "accessPackageAssignmentPolicy" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "accessPackage" INTEGER, properties TEXT NOT NULL);
CREATE TABLE "accessPackageAssignmentRequest" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "accessPackage" INTEGER, "accessPackageAssignment" INTEGER, "requestor" INTEGER, properties TEXT NOT NULL, "requestState_folded");
CREATE TABLE "accessPackageAssignmentResourceRole" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "accessPackageResourceRole" INTEGER, "accessPackageResourceScope" INTEGER, "accessPackageSubject" INTEGER, properties TEXT NOT NULL);
CREATE TABLE "accessPackageAssignmentResourceRole_accessPackageAssignments" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "accessPackageCatalog" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL, "uniqueName_folded");
INSERT INTO "accessPackageCatalog" VALUES(5,'3bf95f3a-2dd7-8b25-9781-0c5a55a6329d','microsoft.graph.accessPackageCatalog','{"displayName":"General","description":"Built-in catalog.","catalogType":"ServiceDefault","catalogStatus":"Published","isExternallyVisible":true,"createdBy":"Azure AD","createdDateTime":"2026-11-28T14:00:19.5669875Z","modifiedBy":"Azure AD","modifiedDateTime":"2026-11-28T14:00:19.5669875Z","privilegeLevel":"standard"}',NULL);
CREATE TABLE accessPackageMembership (link TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL,
  PRIMARY KEY (link, source, target)) WITHOUT ROWID;
CREATE TABLE accessPackageRequestStep (key INTEGER PRIMARY KEY);
CREATE TABLE "accessPackageResource" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, "accessPackageResourceEnvironment" INTEGER, "externalOriginResourceConnector" INTEGER, properties TEXT NOT NULL, "originId_folded");
CREATE TABLE "accessPackageResourceEnvironment" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "accessPackageResourceRequest" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "accessPackageCatalog" INTEGER, "accessPackageResource" INTEGER, "requestor" INTEGER, properties TEXT NOT NULL);
CREATE TABLE "accessPackageResourceRole" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "accessPackageResourceRoleScope" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, "accessPackageResourceRole" INTEGER, "accessPackageResourceScope" INTEGER, properties TEXT NOT NULL);
CREATE TABLE "accessPackageResourceScope" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "accessPackageSubject" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "connectedOrganization" INTEGER, properties TEXT NOT NULL, "objectId_folded");
CREATE TABLE "accessPackageSuggestion" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "accessPackage" INTEGER, properties TEXT NOT NULL);
CREATE TABLE accessPackageTransition (moment INTEGER NOT NULL, kind TEXT NOT NULL, object INTEGER NOT NULL);
CREATE TABLE "accessPackage_incompatibleAccessPackages" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "accessPackage_incompatibleGroups" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "admin" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "adminCloudLicensing" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "administrativeUnit_members" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "allotment" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "owner" INTEGER, "allottedUnits" INTEGER NOT NULL, "consumedUnits" INTEGER NOT NULL, properties TEXT NOT NULL, "skuId_folded");
CREATE TABLE allotmentPlan (place INTEGER PRIMARY KEY, allotment INTEGER NOT NULL, planId TEXT NOT NULL,
  planName TEXT, assignableTo TEXT, serviceName TEXT, service TEXT NOT NULL);
CREATE TABLE allotmentState (allotment INTEGER PRIMARY KEY, sku NOT NULL, skuId TEXT, state INTEGER NOT NULL,
  assignableTo TEXT);
CREATE TABLE "androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "appRoleAssignment" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL, "resourceId_folded");
CREATE TABLE "application_owners" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "approval" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "approvalStep" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "assignment" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "allotment" INTEGER, "assignedTo" INTEGER, properties TEXT NOT NULL);
CREATE TABLE "assignmentError" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "assignedTo" INTEGER, properties TEXT NOT NULL, "skuId_folded");
CREATE TABLE "auditLogRoot" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "authorizationPolicy" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "catalogUsageRight" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE change (sequence INTEGER PRIMARY KEY, moment INTEGER NOT NULL, kind TEXT NOT NULL,
  object INTEGER NOT NULL, type TEXT NOT NULL, id TEXT NOT NULL, names TEXT, target INTEGER, targetType TEXT,
  targetId TEXT);
CREATE TABLE "conditionalAccessPolicy" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "conditionalAccessRoot" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "connectedOrganization" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "connectedOrganization_externalSponsors" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "connectedOrganization_internalSponsors" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "controlConfiguration" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "customCalloutExtension" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "customDataProvidedResourceFile" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "customDataProvidedResourceUploadSession" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "customExtensionHandler" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, "customExtension" INTEGER, properties TEXT NOT NULL);
CREATE TABLE "customExtensionStageSetting" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, "customExtension" INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceAndAppManagementAssignmentFilter" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL, "displayName_folded");
CREATE TABLE "deviceComplianceActionItem" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceComplianceDeviceStatus" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceCompliancePolicy" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL, "displayName_folded");
CREATE TABLE "deviceCompliancePolicyAssignment" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceCompliancePolicyState" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceComplianceScheduledActionForRule" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceComplianceUserStatus" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceConfiguration" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "identityCertificate" INTEGER, "identityCertificateForClientAuthentication" INTEGER, "rootCertificateForServerValidation" INTEGER, "rootCertificateForClientValidation" INTEGER, "secondaryIdentityCertificateForClientAuthentication" INTEGER, "secondaryRootCertificateForClientValidation" INTEGER, "rootCertificate" INTEGER, "smimeSigningCertificate" INTEGER, "singleSignOnExtensionPkinitCertificate" INTEGER, "smimeEncryptionCertificate" INTEGER, properties TEXT NOT NULL, "displayName_folded");
CREATE TABLE "deviceConfigurationAssignment" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceConfigurationConflictSummary" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "deviceConfigurationDeviceStateSummary" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceConfigurationDeviceStatus" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceConfigurationState" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceConfigurationUserStateSummary" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceConfigurationUserStatus" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceManagement" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "deviceManagementConfigurationPolicy" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL, "name_folded");
CREATE TABLE "deviceManagementConfigurationPolicyAssignment" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceManagementConfigurationSetting" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "deviceManagementDerivedCredentialSettings" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "device_registeredOwners" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "device_registeredUsers" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "directory" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "directoryObject" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, deleted TEXT, "manager" INTEGER, "createdOnBehalfOf" INTEGER, properties TEXT NOT NULL, "department_folded", "displayName_folded", "employeeId_folded", "givenName_folded", "jobTitle_folded", "mail_folded", "mailNickname_folded", "surname_folded", "operatingSystem_folded", "userPrincipalName_folded", "uniqueName_folded", "deviceId_folded", "appId_folded", "roleTemplateId_folded");
INSERT INTO "directoryObject" VALUES(2,'99d2ddbf-5a39-8ebd-935e-71570b665cf0','microsoft.graph.organization',NULL,NULL,NULL,'{"createdDateTime":"2026-11-28T14:00:19Z","displayName":"Contoso","mobileDeviceManagementAuthority":"unknown","tenantType":"AAD","verifiedDomains":[{"capabilities":"Email, OfficeCommunicationsOnline","isDefault":true,"isInitial":true,"name":"contoso.onmicrosoft.com","type":"Managed"}],"@emulator.derivesDomains":true,"@emulator.implied":true,"@emulator.open":true}',NULL,'contoso',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "directoryObject" VALUES(3,'8159f662-fc37-83ad-8e20-84d4f64b9a2b','microsoft.graph.servicePrincipal',NULL,NULL,NULL,'{"accountEnabled":true,"appDisplayName":"Microsoft Graph","appId":"00000003-0000-0000-c000-000000000000","appOwnerOrganizationId":"f8cdef31-a31e-4b4a-93e4-5f571e91255a","appRoleAssignmentRequired":false,"createdDateTime":"2026-11-28T14:00:19Z","displayName":"Microsoft Graph","servicePrincipalNames":["00000003-0000-0000-c000-000000000000","https://graph.microsoft.com"],"servicePrincipalType":"Application","signInAudience":"AzureADMultipleOrgs","info":{"logoUrl":null,"marketingUrl":null,"privacyStatementUrl":null,"supportUrl":null,"termsOfServiceUrl":null},"verifiedPublisher":{"displayName":null,"verifiedPublisherId":null,"addedDateTime":null},"@emulator.implied":true}',NULL,'microsoft graph',NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,NULL,'00000003-0000-0000-c000-000000000000',NULL);
CREATE TABLE "directoryRole_members" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "directorySetting" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL, "templateId_folded");
CREATE TABLE disabledPlan (assignment INTEGER NOT NULL, planId TEXT NOT NULL, place INTEGER NOT NULL,
  PRIMARY KEY (assignment, planId)) WITHOUT ROWID;
CREATE TABLE emulator (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO "emulator" VALUES('loaded','2026-11-28T14:00:19Z');
INSERT INTO "emulator" VALUES('model','92318b83468a341c');
INSERT INTO "emulator" VALUES('schema','9');
INSERT INTO "emulator" VALUES('seeds','[]');
INSERT INTO "emulator" VALUES('tenant','default');
INSERT INTO "emulator" VALUES('tokenKey','AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=');
CREATE TABLE "entitlementManagement" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "entitlementManagementSettings" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "externalOriginResourceConnector" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "groupBasedSubjectSet_groups" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE groupProcessing (key INTEGER PRIMARY KEY, step INTEGER NOT NULL);
CREATE TABLE "group_members" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "group_owners" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE holder (sequence INTEGER PRIMARY KEY AUTOINCREMENT, allotment INTEGER NOT NULL,
  principal INTEGER NOT NULL, unit INTEGER NOT NULL, grantedDateTime TEXT NOT NULL,
  UNIQUE (allotment, principal), UNIQUE (allotment, unit));
CREATE TABLE "identityContainer" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "identityGovernance" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "identitySecurityDefaultsEnforcementPolicy" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "invitation" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "invitedUser" INTEGER, properties TEXT NOT NULL);
CREATE TABLE "iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE license (key INTEGER PRIMARY KEY AUTOINCREMENT, principal INTEGER NOT NULL, sku NOT NULL,
  UNIQUE (principal, sku));
CREATE TABLE "macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "managedAllDeviceCertificateState" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "managedDevice" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "managedDeviceCertificateState" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "managedDevice_users" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "namedLocation" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "oAuth2PermissionGrant" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL, "clientId_folded", "principalId_folded");
CREATE TABLE outbox (sequence INTEGER PRIMARY KEY, url TEXT NOT NULL, item TEXT NOT NULL, object TEXT, seal TEXT,
  sealName TEXT, subject INTEGER NOT NULL, expires INTEGER NOT NULL, isTried INTEGER NOT NULL DEFAULT 0);
CREATE TABLE planStatus (planId TEXT PRIMARY KEY, status TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE "policyRoot" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "profilePhoto" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "rbacApplication" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE restorableAssignment (sequence INTEGER PRIMARY KEY AUTOINCREMENT, principal INTEGER NOT NULL,
  allotment TEXT NOT NULL, disabledServicePlanIds TEXT NOT NULL, UNIQUE (principal, allotment));
CREATE TABLE "restrictedAppsViolation" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "roleManagement" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "roleScopeTag" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL, "displayName_folded");
INSERT INTO "roleScopeTag" VALUES(4,'0','microsoft.graph.roleScopeTag','{"displayName":"Default","description":"","isBuiltIn":true}','default');
CREATE TABLE "roleScopeTagAutoAssignment" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "servicePrincipal_owners" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE setAsideLink (position INTEGER PRIMARY KEY AUTOINCREMENT, object INTEGER NOT NULL,
  link TEXT NOT NULL, source INTEGER NOT NULL, target INTEGER NOT NULL);
CREATE TABLE "settingStateDeviceSummary" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "signIn" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
ANALYZE "sqlite_master";
INSERT INTO "sqlite_stat1" VALUES('emulator','emulator','2 1');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_manager','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_createdOnBehalfOf','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_department','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_displayName','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_employeeId','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_givenName','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_jobTitle','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_mail','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_mailNickname','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_surname','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_operatingSystem','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_userPrincipalName','4000000 1 1');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_uniqueName','4000000 1 1');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_deviceId','4000000 1 1');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_appId','4000000 1 1');
INSERT INTO "sqlite_stat1" VALUES('directoryObject','directoryObject_roleTemplateId','4000000 1 1');
INSERT INTO "sqlite_stat1" VALUES('profilePhoto','profilePhoto_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('profilePhoto','profilePhoto_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('roleManagement','roleManagement_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('roleManagement','roleManagement_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('rbacApplication','rbacApplication_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('rbacApplication','rbacApplication_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('appRoleAssignment','appRoleAssignment_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('appRoleAssignment','appRoleAssignment_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('appRoleAssignment','appRoleAssignment_resourceId','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('oAuth2PermissionGrant','oAuth2PermissionGrant_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('oAuth2PermissionGrant','oAuth2PermissionGrant_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('oAuth2PermissionGrant','oAuth2PermissionGrant_clientId','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('oAuth2PermissionGrant','oAuth2PermissionGrant_principalId','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('identityContainer','identityContainer_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('identityContainer','identityContainer_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('conditionalAccessRoot','conditionalAccessRoot_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('conditionalAccessRoot','conditionalAccessRoot_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('conditionalAccessPolicy','conditionalAccessPolicy_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('conditionalAccessPolicy','conditionalAccessPolicy_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('namedLocation','namedLocation_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('namedLocation','namedLocation_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('policyRoot','policyRoot_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('policyRoot','policyRoot_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('authorizationPolicy','authorizationPolicy_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('authorizationPolicy','authorizationPolicy_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('identitySecurityDefaultsEnforcementPolicy','identitySecurityDefaultsEnforcementPolicy_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('identitySecurityDefaultsEnforcementPolicy','identitySecurityDefaultsEnforcementPolicy_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('auditLogRoot','auditLogRoot_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('auditLogRoot','auditLogRoot_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('signIn','signIn_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('signIn','signIn_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('directorySetting','directorySetting_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('directorySetting','directorySetting_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('directorySetting','directorySetting_templateId','4000000 1 1');
INSERT INTO "sqlite_stat1" VALUES('invitation','invitation_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('invitation','invitation_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('invitation','invitation_invitedUser','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('catalogUsageRight','catalogUsageRight_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('catalogUsageRight','catalogUsageRight_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('subscription','subscription_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('subscription','subscription_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('directory','directory_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('directory','directory_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('admin','admin_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('admin','admin_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_identityCertificate','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_identityCertificateForClientAuthentication','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_rootCertificateForServerValidation','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_rootCertificateForClientValidation','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_secondaryIdentityCertificateForClientAuthentication','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_secondaryRootCertificateForClientValidation','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_rootCertificate','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_smimeSigningCertificate','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_singleSignOnExtensionPkinitCertificate','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_smimeEncryptionCertificate','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('deviceConfiguration','deviceConfiguration_displayName','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationAssignment','deviceConfigurationAssignment_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationAssignment','deviceConfigurationAssignment_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationDeviceStatus','deviceConfigurationDeviceStatus_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationDeviceStatus','deviceConfigurationDeviceStatus_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationUserStatus','deviceConfigurationUserStatus_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationUserStatus','deviceConfigurationUserStatus_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('settingStateDeviceSummary','settingStateDeviceSummary_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('settingStateDeviceSummary','settingStateDeviceSummary_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('managedDeviceCertificateState','managedDeviceCertificateState_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('managedDeviceCertificateState','managedDeviceCertificateState_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('windowsPrivacyDataAccessControlItem','windowsPrivacyDataAccessControlItem_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('windowsPrivacyDataAccessControlItem','windowsPrivacyDataAccessControlItem_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceManagementDerivedCredentialSettings','deviceManagementDerivedCredentialSettings_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceManagementDerivedCredentialSettings','deviceManagementDerivedCredentialSettings_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationConflictSummary','deviceConfigurationConflictSummary_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationConflictSummary','deviceConfigurationConflictSummary_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationDeviceStateSummary','deviceConfigurationDeviceStateSummary_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationDeviceStateSummary','deviceConfigurationDeviceStateSummary_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationUserStateSummary','deviceConfigurationUserStateSummary_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationUserStateSummary','deviceConfigurationUserStateSummary_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('restrictedAppsViolation','restrictedAppsViolation_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('restrictedAppsViolation','restrictedAppsViolation_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('managedAllDeviceCertificateState','managedAllDeviceCertificateState_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('managedAllDeviceCertificateState','managedAllDeviceCertificateState_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('windowsAssignedAccessProfile','windowsAssignedAccessProfile_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('windowsAssignedAccessProfile','windowsAssignedAccessProfile_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('roleScopeTag','roleScopeTag_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('roleScopeTag','roleScopeTag_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('roleScopeTag','roleScopeTag_displayName','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('roleScopeTagAutoAssignment','roleScopeTagAutoAssignment_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('roleScopeTagAutoAssignment','roleScopeTagAutoAssignment_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceAndAppManagementAssignmentFilter','deviceAndAppManagementAssignmentFilter_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('deviceAndAppManagementAssignmentFilter','deviceAndAppManagementAssignmentFilter_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceAndAppManagementAssignmentFilter','deviceAndAppManagementAssignmentFilter_displayName','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('deviceManagementConfigurationPolicy','deviceManagementConfigurationPolicy_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('deviceManagementConfigurationPolicy','deviceManagementConfigurationPolicy_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceManagementConfigurationPolicy','deviceManagementConfigurationPolicy_name','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('deviceManagementConfigurationPolicyAssignment','deviceManagementConfigurationPolicyAssignment_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceManagementConfigurationPolicyAssignment','deviceManagementConfigurationPolicyAssignment_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceManagementConfigurationSetting','deviceManagementConfigurationSetting_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceManagementConfigurationSetting','deviceManagementConfigurationSetting_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('managedDevice','managedDevice_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('managedDevice','managedDevice_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceCompliancePolicy','deviceCompliancePolicy_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('deviceCompliancePolicy','deviceCompliancePolicy_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceCompliancePolicy','deviceCompliancePolicy_displayName','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('deviceCompliancePolicyAssignment','deviceCompliancePolicyAssignment_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceCompliancePolicyAssignment','deviceCompliancePolicyAssignment_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceComplianceScheduledActionForRule','deviceComplianceScheduledActionForRule_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceComplianceScheduledActionForRule','deviceComplianceScheduledActionForRule_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceComplianceActionItem','deviceComplianceActionItem_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceComplianceActionItem','deviceComplianceActionItem_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceComplianceDeviceStatus','deviceComplianceDeviceStatus_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceComplianceDeviceStatus','deviceComplianceDeviceStatus_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceComplianceUserStatus','deviceComplianceUserStatus_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceComplianceUserStatus','deviceComplianceUserStatus_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceCompliancePolicyState','deviceCompliancePolicyState_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceCompliancePolicyState','deviceCompliancePolicyState_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationState','deviceConfigurationState_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('deviceConfigurationState','deviceConfigurationState_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('deviceManagement','deviceManagement_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('deviceManagement','deviceManagement_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('entitlementManagement','entitlementManagement_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('entitlementManagement','entitlementManagement_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignment','accessPackageAssignment_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignment','accessPackageAssignment_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignment','accessPackageAssignment_accessPackage','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignment','accessPackageAssignment_accessPackageAssignmentPolicy','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignment','accessPackageAssignment_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignment','accessPackageAssignment_assignmentState','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentRequest','accessPackageAssignmentRequest_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentRequest','accessPackageAssignmentRequest_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentRequest','accessPackageAssignmentRequest_accessPackage','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentRequest','accessPackageAssignmentRequest_accessPackageAssignment','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentRequest','accessPackageAssignmentRequest_requestor','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentRequest','accessPackageAssignmentRequest_requestState','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentResourceRole','accessPackageAssignmentResourceRole_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentResourceRole','accessPackageAssignmentResourceRole_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentResourceRole','accessPackageAssignmentResourceRole_accessPackageResourceRole','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentResourceRole','accessPackageAssignmentResourceRole_accessPackageResourceScope','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentResourceRole','accessPackageAssignmentResourceRole_accessPackageSubject','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentPolicy','accessPackageAssignmentPolicy_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentPolicy','accessPackageAssignmentPolicy_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentPolicy','accessPackageAssignmentPolicy_accessPackage','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackage','accessPackage_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackage','accessPackage_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackage','accessPackage_accessPackageCatalog','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackage','accessPackage_uniqueName','4000000 1 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageCatalog','accessPackageCatalog_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageCatalog','accessPackageCatalog_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageCatalog','accessPackageCatalog_uniqueName','4000000 1 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageSubject','accessPackageSubject_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageSubject','accessPackageSubject_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageSubject','accessPackageSubject_connectedOrganization','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageSubject','accessPackageSubject_objectId','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResource','accessPackageResource_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResource','accessPackageResource_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResource','accessPackageResource_accessPackageResourceEnvironment','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResource','accessPackageResource_externalOriginResourceConnector','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResource','accessPackageResource_originId','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRole','accessPackageResourceRole_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRole','accessPackageResourceRole_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceScope','accessPackageResourceScope_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceScope','accessPackageResourceScope_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRoleScope','accessPackageResourceRoleScope_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRoleScope','accessPackageResourceRoleScope_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRoleScope','accessPackageResourceRoleScope_accessPackageResourceRole','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRoleScope','accessPackageResourceRoleScope_accessPackageResourceScope','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRequest','accessPackageResourceRequest_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRequest','accessPackageResourceRequest_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRequest','accessPackageResourceRequest_accessPackageCatalog','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRequest','accessPackageResourceRequest_accessPackageResource','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceRequest','accessPackageResourceRequest_requestor','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceEnvironment','accessPackageResourceEnvironment_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageResourceEnvironment','accessPackageResourceEnvironment_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('connectedOrganization','connectedOrganization_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('connectedOrganization','connectedOrganization_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('entitlementManagementSettings','entitlementManagementSettings_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('entitlementManagementSettings','entitlementManagementSettings_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('approval','approval_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('approval','approval_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('approvalStep','approvalStep_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('approvalStep','approvalStep_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('customCalloutExtension','customCalloutExtension_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('customCalloutExtension','customCalloutExtension_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('customExtensionHandler','customExtensionHandler_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('customExtensionHandler','customExtensionHandler_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('customExtensionHandler','customExtensionHandler_customExtension','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('customExtensionStageSetting','customExtensionStageSetting_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('customExtensionStageSetting','customExtensionStageSetting_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('customExtensionStageSetting','customExtensionStageSetting_customExtension','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageSuggestion','accessPackageSuggestion_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageSuggestion','accessPackageSuggestion_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('accessPackageSuggestion','accessPackageSuggestion_accessPackage','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('controlConfiguration','controlConfiguration_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('controlConfiguration','controlConfiguration_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('externalOriginResourceConnector','externalOriginResourceConnector_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('externalOriginResourceConnector','externalOriginResourceConnector_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('customDataProvidedResourceUploadSession','customDataProvidedResourceUploadSession_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('customDataProvidedResourceUploadSession','customDataProvidedResourceUploadSession_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('customDataProvidedResourceFile','customDataProvidedResourceFile_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('customDataProvidedResourceFile','customDataProvidedResourceFile_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('identityGovernance','identityGovernance_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('identityGovernance','identityGovernance_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('adminCloudLicensing','adminCloudLicensing_id','4000000 10 1');
INSERT INTO "sqlite_stat1" VALUES('adminCloudLicensing','adminCloudLicensing_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('allotment','allotment_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('allotment','allotment_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('allotment','allotment_owner','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('allotment','allotment_skuId','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('assignment','assignment_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('assignment','assignment_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('assignment','assignment_allotment','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('assignment','assignment_assignedTo','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('assignmentError','assignmentError_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('assignmentError','assignmentError_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('assignmentError','assignmentError_assignedTo','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('assignmentError','assignmentError_skuId','4000000 5');
INSERT INTO "sqlite_stat1" VALUES('waitingMember','waitingMember_id','4000000 1');
INSERT INTO "sqlite_stat1" VALUES('waitingMember','waitingMember_type','4000000 800000');
INSERT INTO "sqlite_stat1" VALUES('waitingMember','waitingMember_allotment','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('waitingMember','waitingMember_assignedTo','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('user_sponsors','user_sponsors_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('user_sponsors','user_sponsors_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('group_members','group_members_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('group_members','group_members_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('group_owners','group_owners_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('group_owners','group_owners_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('device_registeredOwners','device_registeredOwners_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('device_registeredOwners','device_registeredOwners_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('device_registeredUsers','device_registeredUsers_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('device_registeredUsers','device_registeredUsers_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('servicePrincipal_owners','servicePrincipal_owners_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('servicePrincipal_owners','servicePrincipal_owners_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('directoryRole_members','directoryRole_members_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('directoryRole_members','directoryRole_members_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('administrativeUnit_members','administrativeUnit_members_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('administrativeUnit_members','administrativeUnit_members_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('application_owners','application_owners_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('application_owners','application_owners_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('groupBasedSubjectSet_groups','groupBasedSubjectSet_groups_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('groupBasedSubjectSet_groups','groupBasedSubjectSet_groups_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation','windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation','windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('windowsWiredNetworkConfiguration_rootCertificatesForServerValidation','windowsWiredNetworkConfiguration_rootCertificatesForServerValidation_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('windowsWiredNetworkConfiguration_rootCertificatesForServerValidation','windowsWiredNetworkConfiguration_rootCertificatesForServerValidation_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('windowsDomainJoinConfiguration_networkAccessConfigurations','windowsDomainJoinConfiguration_networkAccessConfigurations_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('windowsDomainJoinConfiguration_networkAccessConfigurations','windowsDomainJoinConfiguration_networkAccessConfigurations_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation','androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation','androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation','iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation','iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation','macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation','macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('windowsZtdnsConfiguration_rootCertificatesForClientValidation','windowsZtdnsConfiguration_rootCertificatesForClientValidation_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('windowsZtdnsConfiguration_rootCertificatesForClientValidation','windowsZtdnsConfiguration_rootCertificatesForClientValidation_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('windowsZtdnsConfiguration_rootCertificatesForServerValidation','windowsZtdnsConfiguration_rootCertificatesForServerValidation_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('windowsZtdnsConfiguration_rootCertificatesForServerValidation','windowsZtdnsConfiguration_rootCertificatesForServerValidation_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('managedDevice_users','managedDevice_users_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('managedDevice_users','managedDevice_users_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentResourceRole_accessPackageAssignments','accessPackageAssignmentResourceRole_accessPackageAssignments_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackageAssignmentResourceRole_accessPackageAssignments','accessPackageAssignmentResourceRole_accessPackageAssignments_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackage_incompatibleAccessPackages','accessPackage_incompatibleAccessPackages_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackage_incompatibleAccessPackages','accessPackage_incompatibleAccessPackages_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('accessPackage_incompatibleGroups','accessPackage_incompatibleGroups_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('accessPackage_incompatibleGroups','accessPackage_incompatibleGroups_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('connectedOrganization_externalSponsors','connectedOrganization_externalSponsors_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('connectedOrganization_externalSponsors','connectedOrganization_externalSponsors_source','4000000 10 1 1');
INSERT INTO "sqlite_stat1" VALUES('connectedOrganization_internalSponsors','connectedOrganization_internalSponsors_target','4000000 10');
INSERT INTO "sqlite_stat1" VALUES('connectedOrganization_internalSponsors','connectedOrganization_internalSponsors_source','4000000 10 1 1');
CREATE TABLE stream (object INTEGER NOT NULL, name TEXT NOT NULL, type TEXT NOT NULL, tag TEXT NOT NULL,
  bytes BLOB NOT NULL, PRIMARY KEY (object, name));
CREATE TABLE "subscription" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE subscriptionWatch (subscription INTEGER PRIMARY KEY, home TEXT NOT NULL, object INTEGER NOT NULL,
  navigation TEXT NOT NULL, due INTEGER NOT NULL, event TEXT NOT NULL);
CREATE TABLE upload (token TEXT PRIMARY KEY, object INTEGER, owner INTEGER, containment TEXT, type TEXT NOT NULL,
  name TEXT NOT NULL, place TEXT NOT NULL, properties TEXT NOT NULL, contentType TEXT, size INTEGER, received INTEGER NOT NULL DEFAULT 0,
  isDeferred INTEGER NOT NULL, expires INTEGER NOT NULL);
CREATE TABLE uploadPart (token TEXT NOT NULL, start INTEGER NOT NULL, bytes BLOB NOT NULL, PRIMARY KEY (token, start));
CREATE TABLE "user_sponsors" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "waitingMember" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, "allotment" INTEGER, "assignedTo" INTEGER, properties TEXT NOT NULL);
CREATE TABLE "windowsAssignedAccessProfile" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, properties TEXT NOT NULL);
CREATE TABLE "windowsDomainJoinConfiguration_networkAccessConfigurations" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "windowsPrivacyDataAccessControlItem" (key INTEGER PRIMARY KEY, id TEXT NOT NULL, type TEXT NOT NULL, owner INTEGER, properties TEXT NOT NULL);
CREATE TABLE "windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "windowsWiredNetworkConfiguration_rootCertificatesForServerValidation" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "windowsZtdnsConfiguration_rootCertificatesForClientValidation" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE TABLE "windowsZtdnsConfiguration_rootCertificatesForServerValidation" (position INTEGER PRIMARY KEY AUTOINCREMENT, source INTEGER NOT NULL,
  target INTEGER NOT NULL, UNIQUE (source, target));
CREATE INDEX change_type ON change (type);
CREATE INDEX outbox_url ON outbox (url);
CREATE INDEX outbox_expires ON outbox (expires) WHERE isTried = 1;
CREATE INDEX outbox_subject ON outbox (subject);
CREATE INDEX upload_expires ON upload (expires);
CREATE UNIQUE INDEX "directoryObject_id" ON "directoryObject" (id);
CREATE INDEX "directoryObject_type" ON "directoryObject" (type) WHERE deleted IS NULL;
CREATE INDEX "directoryObject_manager" ON "directoryObject" ("manager");
CREATE INDEX "directoryObject_createdOnBehalfOf" ON "directoryObject" ("createdOnBehalfOf");
CREATE INDEX "directoryObject_department" ON "directoryObject" ("department_folded");
CREATE INDEX "directoryObject_displayName" ON "directoryObject" ("displayName_folded");
CREATE INDEX "directoryObject_employeeId" ON "directoryObject" ("employeeId_folded");
CREATE INDEX "directoryObject_givenName" ON "directoryObject" ("givenName_folded");
CREATE INDEX "directoryObject_jobTitle" ON "directoryObject" ("jobTitle_folded");
CREATE INDEX "directoryObject_mail" ON "directoryObject" ("mail_folded");
CREATE INDEX "directoryObject_mailNickname" ON "directoryObject" ("mailNickname_folded");
CREATE INDEX "directoryObject_surname" ON "directoryObject" ("surname_folded");
CREATE INDEX "directoryObject_operatingSystem" ON "directoryObject" ("operatingSystem_folded");
CREATE UNIQUE INDEX "directoryObject_userPrincipalName" ON "directoryObject" ("userPrincipalName_folded", type) WHERE deleted IS NULL;
CREATE UNIQUE INDEX "directoryObject_uniqueName" ON "directoryObject" ("uniqueName_folded", type) WHERE deleted IS NULL;
CREATE UNIQUE INDEX "directoryObject_deviceId" ON "directoryObject" ("deviceId_folded", type) WHERE deleted IS NULL;
CREATE UNIQUE INDEX "directoryObject_appId" ON "directoryObject" ("appId_folded", type) WHERE deleted IS NULL;
CREATE UNIQUE INDEX "directoryObject_roleTemplateId" ON "directoryObject" ("roleTemplateId_folded", type) WHERE deleted IS NULL;
CREATE UNIQUE INDEX "profilePhoto_id" ON "profilePhoto" (owner, id);
CREATE INDEX "profilePhoto_type" ON "profilePhoto" (type);
CREATE UNIQUE INDEX "roleManagement_id" ON "roleManagement" (id);
CREATE INDEX "roleManagement_type" ON "roleManagement" (type);
CREATE UNIQUE INDEX "rbacApplication_id" ON "rbacApplication" (owner, id);
CREATE INDEX "rbacApplication_type" ON "rbacApplication" (type);
CREATE UNIQUE INDEX "appRoleAssignment_id" ON "appRoleAssignment" (owner, id);
CREATE INDEX "appRoleAssignment_type" ON "appRoleAssignment" (type);
CREATE INDEX "appRoleAssignment_resourceId" ON "appRoleAssignment" ("resourceId_folded");
CREATE UNIQUE INDEX "oAuth2PermissionGrant_id" ON "oAuth2PermissionGrant" (id);
CREATE INDEX "oAuth2PermissionGrant_type" ON "oAuth2PermissionGrant" (type);
CREATE INDEX "oAuth2PermissionGrant_clientId" ON "oAuth2PermissionGrant" ("clientId_folded");
CREATE INDEX "oAuth2PermissionGrant_principalId" ON "oAuth2PermissionGrant" ("principalId_folded");
CREATE UNIQUE INDEX "identityContainer_id" ON "identityContainer" (id);
CREATE INDEX "identityContainer_type" ON "identityContainer" (type);
CREATE UNIQUE INDEX "conditionalAccessRoot_id" ON "conditionalAccessRoot" (owner, id);
CREATE INDEX "conditionalAccessRoot_type" ON "conditionalAccessRoot" (type);
CREATE UNIQUE INDEX "conditionalAccessPolicy_id" ON "conditionalAccessPolicy" (id);
CREATE INDEX "conditionalAccessPolicy_type" ON "conditionalAccessPolicy" (type);
CREATE UNIQUE INDEX "namedLocation_id" ON "namedLocation" (id);
CREATE INDEX "namedLocation_type" ON "namedLocation" (type);
CREATE UNIQUE INDEX "policyRoot_id" ON "policyRoot" (id);
CREATE INDEX "policyRoot_type" ON "policyRoot" (type);
CREATE UNIQUE INDEX "authorizationPolicy_id" ON "authorizationPolicy" (owner, id);
CREATE INDEX "authorizationPolicy_type" ON "authorizationPolicy" (type);
CREATE UNIQUE INDEX "identitySecurityDefaultsEnforcementPolicy_id" ON "identitySecurityDefaultsEnforcementPolicy" (owner, id);
CREATE INDEX "identitySecurityDefaultsEnforcementPolicy_type" ON "identitySecurityDefaultsEnforcementPolicy" (type);
CREATE UNIQUE INDEX "auditLogRoot_id" ON "auditLogRoot" (id);
CREATE INDEX "auditLogRoot_type" ON "auditLogRoot" (type);
CREATE UNIQUE INDEX "signIn_id" ON "signIn" (id);
CREATE INDEX "signIn_type" ON "signIn" (type);
CREATE UNIQUE INDEX "directorySetting_id" ON "directorySetting" (id);
CREATE INDEX "directorySetting_type" ON "directorySetting" (type);
CREATE UNIQUE INDEX "directorySetting_templateId" ON "directorySetting" ("templateId_folded", type);
CREATE UNIQUE INDEX "invitation_id" ON "invitation" (id);
CREATE INDEX "invitation_type" ON "invitation" (type);
CREATE INDEX "invitation_invitedUser" ON "invitation" ("invitedUser");
CREATE UNIQUE INDEX "catalogUsageRight_id" ON "catalogUsageRight" (owner, id);
CREATE INDEX "catalogUsageRight_type" ON "catalogUsageRight" (type);
CREATE UNIQUE INDEX "subscription_id" ON "subscription" (id);
CREATE INDEX "subscription_type" ON "subscription" (type);
CREATE UNIQUE INDEX "directory_id" ON "directory" (id);
CREATE INDEX "directory_type" ON "directory" (type);
CREATE UNIQUE INDEX "admin_id" ON "admin" (id);
CREATE INDEX "admin_type" ON "admin" (type);
CREATE UNIQUE INDEX "deviceConfiguration_id" ON "deviceConfiguration" (id);
CREATE INDEX "deviceConfiguration_type" ON "deviceConfiguration" (type);
CREATE INDEX "deviceConfiguration_identityCertificate" ON "deviceConfiguration" ("identityCertificate");
CREATE INDEX "deviceConfiguration_identityCertificateForClientAuthentication" ON "deviceConfiguration" ("identityCertificateForClientAuthentication");
CREATE INDEX "deviceConfiguration_rootCertificateForServerValidation" ON "deviceConfiguration" ("rootCertificateForServerValidation");
CREATE INDEX "deviceConfiguration_rootCertificateForClientValidation" ON "deviceConfiguration" ("rootCertificateForClientValidation");
CREATE INDEX "deviceConfiguration_secondaryIdentityCertificateForClientAuthentication" ON "deviceConfiguration" ("secondaryIdentityCertificateForClientAuthentication");
CREATE INDEX "deviceConfiguration_secondaryRootCertificateForClientValidation" ON "deviceConfiguration" ("secondaryRootCertificateForClientValidation");
CREATE INDEX "deviceConfiguration_rootCertificate" ON "deviceConfiguration" ("rootCertificate");
CREATE INDEX "deviceConfiguration_smimeSigningCertificate" ON "deviceConfiguration" ("smimeSigningCertificate");
CREATE INDEX "deviceConfiguration_singleSignOnExtensionPkinitCertificate" ON "deviceConfiguration" ("singleSignOnExtensionPkinitCertificate");
CREATE INDEX "deviceConfiguration_smimeEncryptionCertificate" ON "deviceConfiguration" ("smimeEncryptionCertificate");
CREATE INDEX "deviceConfiguration_displayName" ON "deviceConfiguration" ("displayName_folded");
CREATE UNIQUE INDEX "deviceConfigurationAssignment_id" ON "deviceConfigurationAssignment" (owner, id);
CREATE INDEX "deviceConfigurationAssignment_type" ON "deviceConfigurationAssignment" (type);
CREATE UNIQUE INDEX "deviceConfigurationDeviceStatus_id" ON "deviceConfigurationDeviceStatus" (owner, id);
CREATE INDEX "deviceConfigurationDeviceStatus_type" ON "deviceConfigurationDeviceStatus" (type);
CREATE UNIQUE INDEX "deviceConfigurationUserStatus_id" ON "deviceConfigurationUserStatus" (owner, id);
CREATE INDEX "deviceConfigurationUserStatus_type" ON "deviceConfigurationUserStatus" (type);
CREATE UNIQUE INDEX "settingStateDeviceSummary_id" ON "settingStateDeviceSummary" (owner, id);
CREATE INDEX "settingStateDeviceSummary_type" ON "settingStateDeviceSummary" (type);
CREATE UNIQUE INDEX "managedDeviceCertificateState_id" ON "managedDeviceCertificateState" (owner, id);
CREATE INDEX "managedDeviceCertificateState_type" ON "managedDeviceCertificateState" (type);
CREATE UNIQUE INDEX "windowsPrivacyDataAccessControlItem_id" ON "windowsPrivacyDataAccessControlItem" (owner, id);
CREATE INDEX "windowsPrivacyDataAccessControlItem_type" ON "windowsPrivacyDataAccessControlItem" (type);
CREATE UNIQUE INDEX "deviceManagementDerivedCredentialSettings_id" ON "deviceManagementDerivedCredentialSettings" (owner, id);
CREATE INDEX "deviceManagementDerivedCredentialSettings_type" ON "deviceManagementDerivedCredentialSettings" (type);
CREATE UNIQUE INDEX "deviceConfigurationConflictSummary_id" ON "deviceConfigurationConflictSummary" (id);
CREATE INDEX "deviceConfigurationConflictSummary_type" ON "deviceConfigurationConflictSummary" (type);
CREATE UNIQUE INDEX "deviceConfigurationDeviceStateSummary_id" ON "deviceConfigurationDeviceStateSummary" (owner, id);
CREATE INDEX "deviceConfigurationDeviceStateSummary_type" ON "deviceConfigurationDeviceStateSummary" (type);
CREATE UNIQUE INDEX "deviceConfigurationUserStateSummary_id" ON "deviceConfigurationUserStateSummary" (owner, id);
CREATE INDEX "deviceConfigurationUserStateSummary_type" ON "deviceConfigurationUserStateSummary" (type);
CREATE UNIQUE INDEX "restrictedAppsViolation_id" ON "restrictedAppsViolation" (id);
CREATE INDEX "restrictedAppsViolation_type" ON "restrictedAppsViolation" (type);
CREATE UNIQUE INDEX "managedAllDeviceCertificateState_id" ON "managedAllDeviceCertificateState" (id);
CREATE INDEX "managedAllDeviceCertificateState_type" ON "managedAllDeviceCertificateState" (type);
CREATE UNIQUE INDEX "windowsAssignedAccessProfile_id" ON "windowsAssignedAccessProfile" (id);
CREATE INDEX "windowsAssignedAccessProfile_type" ON "windowsAssignedAccessProfile" (type);
CREATE UNIQUE INDEX "roleScopeTag_id" ON "roleScopeTag" (id);
CREATE INDEX "roleScopeTag_type" ON "roleScopeTag" (type);
CREATE INDEX "roleScopeTag_displayName" ON "roleScopeTag" ("displayName_folded");
CREATE UNIQUE INDEX "roleScopeTagAutoAssignment_id" ON "roleScopeTagAutoAssignment" (owner, id);
CREATE INDEX "roleScopeTagAutoAssignment_type" ON "roleScopeTagAutoAssignment" (type);
CREATE UNIQUE INDEX "deviceAndAppManagementAssignmentFilter_id" ON "deviceAndAppManagementAssignmentFilter" (id);
CREATE INDEX "deviceAndAppManagementAssignmentFilter_type" ON "deviceAndAppManagementAssignmentFilter" (type);
CREATE INDEX "deviceAndAppManagementAssignmentFilter_displayName" ON "deviceAndAppManagementAssignmentFilter" ("displayName_folded");
CREATE UNIQUE INDEX "deviceManagementConfigurationPolicy_id" ON "deviceManagementConfigurationPolicy" (id);
CREATE INDEX "deviceManagementConfigurationPolicy_type" ON "deviceManagementConfigurationPolicy" (type);
CREATE INDEX "deviceManagementConfigurationPolicy_name" ON "deviceManagementConfigurationPolicy" ("name_folded");
CREATE UNIQUE INDEX "deviceManagementConfigurationPolicyAssignment_id" ON "deviceManagementConfigurationPolicyAssignment" (owner, id);
CREATE INDEX "deviceManagementConfigurationPolicyAssignment_type" ON "deviceManagementConfigurationPolicyAssignment" (type);
CREATE UNIQUE INDEX "deviceManagementConfigurationSetting_id" ON "deviceManagementConfigurationSetting" (owner, id);
CREATE INDEX "deviceManagementConfigurationSetting_type" ON "deviceManagementConfigurationSetting" (type);
CREATE UNIQUE INDEX "managedDevice_id" ON "managedDevice" (id);
CREATE INDEX "managedDevice_type" ON "managedDevice" (type);
CREATE UNIQUE INDEX "deviceCompliancePolicy_id" ON "deviceCompliancePolicy" (id);
CREATE INDEX "deviceCompliancePolicy_type" ON "deviceCompliancePolicy" (type);
CREATE INDEX "deviceCompliancePolicy_displayName" ON "deviceCompliancePolicy" ("displayName_folded");
CREATE UNIQUE INDEX "deviceCompliancePolicyAssignment_id" ON "deviceCompliancePolicyAssignment" (owner, id);
CREATE INDEX "deviceCompliancePolicyAssignment_type" ON "deviceCompliancePolicyAssignment" (type);
CREATE UNIQUE INDEX "deviceComplianceScheduledActionForRule_id" ON "deviceComplianceScheduledActionForRule" (owner, id);
CREATE INDEX "deviceComplianceScheduledActionForRule_type" ON "deviceComplianceScheduledActionForRule" (type);
CREATE UNIQUE INDEX "deviceComplianceActionItem_id" ON "deviceComplianceActionItem" (owner, id);
CREATE INDEX "deviceComplianceActionItem_type" ON "deviceComplianceActionItem" (type);
CREATE UNIQUE INDEX "deviceComplianceDeviceStatus_id" ON "deviceComplianceDeviceStatus" (owner, id);
CREATE INDEX "deviceComplianceDeviceStatus_type" ON "deviceComplianceDeviceStatus" (type);
CREATE UNIQUE INDEX "deviceComplianceUserStatus_id" ON "deviceComplianceUserStatus" (owner, id);
CREATE INDEX "deviceComplianceUserStatus_type" ON "deviceComplianceUserStatus" (type);
CREATE UNIQUE INDEX "deviceCompliancePolicyState_id" ON "deviceCompliancePolicyState" (owner, id);
CREATE INDEX "deviceCompliancePolicyState_type" ON "deviceCompliancePolicyState" (type);
CREATE UNIQUE INDEX "deviceConfigurationState_id" ON "deviceConfigurationState" (owner, id);
CREATE INDEX "deviceConfigurationState_type" ON "deviceConfigurationState" (type);
CREATE UNIQUE INDEX "deviceManagement_id" ON "deviceManagement" (id);
CREATE INDEX "deviceManagement_type" ON "deviceManagement" (type);
CREATE UNIQUE INDEX "entitlementManagement_id" ON "entitlementManagement" (owner, id);
CREATE INDEX "entitlementManagement_type" ON "entitlementManagement" (type);
CREATE UNIQUE INDEX "accessPackageAssignment_id" ON "accessPackageAssignment" (id);
CREATE INDEX "accessPackageAssignment_type" ON "accessPackageAssignment" (type);
CREATE INDEX "accessPackageAssignment_accessPackage" ON "accessPackageAssignment" ("accessPackage");
CREATE INDEX "accessPackageAssignment_accessPackageAssignmentPolicy" ON "accessPackageAssignment" ("accessPackageAssignmentPolicy");
CREATE INDEX "accessPackageAssignment_target" ON "accessPackageAssignment" ("target");
CREATE INDEX "accessPackageAssignment_assignmentState" ON "accessPackageAssignment" ("assignmentState_folded");
CREATE UNIQUE INDEX "accessPackageAssignmentRequest_id" ON "accessPackageAssignmentRequest" (id);
CREATE INDEX "accessPackageAssignmentRequest_type" ON "accessPackageAssignmentRequest" (type);
CREATE INDEX "accessPackageAssignmentRequest_accessPackage" ON "accessPackageAssignmentRequest" ("accessPackage");
CREATE INDEX "accessPackageAssignmentRequest_accessPackageAssignment" ON "accessPackageAssignmentRequest" ("accessPackageAssignment");
CREATE INDEX "accessPackageAssignmentRequest_requestor" ON "accessPackageAssignmentRequest" ("requestor");
CREATE INDEX "accessPackageAssignmentRequest_requestState" ON "accessPackageAssignmentRequest" ("requestState_folded");
CREATE UNIQUE INDEX "accessPackageAssignmentResourceRole_id" ON "accessPackageAssignmentResourceRole" (id);
CREATE INDEX "accessPackageAssignmentResourceRole_type" ON "accessPackageAssignmentResourceRole" (type);
CREATE INDEX "accessPackageAssignmentResourceRole_accessPackageResourceRole" ON "accessPackageAssignmentResourceRole" ("accessPackageResourceRole");
CREATE INDEX "accessPackageAssignmentResourceRole_accessPackageResourceScope" ON "accessPackageAssignmentResourceRole" ("accessPackageResourceScope");
CREATE INDEX "accessPackageAssignmentResourceRole_accessPackageSubject" ON "accessPackageAssignmentResourceRole" ("accessPackageSubject");
CREATE UNIQUE INDEX "accessPackageAssignmentPolicy_id" ON "accessPackageAssignmentPolicy" (id);
CREATE INDEX "accessPackageAssignmentPolicy_type" ON "accessPackageAssignmentPolicy" (type);
CREATE INDEX "accessPackageAssignmentPolicy_accessPackage" ON "accessPackageAssignmentPolicy" ("accessPackage");
CREATE UNIQUE INDEX "accessPackage_id" ON "accessPackage" (id);
CREATE INDEX "accessPackage_type" ON "accessPackage" (type);
CREATE INDEX "accessPackage_accessPackageCatalog" ON "accessPackage" ("accessPackageCatalog");
CREATE UNIQUE INDEX "accessPackage_uniqueName" ON "accessPackage" ("uniqueName_folded", type);
CREATE UNIQUE INDEX "accessPackageCatalog_id" ON "accessPackageCatalog" (id);
CREATE INDEX "accessPackageCatalog_type" ON "accessPackageCatalog" (type);
CREATE UNIQUE INDEX "accessPackageCatalog_uniqueName" ON "accessPackageCatalog" ("uniqueName_folded", type);
CREATE UNIQUE INDEX "accessPackageSubject_id" ON "accessPackageSubject" (id);
CREATE INDEX "accessPackageSubject_type" ON "accessPackageSubject" (type);
CREATE INDEX "accessPackageSubject_connectedOrganization" ON "accessPackageSubject" ("connectedOrganization");
CREATE INDEX "accessPackageSubject_objectId" ON "accessPackageSubject" ("objectId_folded");
CREATE UNIQUE INDEX "accessPackageResource_id" ON "accessPackageResource" (owner, id);
CREATE INDEX "accessPackageResource_type" ON "accessPackageResource" (type);
CREATE INDEX "accessPackageResource_accessPackageResourceEnvironment" ON "accessPackageResource" ("accessPackageResourceEnvironment");
CREATE INDEX "accessPackageResource_externalOriginResourceConnector" ON "accessPackageResource" ("externalOriginResourceConnector");
CREATE INDEX "accessPackageResource_originId" ON "accessPackageResource" ("originId_folded");
CREATE UNIQUE INDEX "accessPackageResourceRole_id" ON "accessPackageResourceRole" (owner, id);
CREATE INDEX "accessPackageResourceRole_type" ON "accessPackageResourceRole" (type);
CREATE UNIQUE INDEX "accessPackageResourceScope_id" ON "accessPackageResourceScope" (owner, id);
CREATE INDEX "accessPackageResourceScope_type" ON "accessPackageResourceScope" (type);
CREATE UNIQUE INDEX "accessPackageResourceRoleScope_id" ON "accessPackageResourceRoleScope" (owner, id);
CREATE INDEX "accessPackageResourceRoleScope_type" ON "accessPackageResourceRoleScope" (type);
CREATE INDEX "accessPackageResourceRoleScope_accessPackageResourceRole" ON "accessPackageResourceRoleScope" ("accessPackageResourceRole");
CREATE INDEX "accessPackageResourceRoleScope_accessPackageResourceScope" ON "accessPackageResourceRoleScope" ("accessPackageResourceScope");
CREATE UNIQUE INDEX "accessPackageResourceRequest_id" ON "accessPackageResourceRequest" (id);
CREATE INDEX "accessPackageResourceRequest_type" ON "accessPackageResourceRequest" (type);
CREATE INDEX "accessPackageResourceRequest_accessPackageCatalog" ON "accessPackageResourceRequest" ("accessPackageCatalog");
CREATE INDEX "accessPackageResourceRequest_accessPackageResource" ON "accessPackageResourceRequest" ("accessPackageResource");
CREATE INDEX "accessPackageResourceRequest_requestor" ON "accessPackageResourceRequest" ("requestor");
CREATE UNIQUE INDEX "accessPackageResourceEnvironment_id" ON "accessPackageResourceEnvironment" (id);
CREATE INDEX "accessPackageResourceEnvironment_type" ON "accessPackageResourceEnvironment" (type);
CREATE UNIQUE INDEX "connectedOrganization_id" ON "connectedOrganization" (id);
CREATE INDEX "connectedOrganization_type" ON "connectedOrganization" (type);
CREATE UNIQUE INDEX "entitlementManagementSettings_id" ON "entitlementManagementSettings" (owner, id);
CREATE INDEX "entitlementManagementSettings_type" ON "entitlementManagementSettings" (type);
CREATE UNIQUE INDEX "approval_id" ON "approval" (id);
CREATE INDEX "approval_type" ON "approval" (type);
CREATE UNIQUE INDEX "approvalStep_id" ON "approvalStep" (owner, id);
CREATE INDEX "approvalStep_type" ON "approvalStep" (type);
CREATE UNIQUE INDEX "customCalloutExtension_id" ON "customCalloutExtension" (owner, id);
CREATE INDEX "customCalloutExtension_type" ON "customCalloutExtension" (type);
CREATE UNIQUE INDEX "customExtensionHandler_id" ON "customExtensionHandler" (owner, id);
CREATE INDEX "customExtensionHandler_type" ON "customExtensionHandler" (type);
CREATE INDEX "customExtensionHandler_customExtension" ON "customExtensionHandler" ("customExtension");
CREATE UNIQUE INDEX "customExtensionStageSetting_id" ON "customExtensionStageSetting" (owner, id);
CREATE INDEX "customExtensionStageSetting_type" ON "customExtensionStageSetting" (type);
CREATE INDEX "customExtensionStageSetting_customExtension" ON "customExtensionStageSetting" ("customExtension");
CREATE UNIQUE INDEX "accessPackageSuggestion_id" ON "accessPackageSuggestion" (id);
CREATE INDEX "accessPackageSuggestion_type" ON "accessPackageSuggestion" (type);
CREATE INDEX "accessPackageSuggestion_accessPackage" ON "accessPackageSuggestion" ("accessPackage");
CREATE UNIQUE INDEX "controlConfiguration_id" ON "controlConfiguration" (id);
CREATE INDEX "controlConfiguration_type" ON "controlConfiguration" (type);
CREATE UNIQUE INDEX "externalOriginResourceConnector_id" ON "externalOriginResourceConnector" (id);
CREATE INDEX "externalOriginResourceConnector_type" ON "externalOriginResourceConnector" (type);
CREATE UNIQUE INDEX "customDataProvidedResourceUploadSession_id" ON "customDataProvidedResourceUploadSession" (owner, id);
CREATE INDEX "customDataProvidedResourceUploadSession_type" ON "customDataProvidedResourceUploadSession" (type);
CREATE UNIQUE INDEX "customDataProvidedResourceFile_id" ON "customDataProvidedResourceFile" (owner, id);
CREATE INDEX "customDataProvidedResourceFile_type" ON "customDataProvidedResourceFile" (type);
CREATE UNIQUE INDEX "identityGovernance_id" ON "identityGovernance" (id);
CREATE INDEX "identityGovernance_type" ON "identityGovernance" (type);
CREATE UNIQUE INDEX "adminCloudLicensing_id" ON "adminCloudLicensing" (owner, id);
CREATE INDEX "adminCloudLicensing_type" ON "adminCloudLicensing" (type);
CREATE UNIQUE INDEX "allotment_id" ON "allotment" (id);
CREATE INDEX "allotment_type" ON "allotment" (type);
CREATE INDEX "allotment_owner" ON "allotment" ("owner");
CREATE INDEX "allotment_skuId" ON "allotment" ("skuId_folded");
CREATE UNIQUE INDEX "assignment_id" ON "assignment" (id);
CREATE INDEX "assignment_type" ON "assignment" (type);
CREATE INDEX "assignment_allotment" ON "assignment" ("allotment");
CREATE INDEX "assignment_assignedTo" ON "assignment" ("assignedTo");
CREATE UNIQUE INDEX "assignmentError_id" ON "assignmentError" (id);
CREATE INDEX "assignmentError_type" ON "assignmentError" (type);
CREATE INDEX "assignmentError_assignedTo" ON "assignmentError" ("assignedTo");
CREATE INDEX "assignmentError_skuId" ON "assignmentError" ("skuId_folded");
CREATE UNIQUE INDEX "waitingMember_id" ON "waitingMember" (id);
CREATE INDEX "waitingMember_type" ON "waitingMember" (type);
CREATE INDEX "waitingMember_allotment" ON "waitingMember" ("allotment");
CREATE INDEX "waitingMember_assignedTo" ON "waitingMember" ("assignedTo");
CREATE INDEX "user_sponsors_target" ON "user_sponsors" (target);
CREATE INDEX "user_sponsors_source" ON "user_sponsors" (source, position, target);
CREATE INDEX "group_members_target" ON "group_members" (target);
CREATE INDEX "group_members_source" ON "group_members" (source, position, target);
CREATE INDEX "group_owners_target" ON "group_owners" (target);
CREATE INDEX "group_owners_source" ON "group_owners" (source, position, target);
CREATE INDEX "device_registeredOwners_target" ON "device_registeredOwners" (target);
CREATE INDEX "device_registeredOwners_source" ON "device_registeredOwners" (source, position, target);
CREATE INDEX "device_registeredUsers_target" ON "device_registeredUsers" (target);
CREATE INDEX "device_registeredUsers_source" ON "device_registeredUsers" (source, position, target);
CREATE INDEX "servicePrincipal_owners_target" ON "servicePrincipal_owners" (target);
CREATE INDEX "servicePrincipal_owners_source" ON "servicePrincipal_owners" (source, position, target);
CREATE INDEX "directoryRole_members_target" ON "directoryRole_members" (target);
CREATE INDEX "directoryRole_members_source" ON "directoryRole_members" (source, position, target);
CREATE INDEX "administrativeUnit_members_target" ON "administrativeUnit_members" (target);
CREATE INDEX "administrativeUnit_members_source" ON "administrativeUnit_members" (source, position, target);
CREATE INDEX "application_owners_target" ON "application_owners" (target);
CREATE INDEX "application_owners_source" ON "application_owners" (source, position, target);
CREATE INDEX "groupBasedSubjectSet_groups_target" ON "groupBasedSubjectSet_groups" (target);
CREATE INDEX "groupBasedSubjectSet_groups_source" ON "groupBasedSubjectSet_groups" (source, position, target);
CREATE INDEX "windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation_target" ON "windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation" (target);
CREATE INDEX "windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation_source" ON "windowsWifiEnterpriseEAPConfiguration_rootCertificatesForServerValidation" (source, position, target);
CREATE INDEX "windowsWiredNetworkConfiguration_rootCertificatesForServerValidation_target" ON "windowsWiredNetworkConfiguration_rootCertificatesForServerValidation" (target);
CREATE INDEX "windowsWiredNetworkConfiguration_rootCertificatesForServerValidation_source" ON "windowsWiredNetworkConfiguration_rootCertificatesForServerValidation" (source, position, target);
CREATE INDEX "windowsDomainJoinConfiguration_networkAccessConfigurations_target" ON "windowsDomainJoinConfiguration_networkAccessConfigurations" (target);
CREATE INDEX "windowsDomainJoinConfiguration_networkAccessConfigurations_source" ON "windowsDomainJoinConfiguration_networkAccessConfigurations" (source, position, target);
CREATE INDEX "androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_target" ON "androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation" (target);
CREATE INDEX "androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_source" ON "androidDeviceOwnerEnterpriseWiFiConfiguration_rootCertificatesForServerValidation" (source, position, target);
CREATE INDEX "iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_target" ON "iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation" (target);
CREATE INDEX "iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_source" ON "iosEnterpriseWiFiConfiguration_rootCertificatesForServerValidation" (source, position, target);
CREATE INDEX "macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_target" ON "macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation" (target);
CREATE INDEX "macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation_source" ON "macOSEnterpriseWiFiConfiguration_rootCertificatesForServerValidation" (source, position, target);
CREATE INDEX "windowsZtdnsConfiguration_rootCertificatesForClientValidation_target" ON "windowsZtdnsConfiguration_rootCertificatesForClientValidation" (target);
CREATE INDEX "windowsZtdnsConfiguration_rootCertificatesForClientValidation_source" ON "windowsZtdnsConfiguration_rootCertificatesForClientValidation" (source, position, target);
CREATE INDEX "windowsZtdnsConfiguration_rootCertificatesForServerValidation_target" ON "windowsZtdnsConfiguration_rootCertificatesForServerValidation" (target);
CREATE INDEX "windowsZtdnsConfiguration_rootCertificatesForServerValidation_source" ON "windowsZtdnsConfiguration_rootCertificatesForServerValidation" (source, position, target);
CREATE INDEX "managedDevice_users_target" ON "managedDevice_users" (target);
CREATE INDEX "managedDevice_users_source" ON "managedDevice_users" (source, position, target);
CREATE INDEX "accessPackageAssignmentResourceRole_accessPackageAssignments_target" ON "accessPackageAssignmentResourceRole_accessPackageAssignments" (target);
CREATE INDEX "accessPackageAssignmentResourceRole_accessPackageAssignments_source" ON "accessPackageAssignmentResourceRole_accessPackageAssignments" (source, position, target);
CREATE INDEX "accessPackage_incompatibleAccessPackages_target" ON "accessPackage_incompatibleAccessPackages" (target);
CREATE INDEX "accessPackage_incompatibleAccessPackages_source" ON "accessPackage_incompatibleAccessPackages" (source, position, target);
CREATE INDEX "accessPackage_incompatibleGroups_target" ON "accessPackage_incompatibleGroups" (target);
CREATE INDEX "accessPackage_incompatibleGroups_source" ON "accessPackage_incompatibleGroups" (source, position, target);
CREATE INDEX "connectedOrganization_externalSponsors_target" ON "connectedOrganization_externalSponsors" (target);
CREATE INDEX "connectedOrganization_externalSponsors_source" ON "connectedOrganization_externalSponsors" (source, position, target);
CREATE INDEX "connectedOrganization_internalSponsors_target" ON "connectedOrganization_internalSponsors" (target);
CREATE INDEX "connectedOrganization_internalSponsors_source" ON "connectedOrganization_internalSponsors" (source, position, target);
CREATE INDEX directoryObject_deleted ON directoryObject (deleted) WHERE deleted IS NOT NULL;
CREATE INDEX setAsideLink_object ON setAsideLink (object);
CREATE INDEX setAsideLink_source ON setAsideLink (source);
CREATE INDEX setAsideLink_target ON setAsideLink (target);
CREATE TRIGGER setAsideLink_gone AFTER DELETE ON directoryObject BEGIN DELETE FROM setAsideLink WHERE object = OLD.key; DELETE FROM setAsideLink WHERE source = OLD.key; DELETE FROM setAsideLink WHERE target = OLD.key; END;
CREATE INDEX directoryObject_dynamic ON directoryObject (key) WHERE deleted IS NULL AND json_extract(properties, '$.membershipRule') IS NOT NULL;
CREATE INDEX allotmentState_sku ON allotmentState (sku, allotment);
CREATE INDEX allotmentPlan_allotment ON allotmentPlan (allotment, planId);
CREATE TRIGGER allotment_plans AFTER INSERT ON allotment BEGIN INSERT INTO allotmentState (allotment, sku, skuId, state, assignableTo)
  SELECT NEW.key, coalesce(json_extract(NEW.properties, '$.skuId'), json_extract(NEW.properties, '$.externalServiceIdentifier'), NEW.id), json_extract(NEW.properties, '$.skuId'),
    coalesce((SELECT min(CASE json_extract(value, '$.state') WHEN 'active' THEN 0 WHEN 'warning' THEN 1 WHEN 'suspended' THEN 2 WHEN 'lockedOut' THEN 3 ELSE 4 END) FROM json_each(NEW.properties, '$.subscriptions')), 0), json_extract(NEW.properties, '$.assignableTo'); INSERT INTO allotmentPlan (place, allotment, planId, planName, assignableTo, serviceName, service)
  SELECT NEW.key * 4096 + key, NEW.key, json_extract(value, '$.planId'), json_extract(value, '$.planName'),
    json_extract(value, '$.assignableTo'), CASE json_extract(value, '$.planId') WHEN 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5' THEN 'SCO' WHEN '41781fb2-bc02-4b7c-bd55-b576c07bb09d' THEN 'AADPremiumService' WHEN 'eec0eb4f-6444-4f95-aba0-50c24d67f998' THEN 'AADPremiumService' WHEN '8a256a2b-b617-496d-b51b-e76466e88db0' THEN 'MultiFactorService' WHEN '6c57d4b6-3b23-47a5-9bc9-69f17b4947b3' THEN 'RMSOnline' WHEN 'bea4c11e-220a-4e6d-8eb8-8ea15d019f90' THEN 'RMSOnline' WHEN 'efb87545-963c-4e0d-99df-69c6916d9eb0' THEN 'exchange' WHEN '9aaf7827-d63c-4b61-89c3-182f06f82e5c' THEN 'exchange' WHEN '5dbe027f-2339-4123-9542-606e4d348a72' THEN 'SharePoint' WHEN 'e95bec33-7c88-4a70-8e19-b10bd9d0c014' THEN 'SharePoint' WHEN '57ff2da0-773e-42df-b2af-ffb7a2317929' THEN 'TeamspaceAPI' WHEN '43de0ff5-c92c-492b-9116-175376d08c38' THEN 'MicrosoftOffice' ELSE json_extract(value, '$.planName') END, value
  FROM json_each(NEW.properties, '$.services') WHERE json_extract(value, '$.planId') IS NOT NULL; END;
CREATE TRIGGER allotment_replan AFTER UPDATE OF id, properties ON allotment BEGIN DELETE FROM allotmentState WHERE allotment = OLD.key; DELETE FROM allotmentPlan WHERE allotment = OLD.key; INSERT INTO allotmentState (allotment, sku, skuId, state, assignableTo)
  SELECT NEW.key, coalesce(json_extract(NEW.properties, '$.skuId'), json_extract(NEW.properties, '$.externalServiceIdentifier'), NEW.id), json_extract(NEW.properties, '$.skuId'),
    coalesce((SELECT min(CASE json_extract(value, '$.state') WHEN 'active' THEN 0 WHEN 'warning' THEN 1 WHEN 'suspended' THEN 2 WHEN 'lockedOut' THEN 3 ELSE 4 END) FROM json_each(NEW.properties, '$.subscriptions')), 0), json_extract(NEW.properties, '$.assignableTo'); INSERT INTO allotmentPlan (place, allotment, planId, planName, assignableTo, serviceName, service)
  SELECT NEW.key * 4096 + key, NEW.key, json_extract(value, '$.planId'), json_extract(value, '$.planName'),
    json_extract(value, '$.assignableTo'), CASE json_extract(value, '$.planId') WHEN 'c1ec4a95-1f05-45b3-a911-aa3fa01094f5' THEN 'SCO' WHEN '41781fb2-bc02-4b7c-bd55-b576c07bb09d' THEN 'AADPremiumService' WHEN 'eec0eb4f-6444-4f95-aba0-50c24d67f998' THEN 'AADPremiumService' WHEN '8a256a2b-b617-496d-b51b-e76466e88db0' THEN 'MultiFactorService' WHEN '6c57d4b6-3b23-47a5-9bc9-69f17b4947b3' THEN 'RMSOnline' WHEN 'bea4c11e-220a-4e6d-8eb8-8ea15d019f90' THEN 'RMSOnline' WHEN 'efb87545-963c-4e0d-99df-69c6916d9eb0' THEN 'exchange' WHEN '9aaf7827-d63c-4b61-89c3-182f06f82e5c' THEN 'exchange' WHEN '5dbe027f-2339-4123-9542-606e4d348a72' THEN 'SharePoint' WHEN 'e95bec33-7c88-4a70-8e19-b10bd9d0c014' THEN 'SharePoint' WHEN '57ff2da0-773e-42df-b2af-ffb7a2317929' THEN 'TeamspaceAPI' WHEN '43de0ff5-c92c-492b-9116-175376d08c38' THEN 'MicrosoftOffice' ELSE json_extract(value, '$.planName') END, value
  FROM json_each(NEW.properties, '$.services') WHERE json_extract(value, '$.planId') IS NOT NULL; END;
CREATE TRIGGER allotment_unplan AFTER DELETE ON allotment BEGIN DELETE FROM allotmentState WHERE allotment = OLD.key; DELETE FROM allotmentPlan WHERE allotment = OLD.key; END;
CREATE TRIGGER assignment_plans AFTER INSERT ON assignment BEGIN INSERT OR IGNORE INTO disabledPlan (assignment, planId, place)
  SELECT NEW.key, value, key FROM json_each(NEW.properties, '$.disabledServicePlanIds'); END;
CREATE TRIGGER assignment_replan AFTER UPDATE OF properties ON assignment BEGIN DELETE FROM disabledPlan WHERE assignment = OLD.key; INSERT OR IGNORE INTO disabledPlan (assignment, planId, place)
  SELECT NEW.key, value, key FROM json_each(NEW.properties, '$.disabledServicePlanIds'); END;
CREATE TRIGGER assignment_unplan AFTER DELETE ON assignment BEGIN DELETE FROM disabledPlan WHERE assignment = OLD.key; END;
CREATE TRIGGER assignment_license AFTER INSERT ON assignment BEGIN
  INSERT OR IGNORE INTO license (principal, sku)
    SELECT NEW.assignedTo, coalesce(json_extract(a.properties, '$.skuId'), json_extract(a.properties, '$.externalServiceIdentifier'), a.id) FROM allotment a WHERE a.key = NEW.allotment;
END;
CREATE TRIGGER allotment_license AFTER UPDATE OF properties ON allotment
  WHEN coalesce(json_extract(OLD.properties, '$.skuId'), json_extract(OLD.properties, '$.externalServiceIdentifier'), OLD.id) IS NOT coalesce(json_extract(NEW.properties, '$.skuId'), json_extract(NEW.properties, '$.externalServiceIdentifier'), NEW.id)
BEGIN
  INSERT OR IGNORE INTO license (principal, sku)
    SELECT principal, coalesce(json_extract(NEW.properties, '$.skuId'), json_extract(NEW.properties, '$.externalServiceIdentifier'), NEW.id) FROM holder WHERE allotment = NEW.key ORDER BY sequence;
  INSERT OR IGNORE INTO license (principal, sku)
    SELECT assignedTo, coalesce(json_extract(NEW.properties, '$.skuId'), json_extract(NEW.properties, '$.externalServiceIdentifier'), NEW.id) FROM assignment WHERE allotment = NEW.key ORDER BY key;
END;
CREATE TRIGGER directoryObject_license AFTER DELETE ON directoryObject BEGIN
  DELETE FROM license WHERE principal = OLD.key;
  DELETE FROM restorableAssignment WHERE principal = OLD.key;
END;
CREATE TRIGGER groupProcessing_gone AFTER DELETE ON directoryObject BEGIN DELETE FROM groupProcessing WHERE key = OLD.key; END;
CREATE INDEX holder_principal ON holder (principal);
CREATE TRIGGER holder_check BEFORE INSERT ON holder BEGIN
  SELECT RAISE(ABORT, 'holder: no such allotment')
    WHERE NOT EXISTS (SELECT 1 FROM allotment WHERE key = NEW.allotment);
  SELECT RAISE(ABORT, 'holder: there is one already')
    WHERE EXISTS (SELECT 1 FROM holder WHERE allotment = NEW.allotment AND principal = NEW.principal)
      OR EXISTS (SELECT 1 FROM holder WHERE sequence = NEW.sequence);
  SELECT RAISE(ABORT, 'holder: units are numbered without gaps')
    WHERE NEW.unit IS NOT coalesce((SELECT max(unit) FROM holder WHERE allotment = NEW.allotment), 0) + 1;
END;
CREATE TRIGGER holder_count AFTER INSERT ON holder BEGIN
  UPDATE allotment SET consumedUnits = NEW.unit WHERE key = NEW.allotment;
  INSERT OR IGNORE INTO license (principal, sku)
    SELECT NEW.principal, coalesce(json_extract(a.properties, '$.skuId'), json_extract(a.properties, '$.externalServiceIdentifier'), a.id) FROM allotment a WHERE a.key = NEW.allotment;
END;
CREATE TRIGGER holder_fixed BEFORE UPDATE OF sequence, allotment, principal, unit ON holder
  WHEN NEW.sequence IS NOT OLD.sequence OR NEW.allotment IS NOT OLD.allotment
    OR NEW.principal IS NOT OLD.principal OR NEW.unit IS NULL OR NEW.unit < 1 OR NEW.unit >= OLD.unit
    OR EXISTS (SELECT 1 FROM holder WHERE allotment = OLD.allotment AND unit = NEW.unit)
BEGIN
  SELECT RAISE(ABORT, 'holder: only grantedDateTime may change');
END;
CREATE TRIGGER holder_release AFTER DELETE ON holder BEGIN
  UPDATE holder SET unit = OLD.unit
    WHERE allotment = OLD.allotment AND unit = coalesce((SELECT max(unit) FROM holder WHERE allotment = OLD.allotment), 0) AND unit > OLD.unit;
  UPDATE allotment SET consumedUnits = coalesce((SELECT max(unit) FROM holder WHERE allotment = OLD.allotment), 0) WHERE key = OLD.allotment;
END;
CREATE TRIGGER allotment_insert BEFORE INSERT ON allotment
  WHEN NEW.consumedUnits IS NOT coalesce((SELECT max(unit) FROM holder WHERE allotment = NEW.key), 0)
BEGIN
  SELECT RAISE(ABORT, 'allotment: consumedUnits is the number of holders');
END;
CREATE TRIGGER allotment_update BEFORE UPDATE OF key, consumedUnits ON allotment
  WHEN NEW.consumedUnits IS NOT coalesce((SELECT max(unit) FROM holder WHERE allotment = NEW.key), 0) OR NEW.key IS NOT OLD.key
BEGIN
  SELECT RAISE(ABORT, 'allotment: consumedUnits is the number of holders');
END;
CREATE TRIGGER allotment_delete BEFORE DELETE ON allotment
  WHEN EXISTS (SELECT 1 FROM holder WHERE allotment = OLD.key)
BEGIN
  SELECT RAISE(ABORT, 'allotment: its units are in use');
END;
CREATE UNIQUE INDEX assignment_pair ON assignment (allotment, assignedTo);
CREATE UNIQUE INDEX waitingMember_pair ON waitingMember (allotment, assignedTo);
CREATE UNIQUE INDEX assignmentError_pair ON assignmentError (assignedTo, coalesce(json_extract(properties, '$.skuId'), json_extract(properties, '$."@emulator.sku"')));
CREATE INDEX assignmentError_sku ON assignmentError (coalesce(json_extract(properties, '$.skuId'), json_extract(properties, '$."@emulator.sku"')));
CREATE TRIGGER accessPackageMembership_gone AFTER DELETE ON directoryObject BEGIN DELETE FROM accessPackageMembership WHERE source = OLD.key; DELETE FROM accessPackageMembership WHERE target = OLD.key; END;
CREATE INDEX accessPackageTransition_moment ON accessPackageTransition (moment);
CREATE INDEX accessPackageTransition_object ON accessPackageTransition (object);
CREATE TRIGGER accessPackageRequestStep_gone AFTER DELETE ON accessPackageAssignmentRequest BEGIN DELETE FROM accessPackageRequestStep WHERE key = OLD.key; END;
CREATE INDEX subscriptionWatch_home ON subscriptionWatch (home, object);
CREATE INDEX subscriptionWatch_due ON subscriptionWatch (due);
CREATE VIEW "user_memberOf" AS
SELECT target AS source, source AS target, position FROM group_members
UNION ALL SELECT target, source, position + 4503599627370496 FROM directoryRole_members
UNION ALL SELECT target, source, position + 9007199254740992 FROM administrativeUnit_members;
CREATE VIEW "group_memberOf" AS
SELECT target AS source, source AS target, position FROM group_members
UNION ALL SELECT target, source, position + 4503599627370496 FROM directoryRole_members
UNION ALL SELECT target, source, position + 9007199254740992 FROM administrativeUnit_members;
CREATE VIEW "device_memberOf" AS
SELECT target AS source, source AS target, position FROM group_members
UNION ALL SELECT target, source, position + 4503599627370496 FROM directoryRole_members
UNION ALL SELECT target, source, position + 9007199254740992 FROM administrativeUnit_members;
CREATE VIEW "servicePrincipal_memberOf" AS
SELECT target AS source, source AS target, position FROM group_members
UNION ALL SELECT target, source, position + 4503599627370496 FROM directoryRole_members
UNION ALL SELECT target, source, position + 9007199254740992 FROM administrativeUnit_members;
CREATE VIEW "user_transitiveMemberOf" AS
SELECT o.key AS source, j.value AS target, j.value AS position FROM directoryObject o
CROSS JOIN json_each((SELECT json_group_array(key) FROM (WITH RECURSIVE up (key) AS (
  SELECT source FROM group_members WHERE target = o.key
  UNION SELECT source FROM directoryRole_members WHERE target = o.key
  UNION SELECT m.source FROM up CROSS JOIN group_members m ON m.target = up.key
  UNION SELECT m.source FROM up CROSS JOIN directoryRole_members m ON m.target = up.key)
SELECT key FROM up WHERE key <> o.key))) j;
CREATE VIEW "group_transitiveMemberOf" AS
SELECT o.key AS source, j.value AS target, j.value AS position FROM directoryObject o
CROSS JOIN json_each((SELECT json_group_array(key) FROM (WITH RECURSIVE up (key) AS (
  SELECT source FROM group_members WHERE target = o.key
  UNION SELECT source FROM directoryRole_members WHERE target = o.key
  UNION SELECT m.source FROM up CROSS JOIN group_members m ON m.target = up.key
  UNION SELECT m.source FROM up CROSS JOIN directoryRole_members m ON m.target = up.key)
SELECT key FROM up WHERE key <> o.key))) j;
CREATE VIEW "device_transitiveMemberOf" AS
SELECT o.key AS source, j.value AS target, j.value AS position FROM directoryObject o
CROSS JOIN json_each((SELECT json_group_array(key) FROM (WITH RECURSIVE up (key) AS (
  SELECT source FROM group_members WHERE target = o.key
  UNION SELECT source FROM directoryRole_members WHERE target = o.key
  UNION SELECT m.source FROM up CROSS JOIN group_members m ON m.target = up.key
  UNION SELECT m.source FROM up CROSS JOIN directoryRole_members m ON m.target = up.key)
SELECT key FROM up WHERE key <> o.key))) j;
CREATE VIEW "servicePrincipal_transitiveMemberOf" AS
SELECT o.key AS source, j.value AS target, j.value AS position FROM directoryObject o
CROSS JOIN json_each((SELECT json_group_array(key) FROM (WITH RECURSIVE up (key) AS (
  SELECT source FROM group_members WHERE target = o.key
  UNION SELECT source FROM directoryRole_members WHERE target = o.key
  UNION SELECT m.source FROM up CROSS JOIN group_members m ON m.target = up.key
  UNION SELECT m.source FROM up CROSS JOIN directoryRole_members m ON m.target = up.key)
SELECT key FROM up WHERE key <> o.key))) j;
CREATE VIEW "group_transitiveMembers" AS
SELECT o.key AS source, j.value AS target, j.value AS position FROM directoryObject o
CROSS JOIN json_each((SELECT json_group_array(key) FROM (WITH RECURSIVE down (key) AS (
  SELECT target FROM group_members WHERE source = o.key
  UNION SELECT m.target FROM down CROSS JOIN group_members m ON m.source = down.key)
SELECT key FROM down WHERE key <> o.key))) j;
CREATE VIEW "domain" AS
SELECT d.key + 1 AS key, json_extract(d.value, '$.name') AS id, 'microsoft.graph.domain' AS type,
  d.key AS position,
  json_object('authenticationType', coalesce(json_extract(d.value, '$.type'), 'Managed'),
    'isAdminManaged', json('true'),
    'isDefault', json(iif(json_extract(d.value, '$.isDefault'), 'true', 'false')),
    'isInitial', json(iif(json_extract(d.value, '$.isInitial'), 'true', 'false')),
    'isRoot', json('true'), 'isVerified', json('true'),
    'passwordNotificationWindowInDays', 14, 'passwordValidityPeriodInDays', 2147483647,
    'supportedServices', json_array('Email', 'OfficeCommunicationsOnline')) AS properties
FROM directoryObject o CROSS JOIN json_each(o.properties, '$.verifiedDomains') d
WHERE o.type = 'microsoft.graph.organization' AND o.deleted IS NULL;
CREATE VIEW "servicePrincipal_appRoleAssignedTo" AS
SELECT r.key AS source, a.key AS target, a.key AS position FROM appRoleAssignment a
CROSS JOIN directoryObject r ON r.id = a.resourceId_folded
CROSS JOIN directoryObject p ON p.key = a.owner WHERE p.deleted IS NULL;
CREATE VIEW "servicePrincipal_oauth2PermissionGrants" AS
SELECT o.key AS source, g.key AS target, g.key AS position FROM oAuth2PermissionGrant g
CROSS JOIN directoryObject o ON o.id = g.clientId_folded;
CREATE VIEW "user_oauth2PermissionGrants" AS
SELECT o.key AS source, g.key AS target, g.key AS position FROM oAuth2PermissionGrant g
CROSS JOIN directoryObject o ON o.id = g.principalId_folded;
CREATE VIEW "user_ownedObjects" AS
SELECT target AS source, source AS target, position + 0 AS position FROM group_owners
UNION ALL SELECT target AS source, source AS target, position + 4503599627370496 AS position FROM application_owners
UNION ALL SELECT target AS source, source AS target, position + 9007199254740992 AS position FROM servicePrincipal_owners;
CREATE VIEW "servicePrincipal_ownedObjects" AS
SELECT target AS source, source AS target, position + 0 AS position FROM group_owners
UNION ALL SELECT target AS source, source AS target, position + 4503599627370496 AS position FROM application_owners
UNION ALL SELECT target AS source, source AS target, position + 9007199254740992 AS position FROM servicePrincipal_owners;
CREATE VIEW "directoryRoleTemplate" AS
SELECT j.key + 1 AS key, j.value ->> '$.id' AS id, 'microsoft.graph.directoryRoleTemplate' AS type, j.key AS position,
  json_object('displayName', j.value ->> '$.name') AS properties
FROM json_each(directoryRoles()) j;
CREATE VIEW "unifiedRoleDefinition" AS
SELECT j.key + 1 AS key, j.value ->> '$.id' AS id, 'microsoft.graph.unifiedRoleDefinition' AS type, j.key AS position,
  json_object('displayName', j.value ->> '$.name', 'isBuiltIn', json('true'), 'isEnabled', json('true'),
    'resourceScopes', json_array('/'), 'templateId', j.value ->> '$.id', 'version', '1') AS properties
FROM json_each(directoryRoles()) j;
CREATE VIEW "unifiedRoleAssignment" AS
SELECT m.position AS key, r.properties ->> '$.roleTemplateId' || '_' || p.id AS id,
  'microsoft.graph.unifiedRoleAssignment' AS type, m.position AS position, m.target AS principal,
  NULL AS directoryScope,
  (SELECT d.key FROM unifiedRoleDefinition d WHERE d.id = r.properties ->> '$.roleTemplateId')
    AS roleDefinition,
  json_object('principalId', p.id, 'resourceScope', '/', 'directoryScopeId', '/',
    'roleDefinitionId', r.properties ->> '$.roleTemplateId') AS properties
FROM directoryRole_members m CROSS JOIN directoryObject r ON r.key = m.source
CROSS JOIN directoryObject p ON p.key = m.target
WHERE p.deleted IS NULL AND r.deleted IS NULL AND r.properties ->> '$.roleTemplateId' IS NOT NULL;
CREATE VIEW "directorySettingTemplate" AS
SELECT j.key + 1 AS key, j.value ->> '$.id' AS id, 'microsoft.graph.directorySettingTemplate' AS type, j.key AS position,
  json_object('displayName', j.value ->> '$.displayName', 'values', j.value -> '$.values') AS properties
FROM json_each(settingTemplates()) j;
CREATE VIEW "licenseSource" AS
SELECT k.key AS license, k.principal AS principal, k.sku AS sku, l.skuId AS skuId, l.allotment AS allotment,
  a.key AS assignment, l.state AS state,
  CASE p.type WHEN 'microsoft.graph.group' THEN a.key
    ELSE (SELECT sequence FROM holder WHERE allotment = l.allotment AND principal = k.principal) END AS position,
  (SELECT grantedDateTime FROM holder WHERE allotment = l.allotment AND principal = k.principal) AS granted
FROM license k CROSS JOIN directoryObject p ON p.key = k.principal
  CROSS JOIN allotmentState l ON l.sku = k.sku
  CROSS JOIN assignment a ON a.allotment = l.allotment
WHERE p.deleted IS NULL
  AND CASE p.type WHEN 'microsoft.graph.group' THEN 1
    ELSE EXISTS (SELECT 1 FROM holder WHERE allotment = l.allotment AND principal = k.principal) END
  AND a.assignedTo IN (SELECT k.principal UNION ALL SELECT sm.source FROM group_members sm CROSS JOIN directoryObject sg ON sg.key = sm.source WHERE sm.target = k.principal AND sg.deleted IS NULL AND sg.type = 'microsoft.graph.group' AND json_extract(sg.properties, '$.securityEnabled'))
  AND (p.type <> 'microsoft.graph.group' OR a.assignedTo = k.principal);
CREATE VIEW "licensePlan" AS
SELECT s.license AS license, s.principal AS principal, s.sku AS sku, s.skuId AS skuId, s.allotment AS allotment,
  s.assignment AS assignment, s.position AS position, s.granted AS granted, s.state AS state,
  e.planId AS planId, e.planName AS planName, e.assignableTo AS assignableTo, e.service AS service,
  e.place AS place
FROM licenseSource s CROSS JOIN allotmentPlan e ON e.allotment = s.allotment
WHERE NOT EXISTS (SELECT 1 FROM disabledPlan WHERE assignment = s.assignment AND planId = e.planId);
CREATE VIEW "skuPlan" AS
SELECT l.sku AS sku, e.planId AS planId, e.planName AS planName, e.assignableTo AS assignableTo,
  e.service AS service, e.place AS place
FROM allotmentState l CROSS JOIN allotmentPlan e ON e.allotment = l.allotment;
CREATE VIEW "switchedOffPlan" AS
SELECT s.license AS license, d.planId AS planId
FROM licenseSource s CROSS JOIN disabledPlan d ON d.assignment = s.assignment;
CREATE VIEW "unheldPlan" AS
SELECT k.key AS license, e.planId AS planId
FROM license k CROSS JOIN allotmentState l ON l.sku = k.sku
  CROSS JOIN allotmentPlan e ON e.allotment = l.allotment
WHERE NOT EXISTS (SELECT 1 FROM licenseSource WHERE license = k.key AND allotment = l.allotment);
CREATE VIEW "licensePath" AS
SELECT p.key AS principal, l.sku AS sku, l.skuId AS skuId, l.allotment AS allotment, l.state AS state,
  a.key AS assignment, nullif(a.assignedTo, p.key) AS source, a.properties AS terms
FROM directoryObject p CROSS JOIN assignment a CROSS JOIN allotmentState l ON l.allotment = a.allotment
WHERE p.deleted IS NULL AND a.assignedTo IN (SELECT p.key UNION ALL SELECT sm.source FROM group_members sm CROSS JOIN directoryObject sg ON sg.key = sm.source WHERE sm.target = p.key AND sg.deleted IS NULL AND sg.type = 'microsoft.graph.group' AND json_extract(sg.properties, '$.securityEnabled'))
  AND instr(',' || l.assignableTo || ',', CASE p.type WHEN 'microsoft.graph.user' THEN ',user,' WHEN 'microsoft.graph.device' THEN ',device,' ELSE '-' END) > 0;
CREATE VIEW "usageRight" AS
SELECT k.key AS key, licenseIdentifier('usageRight', p.id, k.sku) AS id, 'microsoft.graph.cloudLicensing.usageRight' AS type,
  k.principal AS owner,
  (SELECT min(position) FROM licenseSource WHERE license = k.key AND state < 2) AS position,
  (SELECT json_patch('{}', json_object(
      'externalServiceIdentifier', json_extract(l.properties, '$.externalServiceIdentifier'),
      'skuId', json_extract(l.properties, '$.skuId'),
      'skuPartNumber', json_extract(l.properties, '$.skuPartNumber'),
      'services', json((SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (SELECT service AS item, min(place) AS place FROM licensePlan WHERE license = k.key AND state < 2
GROUP BY planId ORDER BY place)))))
    FROM allotment l
    WHERE l.key = (SELECT min(allotment) FROM licenseSource WHERE license = k.key AND state < 2)) AS properties
FROM license k CROSS JOIN directoryObject p ON p.key = k.principal
WHERE EXISTS (SELECT 1 FROM licenseSource WHERE license = k.key AND state < 2);
CREATE VIEW "usageRight_allotments" AS
SELECT k.key AS source, l.allotment AS target, l.allotment AS position
FROM license k CROSS JOIN allotmentState l ON l.sku = k.sku
WHERE EXISTS (SELECT 1 FROM licenseSource WHERE license = k.key AND allotment = l.allotment AND state < 2);
CREATE VIEW "usageRight_assignments" AS
SELECT license AS source, assignment AS target, assignment AS position FROM licenseSource WHERE state < 2;
CREATE VIEW "assignmentError_usageRight" AS
SELECT e.key AS source, k.key AS target, k.key AS position
FROM assignmentError e CROSS JOIN license k ON k.principal = e.assignedTo AND k.sku = coalesce(json_extract(e.properties, '$.skuId'), json_extract(e.properties, '$."@emulator.sku"'))
WHERE EXISTS (SELECT 1 FROM licenseSource WHERE license = k.key AND state < 2);
CREATE VIEW "licenseDetails" AS
SELECT k.key AS key, licenseDetailsIdentifier((SELECT id FROM directoryObject WHERE type = 'microsoft.graph.organization' AND deleted IS NULL LIMIT 1), k.sku) AS id,
  'microsoft.graph.licenseDetails' AS type, k.principal AS owner,
  (SELECT min(position) FROM licenseSource WHERE license = k.key AND state < 2) AS position,
  (SELECT json_patch('{}', json_object('skuId', k.sku, 'skuPartNumber', (SELECT json_extract(a.properties, '$.skuPartNumber') FROM allotmentState s CROSS JOIN allotment a ON a.key = s.allotment WHERE s.sku = k.sku ORDER BY s.allotment LIMIT 1),
    'servicePlans', json((SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (SELECT json_object('servicePlanId', planId, 'servicePlanName', planName, 'provisioningStatus', CASE isOn WHEN 0 THEN 'Disabled' ELSE coalesce((SELECT s.status FROM planStatus s WHERE s.planId = listed.planId), 'Success') END,
  'appliesTo', CASE assignableTo WHEN 'none' THEN 'Company' ELSE 'User' END) AS item FROM (
  SELECT planId, max(planName) AS planName, max(assignableTo) AS assignableTo, max(isOn) AS isOn,
    min(place) AS place FROM (
    SELECT planId, planName, assignableTo, place, 1 AS isOn FROM licensePlan WHERE license = k.key AND state < 2
    UNION ALL SELECT planId, planName, assignableTo, place, 0 FROM skuPlan WHERE sku = k.sku)
  GROUP BY planId) listed ORDER BY place)))))) AS properties
FROM license k CROSS JOIN directoryObject p ON p.key = k.principal
WHERE p.type = 'microsoft.graph.user' AND EXISTS (SELECT 1 FROM allotmentState WHERE sku = k.sku AND skuId IS NOT NULL)
  AND EXISTS (SELECT 1 FROM licenseSource WHERE license = k.key AND state < 2);
CREATE VIEW "subscribedSku" AS
SELECT f.key AS key, (SELECT id FROM directoryObject WHERE type = 'microsoft.graph.organization' AND deleted IS NULL LIMIT 1) || '_' || c.sku AS id, 'microsoft.graph.subscribedSku' AS type,
  f.key AS position,
  json_patch('{}', json_object('accountId', (SELECT id FROM directoryObject WHERE type = 'microsoft.graph.organization' AND deleted IS NULL LIMIT 1), 'accountName', (SELECT substr(d.name, 1, instr(d.name || '.', '.') - 1) FROM (
  SELECT json_extract(v.value, '$.name') AS name
  FROM directoryObject o CROSS JOIN json_each(o.properties, '$.verifiedDomains') v
  WHERE o.type = 'microsoft.graph.organization' AND o.deleted IS NULL
    AND json_extract(v.value, '$.isInitial') LIMIT 1) d),
    'appliesTo', 'User', 'capabilityStatus', CASE (SELECT min(s.state) FROM allotmentState s CROSS JOIN allotment l ON l.key = s.allotment WHERE s.sku = c.sku) WHEN 0 THEN 'Enabled' WHEN 1 THEN 'Warning' WHEN 2 THEN 'Suspended' WHEN 3 THEN 'LockedOut' ELSE 'Deleted' END,
    'consumedUnits', CASE (SELECT count(*) FROM allotmentState s CROSS JOIN allotment l ON l.key = s.allotment WHERE s.sku = c.sku) WHEN 1 THEN f.consumedUnits
  ELSE (SELECT count(DISTINCT h.principal) FROM allotmentState s CROSS JOIN holder h ON h.allotment = s.allotment
    WHERE s.sku = c.sku) END,
    'prepaidUnits', json_object('enabled', (SELECT coalesce(sum(l.allottedUnits), 0) FROM allotmentState s CROSS JOIN allotment l ON l.key = s.allotment WHERE s.sku = c.sku AND s.state = 0), 'suspended', (SELECT coalesce(sum(l.allottedUnits), 0) FROM allotmentState s CROSS JOIN allotment l ON l.key = s.allotment WHERE s.sku = c.sku AND s.state = 2), 'warning', (SELECT coalesce(sum(l.allottedUnits), 0) FROM allotmentState s CROSS JOIN allotment l ON l.key = s.allotment WHERE s.sku = c.sku AND s.state = 1),
      'lockedOut', (SELECT coalesce(sum(l.allottedUnits), 0) FROM allotmentState s CROSS JOIN allotment l ON l.key = s.allotment WHERE s.sku = c.sku AND s.state = 3)),
    'servicePlans', json((SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (SELECT json_object('servicePlanId', planId, 'servicePlanName', planName, 'provisioningStatus', 'Success',
  'appliesTo', CASE assignableTo WHEN 'none' THEN 'Company' ELSE 'User' END) AS item FROM (
  SELECT planId, planName, assignableTo, min(place) AS place FROM skuPlan WHERE sku = c.sku GROUP BY planId)
ORDER BY place))), 'skuId', c.sku,
    'skuPartNumber', json_extract(f.properties, '$.skuPartNumber'),
    'subscriptionIds', json((SELECT json_group_array(item) FROM (SELECT json_extract(e.value, '$.subscriptionId') AS item
FROM allotmentState s CROSS JOIN allotment l ON l.key = s.allotment
  CROSS JOIN json_each(l.properties, '$.subscriptions') e
WHERE s.sku = c.sku GROUP BY item ORDER BY min(l.key * 4096 + e.key)))))) AS properties
FROM allotmentState c CROSS JOIN allotment f ON f.key = c.allotment
WHERE c.skuId IS NOT NULL
  AND NOT EXISTS (SELECT 1 FROM allotmentState WHERE sku = c.sku AND allotment < c.allotment);
CREATE VIEW "companySubscription" AS
SELECT l.key * 4096 + s.key AS key, json_extract(s.value, '$.subscriptionId') AS id,
  'microsoft.graph.companySubscription' AS type, l.key * 4096 + s.key AS position,
  json_patch('{}', json_object('commerceSubscriptionId', json_extract(s.value, '$.subscriptionId'),
    'createdDateTime', json_extract(s.value, '$.startDate') || 'T00:00:00Z',
    'isTrial', json(CASE WHEN instr(json_extract(s.value, '$.tags'), 'trial') THEN 'true' ELSE 'false' END),
    'nextLifecycleDateTime', json_extract(s.value, '$.nextLifecycleDate') || 'T00:00:00Z', 'ownerTenantId', (SELECT id FROM directoryObject WHERE type = 'microsoft.graph.organization' AND deleted IS NULL LIMIT 1),
    'serviceStatus', json((SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (SELECT json_object('servicePlanId', planId, 'servicePlanName', planName, 'provisioningStatus', 'Success',
  'appliesTo', CASE assignableTo WHEN 'none' THEN 'Company' ELSE 'User' END) AS item FROM (
  SELECT planId, planName, assignableTo, min(place) AS place FROM skuPlan WHERE sku = json_extract(l.properties, '$.skuId') GROUP BY planId)
ORDER BY place))),
    'skuId', json_extract(l.properties, '$.skuId'),
    'skuPartNumber', json_extract(l.properties, '$.skuPartNumber'),
    'status', CASE json_extract(s.value, '$.state') WHEN 'warning' THEN 'Warning' WHEN 'suspended' THEN 'Suspended'
  WHEN 'lockedOut' THEN 'LockedOut' WHEN 'deleted' THEN 'Deleted' ELSE 'Enabled' END, 'totalLicenses', (SELECT sum(o.allottedUnits) FROM allotment o WHERE json_extract(o.properties, '$.skuId') IS NOT NULL
  AND EXISTS (SELECT 1 FROM json_each(o.properties, '$.subscriptions')
    WHERE json_extract(value, '$.subscriptionId') = json_extract(s.value, '$.subscriptionId'))))) AS properties
FROM allotment l CROSS JOIN json_each(l.properties, '$.subscriptions') s
WHERE json_extract(l.properties, '$.skuId') IS NOT NULL AND NOT EXISTS (
  SELECT 1 FROM allotment o CROSS JOIN json_each(o.properties, '$.subscriptions') t
  WHERE json_extract(o.properties, '$.skuId') IS NOT NULL
    AND json_extract(t.value, '$.subscriptionId') = json_extract(s.value, '$.subscriptionId')
    AND o.key * 4096 + t.key < l.key * 4096 + s.key);
CREATE VIEW "group_membersWithLicenseErrors" AS
SELECT g.key AS source, m.target AS target, m.position AS position
FROM directoryObject g CROSS JOIN group_members m ON m.source = g.key
WHERE g.deleted IS NULL AND g.type = 'microsoft.graph.group' AND json_extract(g.properties, '$.securityEnabled') AND m.target IN (SELECT w.assignedTo FROM assignment a CROSS JOIN waitingMember w ON w.allotment = a.allotment
WHERE a.assignedTo = g.key UNION ALL SELECT e.assignedTo FROM assignment a CROSS JOIN allotmentState l ON l.allotment = a.allotment
  CROSS JOIN assignmentError e ON coalesce(json_extract(e.properties, '$.skuId'), json_extract(e.properties, '$."@emulator.sku"')) = l.sku
  CROSS JOIN directoryObject p ON p.key = e.assignedTo
WHERE a.assignedTo = g.key AND p.deleted IS NULL AND instr(',' || l.assignableTo || ',', CASE p.type WHEN 'microsoft.graph.user' THEN ',user,' WHEN 'microsoft.graph.device' THEN ',device,' ELSE '-' END) > 0
  AND NOT EXISTS (SELECT 1 FROM holder WHERE allotment = l.allotment AND principal = p.key));
CREATE VIEW "group.assignedLicenses" AS
SELECT t.key AS key, (SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (SELECT json_object('disabledPlans', json((SELECT json_group_array(item) FROM (SELECT e.planId AS item FROM (SELECT planId FROM switchedOffPlan WHERE license = product.license
    UNION SELECT planId FROM unheldPlan WHERE license = product.license) doubtful
  CROSS JOIN skuPlan e ON e.sku = product.sku AND e.planId = doubtful.planId
WHERE NOT EXISTS (SELECT 1 FROM licensePlan WHERE license = product.license AND planId = e.planId)
GROUP BY e.planId ORDER BY min(e.place)))), 'skuId', product.sku) AS item
FROM (SELECT license, sku, min(position) AS position FROM licenseSource
  WHERE principal = t.key AND skuId IS NOT NULL GROUP BY license) product ORDER BY product.position)) AS value FROM "directoryObject" t;
CREATE VIEW "group.hasMembersWithLicenseErrors" AS
SELECT t.key AS key, CASE WHEN EXISTS (SELECT 1 FROM group_membersWithLicenseErrors WHERE source = t.key)
  THEN 'true' ELSE 'false' END AS value FROM "directoryObject" t;
CREATE VIEW "group.licenseProcessingState" AS
SELECT t.key AS key, CASE WHEN EXISTS (SELECT 1 FROM assignment WHERE assignedTo = t.key)
  THEN json_object('state', CASE (SELECT step FROM groupProcessing WHERE key = t.key)
    WHEN 0 THEN 'QueuedForProcessing' WHEN 1 THEN 'ProcessingInProgress' ELSE 'ProcessingComplete' END) END AS value FROM "directoryObject" t;
CREATE VIEW "user.assignedLicenses" AS
SELECT t.key AS key, CASE WHEN EXISTS (SELECT 1 FROM holder WHERE principal = t.key) THEN (SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (SELECT json_object('disabledPlans', json((SELECT json_group_array(item) FROM (SELECT e.planId AS item FROM (SELECT planId FROM switchedOffPlan WHERE license = product.license
    UNION SELECT planId FROM unheldPlan WHERE license = product.license) doubtful
  CROSS JOIN skuPlan e ON e.sku = product.sku AND e.planId = doubtful.planId
WHERE NOT EXISTS (SELECT 1 FROM licensePlan WHERE license = product.license AND planId = e.planId)
GROUP BY e.planId ORDER BY min(e.place)))), 'skuId', product.sku) AS item
FROM (SELECT license, sku, min(position) AS position FROM licenseSource
  WHERE principal = t.key AND skuId IS NOT NULL GROUP BY license) product ORDER BY product.position)) ELSE '[]' END AS value FROM "directoryObject" t;
CREATE VIEW "user.assignedPlans" AS
SELECT t.key AS key, CASE WHEN EXISTS (SELECT 1 FROM holder WHERE principal = t.key) THEN (SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (SELECT json_object('assignedDateTime', substr(granted, 1, 19) || 'Z',
  'capabilityStatus', CASE state WHEN 0 THEN 'Enabled' WHEN 1 THEN 'Warning' WHEN 2 THEN 'Suspended' WHEN 3 THEN 'LockedOut' ELSE 'Deleted' END, 'service', serviceName,
  'servicePlanId', planId) AS item FROM (WITH held AS MATERIALIZED (SELECT allotment, assignment, position, granted, state FROM licenseSource
WHERE principal = t.key AND skuId IS NOT NULL)
SELECT e.planId AS planId, max(e.serviceName) AS serviceName, min(held.state) AS state,
  min(held.granted) AS granted, min(held.position) AS position, min(e.place) AS place
FROM held CROSS JOIN allotmentPlan e ON e.allotment = held.allotment WHERE NOT EXISTS (SELECT 1 FROM disabledPlan WHERE assignment = held.assignment AND planId = e.planId)
GROUP BY e.planId ORDER BY position, place))) ELSE '[]' END AS value FROM "directoryObject" t;
CREATE VIEW "user.licenseAssignmentStates" AS
SELECT t.key AS key, (SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (SELECT json_object('skuId', sku, 'disabledPlans', json((SELECT json_group_array(item) FROM (SELECT d.planId AS item FROM licensePath y CROSS JOIN disabledPlan d ON d.assignment = y.assignment
WHERE y.principal = t.key AND y.sku = o.sku AND y.source IS o.source
GROUP BY d.planId HAVING count(*) = o.paths ORDER BY min(y.assignment * 4096 + d.place)))),
  'assignedByGroup', (SELECT id FROM directoryObject WHERE key = source),
  'state', CASE WHEN held = 0 THEN 'Error' WHEN held < paths THEN 'ActiveWithError'
  WHEN benefit > 0 THEN 'Active' ELSE 'Disabled' END, 'error', CASE held WHEN paths THEN 'None' ELSE CASE WHEN failure IS NULL THEN 'CountViolation' WHEN failure = 'MissingDependency' THEN 'DependencyViolation'
  WHEN failure IN ('MutuallyExclusiveViolation', 'ProhibitedInUsageLocationViolation', 'UniquenessViolation',
    'CountViolation', 'DependencyViolation') THEN failure
  ELSE 'Other' END END,
  'lastUpdatedDateTime', substr(updated, 1, 19) || 'Z') AS item
FROM (SELECT sku, source, count(*) AS paths, sum(granted IS NOT NULL) AS held,
  sum(granted IS NOT NULL AND state < 2) AS benefit, max(iif(granted IS NULL AND since IS NULL, failure, NULL)) AS failure,
  max(max(coalesce(granted, ''), coalesce(since, ''), coalesce(occurred, ''), changed)) AS updated,
  min(assignment) AS first
FROM (SELECT x.sku AS sku, x.source AS source, x.assignment AS assignment, x.state AS state,
  (SELECT grantedDateTime FROM holder WHERE allotment = x.allotment AND principal = x.principal) AS granted,
  (SELECT json_extract(properties, '$.waitingSinceDateTime') FROM waitingMember
    WHERE allotment = x.allotment AND assignedTo = x.principal) AS since,
  (SELECT json_extract(properties, '$.code') FROM assignmentError
  WHERE assignedTo = x.principal AND coalesce(json_extract(properties, '$.skuId'), json_extract(properties, '$."@emulator.sku"')) = x.sku) AS failure, (SELECT json_extract(properties, '$.occurrenceDateTime') FROM assignmentError
  WHERE assignedTo = x.principal AND coalesce(json_extract(properties, '$.skuId'), json_extract(properties, '$."@emulator.sku"')) = x.sku) AS occurred,
  coalesce(json_extract(x.terms, '$."@emulator.updatedDateTime"'), '') AS changed
FROM licensePath x WHERE x.principal = t.key AND x.skuId IS NOT NULL) GROUP BY sku, source) o ORDER BY first)) AS value FROM "directoryObject" t;
CREATE VIEW "user.provisionedPlans" AS
SELECT t.key AS key, CASE WHEN EXISTS (SELECT 1 FROM holder WHERE principal = t.key) THEN (SELECT '[' || coalesce(group_concat(item), '') || ']' FROM (SELECT json_object('capabilityStatus', CASE min(state) WHEN 0 THEN 'Enabled' WHEN 1 THEN 'Warning' WHEN 2 THEN 'Suspended' WHEN 3 THEN 'LockedOut' ELSE 'Deleted' END, 'provisioningStatus', 'Success',
  'service', name) AS item FROM (
  SELECT serviceName AS name, state, position, place FROM (WITH held AS MATERIALIZED (SELECT allotment, assignment, position, granted, state FROM licenseSource
WHERE principal = t.key AND skuId IS NOT NULL)
SELECT e.planId AS planId, max(e.serviceName) AS serviceName, min(held.state) AS state,
  min(held.granted) AS granted, min(held.position) AS position, min(e.place) AS place
FROM held CROSS JOIN allotmentPlan e ON e.allotment = held.allotment WHERE NOT EXISTS (SELECT 1 FROM disabledPlan WHERE assignment = held.assignment AND planId = e.planId)
GROUP BY e.planId ORDER BY position, place) WHERE state < 2)
GROUP BY name ORDER BY min(position), min(place))) ELSE '[]' END AS value FROM "directoryObject" t;
CREATE VIEW "deviceConfigurationGroupAssignment" AS
SELECT a.key, a.id, 'microsoft.graph.deviceConfigurationGroupAssignment' AS type, a.owner,
  a.owner AS deviceConfiguration, a.key AS position,
  json_object(
    'excludeGroup',
    json(iif(json_extract(a.properties, '$.target."@odata.type"') = '#microsoft.graph.exclusionGroupAssignmentTarget', 'true', 'false')),
    'targetGroupId',
    CASE json_extract(a.properties, '$.target."@odata.type"') WHEN '#microsoft.graph.allDevicesAssignmentTarget' THEN 'adadadad-808e-44e2-905a-0b7873a8a531'
      WHEN '#microsoft.graph.allLicensedUsersAssignmentTarget' THEN 'acacacac-9df4-4c7d-9d50-4ef0226f57a9'
      ELSE json_extract(a.properties, '$.target.groupId') END) AS properties
FROM deviceConfigurationAssignment a
WHERE json_extract(a.properties, '$.target."@odata.type"') IN ('#microsoft.graph.groupAssignmentTarget', '#microsoft.graph.exclusionGroupAssignmentTarget',
  '#microsoft.graph.allDevicesAssignmentTarget', '#microsoft.graph.allLicensedUsersAssignmentTarget');
CREATE VIEW "deviceConfigurationDeviceOverview" AS
SELECT p.key, p.id, 'microsoft.graph.deviceConfigurationDeviceOverview' AS type, p.key AS owner, p.key AS position,
  json_object(
    'configurationVersion', json_extract(p.properties, '$.version'),
    'conflictCount', (SELECT count(*) FROM deviceConfigurationDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('conflict')), 'errorCount', (SELECT count(*) FROM deviceConfigurationDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('error')),
    'failedCount', (SELECT count(*) FROM deviceConfigurationDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('nonCompliant')), 'lastUpdateDateTime', coalesce((SELECT json_extract(s.properties, '$.lastReportedDateTime') FROM deviceConfigurationDeviceStatus s WHERE s.owner = p.key
  ORDER BY rtrim(json_extract(s.properties, '$.lastReportedDateTime'), 'Z') DESC LIMIT 1),
  json_extract(p.properties, '$.createdDateTime')),
    'notApplicableCount', (SELECT count(*) FROM deviceConfigurationDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('notApplicable')), 'notApplicablePlatformCount', 0,
    'pendingCount', (SELECT count(*) FROM deviceConfigurationDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('unknown', 'notAssigned')),
    'successCount', (SELECT count(*) FROM deviceConfigurationDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('compliant', 'remediated'))) AS properties
FROM deviceConfiguration p;
CREATE VIEW "deviceConfigurationUserOverview" AS
SELECT p.key, p.id, 'microsoft.graph.deviceConfigurationUserOverview' AS type, p.key AS owner, p.key AS position,
  json_object(
    'configurationVersion', json_extract(p.properties, '$.version'),
    'conflictCount', (SELECT count(*) FROM deviceConfigurationUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('conflict')), 'errorCount', (SELECT count(*) FROM deviceConfigurationUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('error')),
    'failedCount', (SELECT count(*) FROM deviceConfigurationUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('nonCompliant')), 'lastUpdateDateTime', coalesce((SELECT json_extract(s.properties, '$.lastReportedDateTime') FROM deviceConfigurationUserStatus s WHERE s.owner = p.key
  ORDER BY rtrim(json_extract(s.properties, '$.lastReportedDateTime'), 'Z') DESC LIMIT 1),
  json_extract(p.properties, '$.createdDateTime')),
    'notApplicableCount', (SELECT count(*) FROM deviceConfigurationUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('notApplicable')), 
    'pendingCount', (SELECT count(*) FROM deviceConfigurationUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('unknown', 'notAssigned')),
    'successCount', (SELECT count(*) FROM deviceConfigurationUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('compliant', 'remediated'))) AS properties
FROM deviceConfiguration p;
CREATE VIEW "deviceComplianceDeviceOverview" AS
SELECT p.key, p.id, 'microsoft.graph.deviceComplianceDeviceOverview' AS type, p.key AS owner, p.key AS position,
  json_object(
    'configurationVersion', json_extract(p.properties, '$.version'),
    'conflictCount', (SELECT count(*) FROM deviceComplianceDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('conflict')), 'errorCount', (SELECT count(*) FROM deviceComplianceDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('error')),
    'failedCount', (SELECT count(*) FROM deviceComplianceDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('nonCompliant')), 'lastUpdateDateTime', coalesce((SELECT json_extract(s.properties, '$.lastReportedDateTime') FROM deviceComplianceDeviceStatus s WHERE s.owner = p.key
  ORDER BY rtrim(json_extract(s.properties, '$.lastReportedDateTime'), 'Z') DESC LIMIT 1),
  json_extract(p.properties, '$.createdDateTime')),
    'notApplicableCount', (SELECT count(*) FROM deviceComplianceDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('notApplicable')), 'notApplicablePlatformCount', 0,
    'pendingCount', (SELECT count(*) FROM deviceComplianceDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('unknown', 'notAssigned')),
    'successCount', (SELECT count(*) FROM deviceComplianceDeviceStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('compliant', 'remediated'))) AS properties
FROM deviceCompliancePolicy p;
CREATE VIEW "deviceComplianceUserOverview" AS
SELECT p.key, p.id, 'microsoft.graph.deviceComplianceUserOverview' AS type, p.key AS owner, p.key AS position,
  json_object(
    'configurationVersion', json_extract(p.properties, '$.version'),
    'conflictCount', (SELECT count(*) FROM deviceComplianceUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('conflict')), 'errorCount', (SELECT count(*) FROM deviceComplianceUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('error')),
    'failedCount', (SELECT count(*) FROM deviceComplianceUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('nonCompliant')), 'lastUpdateDateTime', coalesce((SELECT json_extract(s.properties, '$.lastReportedDateTime') FROM deviceComplianceUserStatus s WHERE s.owner = p.key
  ORDER BY rtrim(json_extract(s.properties, '$.lastReportedDateTime'), 'Z') DESC LIMIT 1),
  json_extract(p.properties, '$.createdDateTime')),
    'notApplicableCount', (SELECT count(*) FROM deviceComplianceUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('notApplicable')), 
    'pendingCount', (SELECT count(*) FROM deviceComplianceUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('unknown', 'notAssigned')),
    'successCount', (SELECT count(*) FROM deviceComplianceUserStatus s WHERE s.owner = p.key AND coalesce(json_extract(s.properties, '$.status'), 'unknown') IN ('compliant', 'remediated'))) AS properties
FROM deviceCompliancePolicy p;
CREATE VIEW "accessPackageResourceRole_accessPackageResource" ("source", "target", "position") AS
SELECT key, owner, key FROM accessPackageResourceRole;
CREATE VIEW "accessPackageResourceScope_accessPackageResource" ("source", "target", "position") AS
SELECT key, owner, key FROM accessPackageResourceScope;
CREATE VIEW "accessPackageAssignmentPolicy_accessPackageCatalog" ("source", "target", "position") AS
SELECT p.key, a.accessPackageCatalog, p.key FROM accessPackageAssignmentPolicy p
JOIN accessPackage a ON a.key = p.accessPackage;
CREATE VIEW "accessPackageCatalog_accessPackageResourceRoles" ("source", "target", "position") AS
SELECT r.owner, p.key, p.key FROM accessPackageResource r JOIN accessPackageResourceRole p ON p.owner = r.key;
CREATE VIEW "accessPackageCatalog_accessPackageResourceScopes" ("source", "target", "position") AS
SELECT r.owner, p.key, p.key FROM accessPackageResource r JOIN accessPackageResourceScope p ON p.owner = r.key;
CREATE VIEW "entitlementManagement_accessPackageResources" ("source", "target", "position") AS
SELECT 0, key, key FROM accessPackageResource;
CREATE VIEW "entitlementManagement_accessPackageResourceRoleScopes" ("source", "target", "position") AS
SELECT 0, key, key FROM accessPackageResourceRoleScope;
CREATE VIEW "availableAccessPackage_resourceRoleScopes" ("source", "target", "position") AS
SELECT owner, key, key FROM accessPackageResourceRoleScope;
CREATE VIEW "availableAccessPackage" AS
SELECT p.key, p.id, 'microsoft.graph.availableAccessPackage' AS type, p.key AS position,
  json_object('description', json_extract(p.properties, '$.description'),
    'displayName', json_extract(p.properties, '$.displayName')) AS properties
FROM accessPackage p JOIN accessPackageCatalog c ON c.key = p.accessPackageCatalog
WHERE NOT coalesce(json_extract(p.properties, '$.isHidden'), 0)
  AND coalesce(json_extract(c.properties, '$.catalogStatus'), 'Published') = 'Published';
CREATE VIEW "accessPackagePolicyQuestion" AS
SELECT p.key * 65536 + q.key AS key, json_extract(q.value, '$.id') AS id, p.key AS owner, q.key AS position,
  CASE json_extract(q.value, '$."@odata.type"')
    WHEN '#microsoft.graph.accessPackageMultipleChoiceQuestion' THEN 'microsoft.graph.accessPackagePolicyMultipleChoiceQuestion'
    ELSE 'microsoft.graph.accessPackagePolicyTextInputQuestion' END AS type,
  json_remove(q.value, '$.id', '$."@odata.type"') AS properties
FROM accessPackageAssignmentPolicy p CROSS JOIN json_each(p.properties, '$.assignmentQuestions') q;
DELETE FROM "sqlite_sequence";
INSERT INTO "sqlite_sequence" VALUES('license',1099511627776);
