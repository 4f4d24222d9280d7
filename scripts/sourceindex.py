"""What the compiler wrote down about the last debug build (`swift build`): which file of Sources uses what.

For the scripts beside it that hold the sources against a rule the compiler does not know.
"""

import ctypes
import json
import pathlib
import subprocess
import sys
from collections import defaultdict

ROOT = pathlib.Path(__file__).resolve().parent.parent
SOURCES = ROOT / "Sources"
INDEX = ROOT / ".build/debug/index/store"


def fail(reason):
    sys.exit(f"{pathlib.Path(sys.argv[0]).name}: {reason}")


# The index, by the C library that comes with every Swift toolchain (indexstore/indexstore.h of LLVM).


class Text(ctypes.Structure):
    """`indexstore_string_ref_t`"""

    _fields_ = [("data", ctypes.c_void_p), ("length", ctypes.c_size_t)]

    def __str__(self):
        return ctypes.string_at(self.data, self.length).decode() if self.data else ""


Pointer = ctypes.c_void_p
ForEach = ctypes.CFUNCTYPE(ctypes.c_bool, Pointer, Pointer)
ForEachText = ctypes.CFUNCTYPE(ctypes.c_bool, Pointer, Text)

DEFINITION, REFERENCE = 1 << 1, 1 << 2  # indexstore_symbol_role_t
EXTENSION = 9  # indexstore_symbol_kind_t
LOCAL = 1 << 7  # indexstore_symbol_property_t
RECORD = 2  # indexstore_unit_dependency_kind_t

SIGNATURES = {
    "store_create": (Pointer, [ctypes.c_char_p, ctypes.POINTER(Pointer)]),
    "store_units_apply_f": (ctypes.c_bool, [Pointer, ctypes.c_uint, Pointer, ForEachText]),
    "unit_reader_create": (Pointer, [Pointer, ctypes.c_char_p, ctypes.POINTER(Pointer)]),
    "unit_reader_get_main_file": (Text, [Pointer]),
    "unit_reader_dependencies_apply_f": (ctypes.c_bool, [Pointer, Pointer, ForEach]),
    "unit_reader_dispose": (None, [Pointer]),
    "unit_dependency_get_kind": (ctypes.c_int, [Pointer]),
    "unit_dependency_get_name": (Text, [Pointer]),
    "unit_dependency_get_filepath": (Text, [Pointer]),
    "record_reader_create": (Pointer, [Pointer, ctypes.c_char_p, ctypes.POINTER(Pointer)]),
    "record_reader_occurrences_apply_f": (ctypes.c_bool, [Pointer, Pointer, ForEach]),
    "record_reader_dispose": (None, [Pointer]),
    "occurrence_get_symbol": (Pointer, [Pointer]),
    "occurrence_get_roles": (ctypes.c_uint64, [Pointer]),
    "occurrence_get_line_col": (None, [Pointer, ctypes.POINTER(ctypes.c_uint), ctypes.POINTER(ctypes.c_uint)]),
    "symbol_get_usr": (Text, [Pointer]),
    "symbol_get_name": (Text, [Pointer]),
    "symbol_get_kind": (ctypes.c_int, [Pointer]),
    "symbol_get_properties": (ctypes.c_uint64, [Pointer]),
}


def index_library():
    try:
        info = subprocess.run(["swift", "-print-target-info"], capture_output=True, check=True, text=True)
    except (OSError, subprocess.CalledProcessError) as error:
        fail(f"no Swift toolchain: {error}")
    folder = pathlib.Path(json.loads(info.stdout)["paths"]["runtimeResourcePath"]).parent
    for name in ["libIndexStore.so", "libIndexStore.dylib"]:
        if (folder / name).exists():
            return ctypes.CDLL(str(folder / name))
    fail(f"the Swift toolchain has no libIndexStore in {folder}")


class Index:
    """What each file of Sources declares and uses: `declared` is a file by symbol, `used` are symbols by file, each
    with its name and its lines."""

    def __init__(self):
        if not INDEX.exists():
            fail(f"no index in {INDEX.relative_to(ROOT)}: build first (swift build)")
        library = index_library()
        for name, (result, parameters) in SIGNATURES.items():
            function = getattr(library, "indexstore_" + name)
            function.restype, function.argtypes = result, parameters
            setattr(self, name, function)
        self.error = Pointer()
        self.store = self.store_create(str(INDEX).encode(), ctypes.byref(self.error))
        if not self.store:
            fail(f"the index in {INDEX.relative_to(ROOT)} is unreadable: build again (swift build)")
        self.declared, self.used, self.read = {}, defaultdict(lambda: defaultdict(set)), set()
        for unit in self.units():
            self.read_unit(unit)
        self.check_whole()

    def units(self):
        names = []
        self.store_units_apply_f(self.store, 0, None, ForEachText(lambda _, name: names.append(str(name)) or True))
        return names

    def read_unit(self, name):
        unit = self.unit_reader_create(self.store, name.encode(), ctypes.byref(self.error))
        if not unit:
            return
        path = pathlib.Path(str(self.unit_reader_get_main_file(unit)))
        # Files that were moved or removed since leave their units behind.
        if path.is_relative_to(SOURCES) and path.exists():
            file = str(path.relative_to(SOURCES))
            self.read.add(file)
            for record in self.records(unit, path):
                self.read_record(record, file)
        self.unit_reader_dispose(unit)

    def records(self, unit, path):
        names = []

        def add(_, dependency):
            if self.unit_dependency_get_kind(dependency) == RECORD:
                if str(self.unit_dependency_get_filepath(dependency)) == str(path):
                    names.append(str(self.unit_dependency_get_name(dependency)))
            return True

        self.unit_reader_dependencies_apply_f(unit, None, ForEach(add))
        return names

    def read_record(self, name, file):
        record = self.record_reader_create(self.store, name.encode(), ctypes.byref(self.error))
        if not record:
            fail(f"the index has no record of {file}: build again (swift build)")

        def add(_, occurrence):
            symbol, roles = self.occurrence_get_symbol(occurrence), self.occurrence_get_roles(occurrence)
            usr = str(self.symbol_get_usr(symbol))
            if roles & DEFINITION and self.belongs_to_file(symbol):
                self.declared[usr] = file
            if roles & REFERENCE:
                self.used[file][usr, str(self.symbol_get_name(symbol))].add(self.line(occurrence))
            return True

        self.record_reader_occurrences_apply_f(record, None, ForEach(add))
        self.record_reader_dispose(record)

    def line(self, occurrence):
        line, column = ctypes.c_uint(), ctypes.c_uint()
        self.occurrence_get_line_col(occurrence, ctypes.byref(line), ctypes.byref(column))
        return line.value

    def belongs_to_file(self, symbol):
        """An extension has the name of the type that it extends, and does not declare it."""
        return self.symbol_get_kind(symbol) != EXTENSION and not self.symbol_get_properties(symbol) & LOCAL

    def check_whole(self):
        """A file that nobody indexed would count as one that uses nothing."""
        files = {str(path.relative_to(SOURCES)) for path in SOURCES.rglob("*.swift")}
        if missing := sorted(files - self.read):
            fail(f"{len(missing)} files are not in the index, such as {missing[0]}: build first (swift build)")
        if not files or not self.declared:
            fail("the index declares nothing: build again (swift build)")
