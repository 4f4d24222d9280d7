import pytest

pytest_plugins = ["pytester"]


@pytest.fixture(scope="session")
def anyio_backend():
    return "asyncio"
