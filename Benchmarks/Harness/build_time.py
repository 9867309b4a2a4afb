"""A package with 200 kernels in one target, made from the kernels that are measured, and how long its debug builds take."""
import re
import shutil
import statistics
import subprocess
import time

from .machine import ROOT
from .programs import BENCHMARKS, BUILD

FOLDER = BUILD / "many-kernels"
SOURCES = FOLDER / "Sources" / "ManyKernels"
PER_FILE = 20
MANIFEST = """// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "ManyKernels",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "RingKernel", path: "{root}")],
  targets: [
    .executableTarget(name: "ManyKernels", dependencies: [.product(name: "RingKernel", package: "RingKernel")])
  ]
)
"""
MAIN = "import RingKernel\n\n@main struct Program {\n  static func main() { print(CPUDevice(threads: 1).name) }\n}\n"


def kernels(count):
    """Texts of so many kernels: those of the benchmark in turn, each under a name of its own."""
    text = (BENCHMARKS / "Kernels" / "Sources" / "KernelBench" / "Kernels.swift").read_text()
    found = [part for part in re.split(r"\n\n(?=@)", text) if part.startswith("@")]
    return [re.sub(r"func (\w+)\(", rf"func \g<1>{number}(", found[number % len(found)], count=1) for number in range(count)]


def write(count, attributed):
    """The package with that many kernels, or with the same functions as plain Swift."""
    shutil.rmtree(SOURCES, ignore_errors=True)
    SOURCES.mkdir(parents=True)
    (FOLDER / "Package.swift").write_text(MANIFEST.format(root=ROOT))
    (SOURCES / "Program.swift").write_text(MAIN)
    texts = kernels(count)
    if not attributed:
        texts = [re.sub(r"^@\w+(\(.*?\)\)?)?\s+(?=func)", "", text) for text in texts]
    for start in range(0, count, PER_FILE):
        part = "\n\n".join(text.rstrip() for text in texts[start:start + PER_FILE])
        (SOURCES / f"Kernels{start // PER_FILE}.swift").write_text(f"import RingKernel\n\n{part}\n")


def build():
    """Seconds of a debug build of the target alone; everything that it depends on has been built."""
    for objects in FOLDER.glob(".build/*/debug/ManyKernels.build"):
        shutil.rmtree(objects)
    start = time.monotonic()
    done = subprocess.run(["swift", "build", "--package-path", str(FOLDER)], stdout=subprocess.PIPE,
                          stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        raise RuntimeError(done.stdout[-2000:])
    return time.monotonic() - start


VARIANTS = (
    ("empty", "no kernels", 0, True),
    ("plain", "as many functions without attributes", None, False),
    ("kernels", "kernels", None, True),
)


def measure(count, rounds, say):
    """Rows of seconds: each round builds every variant once, after one that is not timed."""
    write(0, True)
    say("building what the package depends on")
    build()
    rows = []
    for number in range(rounds):
        for key, _, fixed, attributed in VARIANTS:
            write(count if fixed is None else fixed, attributed)
            seconds = build()
            rows.append({"build": key, "round": number, "seconds": round(seconds, 3)})
            say(f"round {number + 1} of {rounds}: {key} {seconds:.2f} s")
    return rows


def summary(rows):
    """key -> (best, median) seconds."""
    return {key: (min(values), statistics.median(values)) for key, *_ in VARIANTS
            if (values := [row["seconds"] for row in rows if row["build"] == key])}
