"""bill.py FILE DEPENDS: the bill of materials has every package that the .deb depends on, in the form that CycloneDX wants, and the data that is built in."""
import json
import re
import sys

bill = json.load(open(sys.argv[1]))
assert (bill["bomFormat"], bill["specVersion"], bill["version"]) == ("CycloneDX", "1.5", 1)
components = {component["name"]: component for component in bill["components"]}
assert len(components) == len(bill["components"]), "a component is listed twice"
for name in re.findall(r"([a-z0-9.+-]+)(?: \([^)]*\))?(?:, |$)", sys.argv[2]):
    assert name in components, f"{name} is not listed"
for name, component in components.items():
    assert component["version"] and component["type"] in ("library", "data", "machine-learning-model"), component
    if component["type"] == "library":
        assert component["purl"].startswith(f"pkg:deb/debian/{name}@") and ":" not in component["purl"][4:], component
for name in ("nlohmann-json3-dev", "common/text/related_forms.inc", "common/analysis/entities/models/cased.bin"):
    assert name in components, f"{name} is not listed"
references = {component["bom-ref"] for component in bill["components"]}
for dependency in bill["dependencies"]:
    assert set(dependency["dependsOn"]) == references
assert bill["metadata"]["component"]["licenses"] == [{"license": {"id": "GPL-2.0-or-later"}}]
