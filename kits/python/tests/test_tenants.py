"""What a test can do to its tenant."""

import pytest

from graph_emulator import ControlError

ANN = {"users": [{"displayName": "Ann", "userPrincipalName": "ann@contoso.example"}]}
USERS = "/tenants/{}/v1.0/users"


async def names(graph):
    return sorted(user.display_name for user in (await graph.users.get()).value)


async def test_the_configured_seed_is_there(graph):
    assert len(await names(graph)) == 40


@pytest.mark.graph_seed(ANN)
async def test_the_marker_says_another(graph):
    assert await names(graph) == ["Ann"]


@pytest.mark.graph_seed(ANN)
async def test_of_two_tenants_one_knows_nothing_of_the_other(graph, graph_tenant, graph_emulator):
    other = graph_emulator.create(fork_of=graph_tenant.name)
    try:
        other.seed({"users": [{"displayName": "Bea", "userPrincipalName": "bea@contoso.example"}]})
        assert await names(graph) == ["Ann"]
        assert {user["displayName"] for user in other.export()["users"]} == {"Ann", "Bea"}
    finally:
        other.delete()


@pytest.mark.graph_seed(ANN)
async def test_back_to_a_snapshot_and_to_the_beginning(graph, graph_tenant):
    graph_tenant.seed({"users": [{"displayName": "Bea", "userPrincipalName": "bea@contoso.example"}]})
    graph_tenant.save("two")
    graph_tenant.seed({"users": [{"displayName": "Cid", "userPrincipalName": "cid@contoso.example"}]})
    graph_tenant.restore("two")
    assert await names(graph) == ["Ann", "Bea"]
    graph_tenant.reset()
    assert await names(graph) == ["Ann"]


async def test_the_clock_stands_and_moves(graph_tenant):
    assert graph_tenant.freeze("2026-01-31T08:00:00Z") == {"mode": "frozen", "now": "2026-01-31T08:00:00Z"}
    assert graph_tenant.advance("P1D") == {"mode": "frozen", "now": "2026-02-01T08:00:00Z"}


async def test_settings(graph, graph_tenant):
    assert graph_tenant.settings(pageSize=5) == graph_tenant.settings()
    page = await graph.users.get()
    assert len(page.value) == 5 and page.odata_next_link.startswith(graph_tenant.url)


async def test_what_was_asked(graph, graph_tenant):
    await graph.users.get()
    [request] = graph_tenant.requests(path="/users")
    assert (request["method"], request["target"], request["status"]) == ("GET", USERS.format(graph_tenant.name).replace("v1.0", "beta"), 200)
    graph_tenant.verify({"path": "/users"}, max=1)
    with pytest.raises(AssertionError, match=r"(?s)requests that fit .*: 1, expected .*GET .*/users -> 200"):
        graph_tenant.verify({"path": "/users"}, max=0)


async def test_a_refusal_says_why(graph_tenant):
    with pytest.raises(ControlError) as refused:
        graph_tenant.restore("nowhere")
    assert (refused.value.status, refused.value.code) == (404, "SnapshotNotFound")


class TestAsAdele:
    @pytest.fixture
    def graph_token(self, graph_tenant):
        return graph_tenant.token(user="adele@contoso.example", scopes=["User.Read"])

    async def test_me_is_who_the_token_is_of(self, graph, graph_tenant):
        assert (await graph.me().get()).display_name == "Adele Vance"
        [request] = graph_tenant.requests()
        assert (request["target"], request["status"]) == (f"/tenants/{graph_tenant.name}/beta/me", 200)
