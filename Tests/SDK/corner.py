"""Small seeds with ids of their own, merged into the running tenant."""

from uuid import uuid4

import httpx
from msgraph_beta.generated.models.access_package_assignment import AccessPackageAssignment
from msgraph_beta.generated.models.access_package_assignment_request import AccessPackageAssignmentRequest

EXCHANGE = "4b9405b0-7788-4568-add1-99614e613b69"
EXCHANGE_TODO_PLAN = "5e62787c-c316-451f-b873-1d05acd4d12c"
WORKPLACE_ANALYTICS = "3d957427-ecdc-4df2-aacd-01cc9d519da8"
ENTITLEMENT = "identityGovernance/entitlementManagement"


class Corner:
    """Makes users, groups, pools and packages that no other test touches."""

    def __init__(self, session: httpx.Client, tenant: str = "default") -> None:
        self._session, self._tenant = session, tenant

    def seed(self, document: dict) -> None:
        answer = self._session.post(f"/_emulator/tenants/{self._tenant}/seed", json=document)
        assert answer.is_success, answer.text

    def users(self, count: int) -> list[str]:
        """Ids of new users, in order of creation."""
        ids = [str(uuid4()) for _ in range(count)]
        self.seed({"users": [_user(id) for id in ids]})
        return ids

    def group(self, members: list[str] = ()) -> str:
        id = str(uuid4())
        binds = [f"users/{member}" for member in members]
        group = {"id": id, "displayName": f"Group {id[:8]}", "members@odata.bind": binds}
        self.seed({"groups": [group]})
        return id

    def pool(self, units: int, sku: str = EXCHANGE) -> str:
        """Id of a new allotment with that many free units."""
        id = f"pool-{uuid4()}"
        allotment = {"id": id, "allottedUnits": units, "skuId": sku}
        self.seed({"admin": {"cloudLicensing": {"allotments": [allotment]}}})
        return id

    def resize(self, pool: str, units: int) -> None:
        allotment = {"id": pool, "allottedUnits": units}
        self.seed({"admin": {"cloudLicensing": {"allotments": [allotment]}}})

    def package(self) -> "Package":
        """A package that makes its holders members of a group."""
        return Package(self)


class Package:
    """An access package in a catalog of its own, giving membership of `group`."""

    def __init__(self, corner: Corner) -> None:
        self._corner = corner
        self.group = corner.group()
        self.catalog, self.resource, self.role, self.scope, self.id, self.policy = (
            str(uuid4()) for _ in range(6)
        )
        corner.seed(_entitlement(
            accessPackageCatalogs=[self._catalog()],
            accessPackages=[self._package(self.id)],
            accessPackageAssignmentPolicies=[_direct_policy(self.policy, self.id)],
        ))

    def sibling(self) -> str:
        """Id of a second package with the same role."""
        id = str(uuid4())
        self._corner.seed(_entitlement(accessPackages=[self._package(id)]))
        return id

    def added(self, user: str) -> AccessPackageAssignmentRequest:
        """What an administrator sends to give it to somebody."""
        return AccessPackageAssignmentRequest(
            request_type="AdminAdd",
            access_package_assignment=AccessPackageAssignment(
                target_id=user, assignment_policy_id=self.policy, access_package_id=self.id))

    def subject(self, user: str) -> str:
        id = str(uuid4())
        self._corner.seed(_entitlement(subjects=[{"id": id, "objectId": user, "type": "User"}]))
        return id

    def assign(self, subject: str, package: str | None = None) -> str:
        """Id of a Delivered assignment of the package (or of its sibling)."""
        id = str(uuid4())
        assignment = {
            "id": id, "accessPackageId": package or self.id,
            "target@odata.bind": f"{ENTITLEMENT}/subjects/{subject}",
        }
        self._corner.seed(_entitlement(accessPackageAssignments=[assignment]))
        return id

    def request(self, assignment: str) -> str:
        """Id of the AdminAdd request that made the assignment."""
        id = str(uuid4())
        request = {
            "id": id, "requestType": "AdminAdd", "requestState": "Delivered",
            "accessPackageAssignment@odata.bind":
                f"{ENTITLEMENT}/accessPackageAssignments/{assignment}",
        }
        self._corner.seed(_entitlement(accessPackageAssignmentRequests=[request]))
        return id

    def _catalog(self) -> dict:
        root = {"id": self.scope, "originSystem": "AadGroup", "originId": self.group, "isRootScope": True}
        role = {"id": self.role, "originSystem": "AadGroup", "originId": f"Member_{self.group}"}
        resource = {
            "id": self.resource, "displayName": "Group", "originSystem": "AadGroup",
            "originId": self.group, "accessPackageResourceRoles": [role],
            "accessPackageResourceScopes": [root],
        }
        return {"id": self.catalog, "displayName": f"Catalog {self.catalog[:8]}",
                "accessPackageResources": [resource]}

    def _package(self, id: str) -> dict:
        resource = f"{ENTITLEMENT}/accessPackageCatalogs/{self.catalog}/accessPackageResources/{self.resource}"
        role_scope = {
            "accessPackageResourceRole@odata.bind": f"{resource}/accessPackageResourceRoles/{self.role}",
            "accessPackageResourceScope@odata.bind": f"{resource}/accessPackageResourceScopes/{self.scope}",
        }
        return {"id": id, "displayName": f"Package {id[:8]}", "catalogId": self.catalog,
                "accessPackageResourceRoleScopes": [role_scope]}


def _user(id: str) -> dict:
    name = f"user-{id[:8]}"
    return {"id": id, "displayName": name, "userPrincipalName": f"{name}@contoso.example", "usageLocation": "DE"}


def _direct_policy(id: str, package: str) -> dict:
    return {
        "id": id, "accessPackageId": package, "displayName": "Direct",
        "requestorSettings": {"scopeType": "NoSubjects", "acceptRequests": False, "allowedRequestors": []},
    }


def _entitlement(**sets: list) -> dict:
    return {"identityGovernance": {"entitlementManagement": sets}}
