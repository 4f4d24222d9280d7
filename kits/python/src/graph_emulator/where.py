"""Which emulator a test run works with, and who said so."""

from __future__ import annotations

import os
import shlex

import pytest

from .emulator import Emulator
from .errors import NoEmulator

OPTION = "--graph-emulator"
VARIABLE = "GRAPH_EMULATOR"
PROGRAM = "graph-emulator"


def emulator_of(config) -> Emulator:
    """The one that runs at a URL, or a program that is started; `NoEmulator` also says where the place comes from."""
    place, said_by = place_of(config)
    try:
        if place.startswith(("http://", "https://")):
            return Emulator.running(place, key=os.environ.get("GRAPH_EMULATOR_ADMIN_KEY"))
        return Emulator.started(
            place, configured(config, "graph_emulator_arguments", shlex.split),
            start_within=configured(config, "graph_emulator_start_timeout", float), folder=config.rootpath)
    except NoEmulator as error:
        raise NoEmulator(f"{error}\n{said_by}") from error


def configured(config, name: str, read):
    try:
        return read(config.getini(name))
    except (TypeError, ValueError) as error:
        raise NoEmulator(f"{name} of the configuration cannot be read: {error}") from error


def place_of(config) -> tuple[str, str]:
    """A URL or a program, and where it was said."""
    option = config.getoption(OPTION)
    if option:
        return option, f"{OPTION} names it."
    variable = os.environ.get(VARIABLE)
    if variable:
        return variable, f"The variable {VARIABLE} names it."
    return PROGRAM, f"Say {OPTION}=URL|PROGRAM, or set {VARIABLE} to one; a URL begins with http://."


def refuse_a_path_after_a_blank(config) -> None:
    """Refuses `--graph-emulator PATH`, for which pytest has read the wrong configuration.

    It looks for `pytest.ini` and the like where the tests are, before it knows the options of plugins. What follows such
    an option after a blank is a path of tests to it then, and so it has searched there, and not in the project.
    """
    options = config.known_args_namespace
    place = options.graph_emulator
    if not place or options.inifilename or not os.path.exists(place):
        return
    words = shlex.split(os.environ.get("PYTEST_ADDOPTS", "")) + [str(word) for word in config.invocation_params.args]
    if (OPTION, place) in zip(words, words[1:]):
        raise pytest.UsageError(
            f"{OPTION} {place}: write {OPTION}={place}. After a blank pytest takes the path for one of tests, "
            "and does not find the configuration of the project (pytest.ini, pyproject.toml).")
