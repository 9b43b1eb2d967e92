"""What build.py and search.py share: reading articles, and Lucene."""
import pathlib
import shutil
import subprocess
import sys

_SOURCES = pathlib.Path(__file__).parent / "lucene"
_JARS = [str(jar) for part in ("core", "analyzers-common") for jar in pathlib.Path("/usr/share/java").glob(f"lucene-{part}-8.*.jar")]


def lines(files):
    """Of NDJSON, plain or compressed."""
    for file in files:
        reader = subprocess.Popen(["zstd", "-dcqf", file], stdout=subprocess.PIPE)
        yield from reader.stdout
        if reader.wait():
            sys.exit(f"{file} cannot be read")


def make_lucene(classes):
    """False where Lucene, or Java, is not here."""
    if not shutil.which("javac") or not _JARS:
        return False
    subprocess.run(["javac", "-cp", ":".join(_JARS), "-d", classes, *_SOURCES.glob("*.java")], check=True)
    return True


def java(classes, *flags):
    return ["java", *flags, "-Xmx1g", "-cp", ":".join([str(classes), *_JARS])]
