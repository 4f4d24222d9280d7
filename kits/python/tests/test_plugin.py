"""The plugin in runs of its own."""


def run(pytester, pytestconfig, test, *arguments):
    pytester.makepyfile(test)
    return pytester.runpytest_subprocess(
        "-p", "graph_emulator.plugin", "-p", "no:cacheprovider",
        *(arguments or ("--graph-emulator", pytestconfig.getoption("--graph-emulator"))))


def test_a_failed_test_prints_what_was_asked(pytester, pytestconfig):
    result = run(pytester, pytestconfig, """
        import httpx

        def test_fails(graph_tenant):
            httpx.get(graph_tenant.url + "/v1.0/users/nobody", headers={"Authorization": "Bearer x"})
            assert False
    """)
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines([
        "*- Graph requests -*",
        "GET /tenants/t-*/v1.0/users/nobody -> 404 Request_ResourceNotFound*",
        '    {"error":{"code":"Request_ResourceNotFound"*',
    ])


def test_one_that_passes_prints_nothing(pytester, pytestconfig):
    result = run(pytester, pytestconfig, "def test_passes(graph_tenant): pass")
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*Graph requests*")


def test_a_running_one_is_used_and_left_as_it_was(pytester, pytestconfig, graph_emulator):
    before = graph_emulator.control("GET", "/tenants")
    result = run(
        pytester, pytestconfig, f"""
        import pytest

        @pytest.mark.graph_seed({{"users": []}})
        def test_there(graph_tenant):
            assert graph_tenant.url.startswith({graph_emulator.url!r})
    """, "--graph-emulator", graph_emulator.url)
    result.assert_outcomes(passed=1)
    assert graph_emulator.control("GET", "/tenants") == before


def test_a_program_that_is_not_there(pytester, pytestconfig):
    result = run(pytester, pytestconfig, "def test_it(graph_tenant): pass", "--graph-emulator", "no-such-program")
    assert result.ret == 4
    result.stdout.fnmatch_lines(["*There is no program 'no-such-program': say --graph-emulator URL|PROGRAM.*"])
