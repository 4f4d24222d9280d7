"""What the documentation shows can be run as it stands there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


def block(page, language):
    """The first one of a language."""
    return re.search(rf"```{language}\n(.*?)```", (ROOT / page).read_text(encoding="utf-8"), re.DOTALL)[1]


@pytest.mark.parametrize("page, tests", [("docs/testing.md", 4), ("kits/python/README.md", 1)])
def test_its_configuration_and_its_tests(pytester, run, page, tests):
    (pytester.path / "seed-data").symlink_to(ROOT / "seed-data")
    (pytester.path / "pytest.ini").write_text(block(page, "ini"))
    pytester.makeconftest("""
        import pytest

        @pytest.fixture
        def anyio_backend():
            return "asyncio"
    """)
    run(block(page, "python")).assert_outcomes(passed=tests)
