"""The plugin in runs of its own."""


def test_a_failed_test_prints_what_was_asked(run):
    result = run("""
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


def test_one_that_passes_prints_nothing(run):
    result = run("def test_passes(graph_tenant): pass")
    result.assert_outcomes(passed=1)
    result.stdout.no_fnmatch_line("*Graph requests*")


def test_a_running_one_is_used_and_left_as_it_was(run, graph_emulator):
    before = graph_emulator.control("GET", "/tenants")
    result = run(f"""
        import pytest

        @pytest.mark.graph_seed({{"users": []}})
        def test_there(graph_tenant):
            assert graph_tenant.url.startswith({graph_emulator.url!r})
    """, f"--graph-emulator={graph_emulator.url}")
    result.assert_outcomes(passed=1)
    assert graph_emulator.control("GET", "/tenants") == before


def test_one_whose_preparation_fails_prints_what_was_asked(run):
    result = run("""
        import httpx, pytest

        @pytest.fixture
        def prepared(graph_tenant):
            httpx.get(graph_tenant.url + "/v1.0/users/nobody", headers={"Authorization": "Bearer x"})
            raise ValueError("not prepared")

        def test_is_not_run(prepared): pass
    """)
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([
        "*- Graph requests -*", "GET /tenants/t-*/v1.0/users/nobody -> 404 Request_ResourceNotFound*"])


def test_a_seed_that_cannot_be_used_is_said_without_a_traceback(run, pytester):
    pytester.makefile(".json", broken="{")
    result = run("""
        import pytest

        @pytest.mark.graph_seed("nowhere.json")
        def test_file(graph_tenant): pass

        @pytest.mark.graph_seed("broken.json")
        def test_text(graph_tenant): pass

        @pytest.mark.graph_seed({"users": [{"colour": "red"}]})
        def test_member(graph_tenant): pass

        @pytest.mark.graph_seed
        def test_nothing(graph_tenant): pass
    """)
    result.assert_outcomes(errors=4)
    marker = "No tenant could be made with the seed of its marker graph_seed: "
    result.stdout.fnmatch_lines([
        "_* ERROR at setup of test_file _*",
        f"{marker}?Errno 2? No such file or directory: '*/nowhere.json'",
        "_* ERROR at setup of test_text _*",
        f"{marker}Expecting property name enclosed in double quotes: *",
        "_* ERROR at setup of test_member _*",
        f"{marker}SeedInvalid: seed: $.users[[]0].colour: a user has no 'colour'",
        "_* ERROR at setup of test_nothing _*",
        "The marker graph_seed takes a file or an object: @pytest.mark.graph_seed({?})",
    ], consecutive=True)


def test_the_configured_seed_that_is_not_there_is_named(run, pytester):
    pytester.makeini("[pytest]\ngraph_seed = nowhere.json")
    result = run("def test_it(graph_tenant): pass")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines([
        "No tenant could be made with the seed of the configuration, graph_seed: ?Errno 2? No such file*/nowhere.json'"])


def test_each_worker_of_xdist_has_an_emulator(run, binary):
    result = run("""
        import pytest

        @pytest.mark.parametrize("number", range(4))
        def test_it(graph_tenant, number):
            assert graph_tenant.export() is not None
    """, f"--graph-emulator={binary}", "-n", "2")
    result.assert_outcomes(passed=4)
