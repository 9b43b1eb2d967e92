"""Which .cpp files of a room can be compiled as one: prints a line for each unit, its files separated by '|'. Arguments: files per unit, the root of the
sources, then the files.

Two files fit into one unit if no name that either keeps to itself (declared in its unnamed namespace) is declared by the other, nor by a header it includes.
"""
import pathlib
import re
import sys

NAME = re.compile(r"^(?:template <.*> )?(?:(?:struct|class|enum class|enum) (\w+)|using (\w+) =|[\w:][^=({;]*?[\s&*>](\w+)\s*(?:[(={;\[]|$))")


def names(text):
    """Names declared at the start of a line: (in unnamed namespaces, elsewhere)."""
    own, other, inside = set(), set(), False
    for line in text.splitlines():
        if line.startswith("namespace {"):
            inside = True
        elif line.startswith("}  // namespace"):
            inside = inside and line.startswith("}  // namespace d")
        elif (match := NAME.match(line)) and not line.startswith(("namespace", "#", "return", "//")):
            found = own if inside else other
            found.add(next(name for name in match.groups() if name))
            if line.startswith("constexpr"):
                found.update(re.findall(r", (\w+) = ", line))
    return own, other


def headers(file, root, seen):
    """Adds the project's headers that a file includes, and those they include, to the set."""
    for include in re.findall(r'^#include "([^"]+)"', file.read_text(), re.M):
        for folder in (root, file.parent):
            header = folder / include
            if header.exists() and header.suffix == ".h" and header not in seen:
                seen.add(header)
                headers(header, root, seen)
    return seen


def main():
    size, root, files = int(sys.argv[1]), pathlib.Path(sys.argv[2]), [pathlib.Path(name) for name in sys.argv[3:]]
    units = []
    for file in files:
        own, other = names(file.read_text())
        for header in headers(file, root, set()):
            other |= names(header.read_text())[1]
        for unit in units:
            if len(unit["files"]) < size and not own & (unit["own"] | unit["other"]) and not unit["own"] & other:
                break
        else:
            unit = {"files": [], "own": set(), "other": set()}
            units.append(unit)
        unit["files"].append(str(file))
        unit["own"] |= own
        unit["other"] |= other
    print("\n".join("|".join(unit["files"]) for unit in units))


main()
