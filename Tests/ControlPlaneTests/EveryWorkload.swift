/// A seed that touches every workload (seed-format section 8).
enum EveryWorkload {
  static let seed = #"""
    {
      "organization": [
        {"id": "6f1a9c52-0d0e-4f5b-9a53-2f6f2a1b7c10", "displayName": "Contoso", "defaultUsageLocation": "DE",
         "verifiedDomains": [
           {"name": "contoso.onmicrosoft.com", "isInitial": true, "isDefault": false, "type": "Managed", "capabilities": "Email"},
           {"name": "contoso.example", "isInitial": false, "isDefault": true, "type": "Managed", "capabilities": "Email"}]}
      ],
      "users": [
        {"id": "11111111-0000-4000-8000-000000000001", "displayName": "Adele Vance", "userPrincipalName": "adele@contoso.example", "department": "Sales", "usageLocation": "DE", "passwordProfile": {"password": "pass-Adele-1"}},
        {"id": "11111111-0000-4000-8000-000000000002", "displayName": "Alex Wilber", "userPrincipalName": "alex@contoso.example", "department": "Sales", "manager@odata.bind": "users/adele@contoso.example"},
        {"id": "11111111-0000-4000-8000-000000000003", "displayName": "Megan Bowen", "userPrincipalName": "megan@contoso.example", "department": "Sales", "manager@odata.bind": "users/11111111-0000-4000-8000-000000000001"},
        {"id": "11111111-0000-4000-8000-000000000004", "displayName": "Diego Siciliani", "userPrincipalName": "diego@contoso.example", "department": "Marketing"}
      ],
      "groups": [
        {"id": "22222222-0000-4000-8000-000000000001", "displayName": "Sales", "members@odata.bind": ["users/11111111-0000-4000-8000-000000000002", "users/11111111-0000-4000-8000-000000000003"], "owners@odata.bind": ["users/11111111-0000-4000-8000-000000000001"]},
        {"id": "22222222-0000-4000-8000-000000000002", "displayName": "Campaign"},
        {"id": "22222222-0000-4000-8000-000000000003", "displayName": "Everyone in Sales", "groupTypes": ["DynamicMembership"], "membershipRule": "user.department -eq \"Sales\"", "membershipRuleProcessingState": "On"},
        {"id": "22222222-0000-4000-8000-000000000004", "displayName": "Kiosks", "members@odata.bind": ["devices/33333333-0000-4000-8000-000000000001"]}
      ],
      "devices": [
        {"id": "33333333-0000-4000-8000-000000000001", "displayName": "KIOSK-01", "deviceId": "33333333-1111-4000-8000-000000000001", "operatingSystem": "Windows", "operatingSystemVersion": "10.0.22631", "registeredOwners@odata.bind": ["users/11111111-0000-4000-8000-000000000001"]}
      ],
      "directoryRoles": [
        {"roleTemplateId": "62e90394-69f5-4237-9190-012177145e10", "displayName": "Global Administrator", "members@odata.bind": ["users/11111111-0000-4000-8000-000000000001"]}
      ],
      "directory": {
        "deletedItems": [
          {"@odata.type": "#microsoft.graph.user", "id": "11111111-0000-4000-8000-000000000009", "displayName": "Joni Sherman", "userPrincipalName": "joni@contoso.example", "deletedDateTime": "2026-01-20T10:00:00Z",
           "@emulator.restore": {"memberOf": ["groups/22222222-0000-4000-8000-000000000001"]}}
        ]
      },
      "admin": {
        "cloudLicensing": {
          "allotments": [
            {"id": "exchange", "allottedUnits": 2, "skuId": "4b9405b0-7788-4568-add1-99614e613b69",
             "subscriptions": [{"subscriptionId": "f196adf8-75fa-8e4f-c61d-42d8114de4f4", "state": "active", "startDate": "2025-09-30", "nextLifecycleDate": "2026-09-30"}],
             "waitingMembers": [{"assignedTo@odata.bind": "users/11111111-0000-4000-8000-000000000003", "waitingSinceDateTime": "2026-01-15T09:30:00Z"}]},
            {"id": "powerbi", "allottedUnits": 10, "skuId": "f8a1db68-be16-40ed-86d5-cb42ce701560", "skuPartNumber": "POWER_BI_PRO", "assignableTo": "user,group"},
            {"id": "intune-device", "allottedUnits": 3, "skuId": "2b317a4a-77a6-4188-9437-b68a77b4e2c6", "assignableTo": "group,device"}
          ],
          "assignments": [
            {"allotment@odata.bind": "admin/cloudLicensing/allotments/exchange", "assignedTo@odata.bind": "users/11111111-0000-4000-8000-000000000001", "disabledServicePlanIds": ["5e62787c-c316-451f-b873-1d05acd4d12c"]},
            {"allotment@odata.bind": "admin/cloudLicensing/allotments/exchange", "assignedTo@odata.bind": "groups/22222222-0000-4000-8000-000000000001"},
            {"allotment@odata.bind": "admin/cloudLicensing/allotments/powerbi", "assignedTo@odata.bind": "groups/22222222-0000-4000-8000-000000000002"},
            {"allotment@odata.bind": "admin/cloudLicensing/allotments/intune-device", "assignedTo@odata.bind": "groups/22222222-0000-4000-8000-000000000004"}
          ]
        }
      },
      "deviceManagement": {
        "deviceConfigurations": [
          {"@odata.type": "#microsoft.graph.windows10CustomConfiguration", "id": "7f0f2a34-5c1b-4d8e-9a61-0c6f0d1b2e11", "displayName": "WIN - Custom - Kiosk baseline",
           "omaSettings": [{"@odata.type": "#microsoft.graph.omaSettingInteger", "displayName": "Allow camera", "omaUri": "./Device/Vendor/MSFT/Policy/Config/Camera/AllowCamera", "value": 0}],
           "assignments": [
             {"target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": "22222222-0000-4000-8000-000000000004"}},
             {"target": {"@odata.type": "#microsoft.graph.exclusionGroupAssignmentTarget", "groupId": "22222222-0000-4000-8000-000000000001"}}],
           "deviceStatuses": [{"deviceDisplayName": "KIOSK-01", "status": "compliant", "lastReportedDateTime": "2026-01-14T08:00:00Z", "userPrincipalName": "adele@contoso.example"}]},
          {"@odata.type": "#microsoft.graph.windows81TrustedRootCertificate", "id": "a3b1c7d0-1111-4aaa-8bbb-000000000001", "displayName": "WIN - Contoso Root CA", "certFileName": "contoso-root.cer", "trustedRootCertificate": "MIIB",
           "assignments": [{"target": {"@odata.type": "#microsoft.graph.allDevicesAssignmentTarget"}}]},
          {"@odata.type": "#microsoft.graph.windows81SCEPCertificateProfile", "id": "a3b1c7d0-1111-4aaa-8bbb-000000000003", "displayName": "WIN - SCEP device",
           "rootCertificate@odata.bind": "deviceManagement/deviceConfigurations/a3b1c7d0-1111-4aaa-8bbb-000000000001"}
        ]
      },
      "identityGovernance": {
        "entitlementManagement": {
          "accessPackageCatalogs": [
            {"id": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0001", "displayName": "Marketing",
             "accessPackageResources": [{"id": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0010", "displayName": "Campaign", "originSystem": "AadGroup", "originId": "22222222-0000-4000-8000-000000000002"}]}
          ],
          "accessPackages": [
            {"id": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0020", "displayName": "Marketing campaign", "catalogId": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0001",
             "accessPackageResourceRoleScopes": [
               {"accessPackageResourceRole": {"originId": "Member_22222222-0000-4000-8000-000000000002", "originSystem": "AadGroup", "accessPackageResource": {"id": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0010"}},
                "accessPackageResourceScope": {"originId": "22222222-0000-4000-8000-000000000002", "originSystem": "AadGroup"}}]}
          ],
          "accessPackageAssignmentPolicies": [
            {"id": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0031", "accessPackageId": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0020", "displayName": "Members with approval", "durationInDays": 365, "canExtend": true,
             "requestorSettings": {"scopeType": "AllExistingDirectoryMemberUsers", "acceptRequests": true, "allowedRequestors": []},
             "requestApprovalSettings": {"isApprovalRequired": true, "approvalMode": "SingleStage", "approvalStages": [
               {"approvalStageTimeOutInDays": 14, "primaryApprovers": [{"@odata.type": "#microsoft.graph.singleUser", "id": "11111111-0000-4000-8000-000000000001"}]}]}}
          ],
          "accessPackageAssignments": [
            {"id": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0050", "accessPackageId": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0020", "assignmentPolicyId": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0031", "target": {"objectId": "11111111-0000-4000-8000-000000000004", "type": "User"},
             "schedule": {"startDateTime": "2026-01-10T09:00:00Z", "expiration": {"type": "afterDateTime", "endDateTime": "2026-07-01T00:00:00Z"}}}
          ],
          "accessPackageAssignmentRequests": [
            {"id": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0070", "requestType": "AdminAdd", "requestState": "Delivered", "requestStatus": "Fulfilled",
             "accessPackageAssignment@odata.bind": "identityGovernance/entitlementManagement/accessPackageAssignments/b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0050"},
            {"id": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0071", "requestType": "UserAdd", "requestState": "PendingApproval", "justification": "Joins the campaign",
             "requestor": {"objectId": "11111111-0000-4000-8000-000000000003"},
             "accessPackageAssignment": {"accessPackageId": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0020", "assignmentPolicyId": "b7e1a7c2-0a4e-4c3d-8f0e-1f2b6f5a0031", "assignmentState": "Delivering", "target": {"objectId": "11111111-0000-4000-8000-000000000003"}}}
          ],
          "connectedOrganizations": [
            {"displayName": "Fabrikam", "identitySources": [{"@odata.type": "#microsoft.graph.domainIdentitySource", "domainName": "fabrikam.example", "displayName": "fabrikam.example"}]}
          ],
          "settings": {"externalUserLifecycleAction": "BlockSignInAndDelete", "daysUntilExternalUserDeletedAfterBlocked": 30}
        }
      },
      "clientApplications": [
        {"clientId": "9a1d3c1e-2f4b-4a6c-8d70-5b6f7a8c9d01", "name": "Test app", "type": "confidential", "secret": "app-secret", "delegated": ["User.Read"], "application": ["CloudLicensing.Read.All", "User.Read.All"]}
      ],
      "clock": {"mode": "frozen", "now": "2026-01-31T08:15:30Z"},
      "settings": {
        "overCapacity": "wait",
        "processing": "instant",
        "licenseRules": {"excludes": [["efb87545-963c-4e0d-99df-69c6916d9eb0", "9aaf7827-d63c-4b61-89c3-182f06f82e5c"]]},
        "signIn": {"user": "adele@contoso.example", "autoApprove": true},
        "intune": {"encryptOmaSettings": false},
        "entitlement": {"live": false}
      }
    }
    """#
}
