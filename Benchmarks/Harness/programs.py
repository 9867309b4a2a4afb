"""The programs: how each is built, what brings its tools, and how it is started."""
import os
import pathlib
import platform
import shutil
import subprocess
import sys
from dataclasses import dataclass, field

from .machine import ROOT, newest, output, package_version

BENCHMARKS = ROOT / "Benchmarks"
BUILD = BENCHMARKS / ".build-peers"
PEERS = BENCHMARKS / "Peers"


@dataclass
class Program:
    name: str
    kinds: set
    tools: dict  # command -> Debian package
    build: list  # command lines
    run: list
    headers: dict = field(default_factory=dict)  # header -> (Debian package, what is missing without it)
    required_headers: bool = False  # False: the program leaves out what it cannot build
    stale: str = ""  # folder whose objects are removed before the build
    lacks: list = field(default_factory=list)  # (what, package) that it cannot be built without and that is absent
    optional: bool = False  # a build that fails makes it absent: it needs a network
    pins: bool = False  # takes --pin and binds its own threads; the process is bound in any case
    turns: int = 1  # processes a round: more for what is compared closely
    part: int = 1  # makes so many times fewer operations: for what is many times slower

    def missing(self):
        """(what, package) of everything absent; the program is skipped only if `is_buildable` says so."""
        absent = [(tool, package) for tool, package in self.tools.items() if not shutil.which(tool)]
        absent += self.lacks
        if not absent:
            absent += [(what, package) for header, (package, what) in self.headers.items() if not has_header(header)]
        return absent

    def is_buildable(self):
        if self.lacks or any(not shutil.which(tool) for tool in self.tools):
            return False
        return not self.required_headers or all(has_header(header) for header in self.headers)


def has_header(header):
    command = ["g++", "-std=c++20", "-x", "c++", "-E", "-include", header, os.devnull]
    return subprocess.run(command, capture_output=True).returncode == 0


GXX = ["g++", "-std=c++20", "-O3", "-march=native", "-Wall", "-Wextra"]
SWIFT = "the toolchain from swift.org (no Debian package)"


VENV = BUILD / "venv"
WHEELS = {"numba": "0.68.1", "taichi": "1.7.4", "warp-lang": "1.19.0"}


# Compilers prefer vectors of 32 bytes on some processors that are faster with 64; where there are none, this says nothing.
WIDE = ["-mprefer-vector-width=512"] if platform.machine() == "x86_64" else []
# Of what is held to be within a tenth of each other; one process is up to a third off where neighbours share caches.
TURNS = 3
# Flags of the C compiler tell swiftc as well.
KERNELS_BUILD = ["swift", "build", "-c", "release", *(part for flag in ["-march=native", *WIDE] for part in ("-Xcc", flag)),
                 "--package-path", str(BENCHMARKS / "Kernels")]
# SwiftPM compiles a target again when a module it names changes, not when one behind a re-export does, nor when a macro
# does; inlined code and printed bodies would then be an old version's.
KERNELS_STALE = str(BENCHMARKS / "Kernels" / ".build" / "release" / "KernelBench.build")


def kernel_programs():
    """What runs kernels: our package with macros, C++ by two compilers, Python's compilers of kernels."""
    package = BENCHMARKS / "Kernels"
    yield Program(
        "KernelBench", {"kernels"}, {"swift": SWIFT},
        [KERNELS_BUILD],
        [str(package / ".build" / "release" / "KernelBench")], stale=KERNELS_STALE, turns=TURNS)
    yield cplusplus("g++", "g++", "g++", output("g++", "-dumpfullversion"))
    runtime = [path.parent for path in sorted(pathlib.Path("/usr/lib").glob("llvm-*/lib/libomp.so"))][-1:]
    clang = newest("clang++") or "clang++"
    yield cplusplus(
        "clang++", clang, "clang", output(clang, "-dumpversion"),
        link=[flag for folder in runtime for flag in (f"-L{folder}", f"-Wl,-rpath,{folder}")],
        lacks=[] if runtime else [("OpenMP of clang++", "libomp-dev")])
    for wheel, version in WHEELS.items():
        name = wheel.removesuffix("-lang")
        installed = any(VENV.glob(f"lib/python*/site-packages/{wheel.replace('-', '_')}-{version}.dist-info"))
        install = [str(VENV / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check", f"{wheel}=={version}"]
        yield Program(
            name.capitalize(), {"kernels"}, {}, [] if installed else [[sys.executable, "-m", "venv", str(VENV)], install],
            [str(VENV / "bin" / "python"), "-B", str(PEERS / "Python" / f"kernels_{name}.py")], optional=True,
            turns=TURNS if name == "numba" else 1, part=TURNS if name == "numba" else 5)


TOOLS = pathlib.Path(os.environ.get("RINGKERNEL_TOOLS") or ROOT / ".tools")


def device_programs():
    """What runs actors and kernels on WebGPU, once for each software driver."""
    package = BENCHMARKS / "Kernels"
    lacks = [] if (TOOLS / "tools.json").exists() else [("WebGPU on software drivers", "none: Scripts/get-tools")]
    for number, driver in enumerate(("swiftshader", "lavapipe")):
        on = [str(ROOT / "Scripts" / "on-webgpu"), driver]
        yield Program(
            f"KernelBench, {driver}", {"webgpu"}, {"swift": SWIFT}, [] if number else [KERNELS_BUILD],
            [*on, str(package / ".build" / "release" / "KernelBench")],
            stale="" if number else KERNELS_STALE, lacks=lacks)
        yield Program(
            f"wgpu, {driver}", {"webgpu"}, {}, [],
            [*on, str(TOOLS / "venv" / "bin" / "python"), "-B", str(PEERS / "Python" / "device_wgpu.py")], lacks=lacks)


def cplusplus(compiler, path, package, version, link=(), lacks=()):
    target = BUILD / f"kernels-{compiler}"
    return Program(
        f"CPlusPlus, {compiler}", {"kernels"}, {compiler: package},
        [[path, *GXX[1:], *WIDE, "-ffp-contract=off", "-fopenmp", f'-DCOMPILER="{compiler} {version}"',
          str(PEERS / "CPlusPlus" / "kernels.cpp"), "-o", str(target), *link]],
        [str(target)], lacks=list(lacks), turns=TURNS)


def programs():
    swift = lambda product: ["swift", "build", "-c", "release", "--package-path", str(BENCHMARKS), "--product", product]
    release = BENCHMARKS / ".build" / "release"
    return [
        Program(
            "RingBench", {"rings", "calls"}, {"swift": SWIFT}, [swift("RingBench")], [str(release / "RingBench")],
            # As above.
            stale=str(release / "RingBench.build"), pins=True),
        Program(
            "CPlusPlus", {"rings"}, {"g++": "g++"},
            [GXX + [
                f'-DREADERWRITER_VERSION="{package_version("libreaderwriterqueue-dev")}"',
                f'-DCONCURRENT_VERSION="{package_version("libconcurrentqueue-dev")}"',
                str(PEERS / "CPlusPlus" / "rings.cpp"), "-o", str(BUILD / "rings"), "-lpthread"]],
            [str(BUILD / "rings")],
            {
                "boost/lockfree/spsc_queue.hpp": ("libboost-dev", "boost::lockfree"),
                "readerwriterqueue/readerwriterqueue.h": ("libreaderwriterqueue-dev", "moodycamel::ReaderWriterQueue"),
                "concurrentqueue/concurrentqueue.h": ("libconcurrentqueue-dev", "moodycamel::ConcurrentQueue"),
                "rigtorp/SPSCQueue.h": ("none: header of github.com/rigtorp/SPSCQueue, on CPLUS_INCLUDE_PATH",
                                        "rigtorp::SPSCQueue"),
            },
            pins=True),
        Program(
            "CAF", {"calls"}, {"g++": "g++"},
            [GXX + [str(PEERS / "CAF" / "calls.cpp"), "-o", str(BUILD / "caf"), "-lcaf_core", "-lpthread"]],
            [str(BUILD / "caf")], {"caf/all.hpp": ("libcaf-dev", "CAF")}, required_headers=True),
        Program(
            "Go", {"calls"}, {"go": "golang-go"},
            [["go", "build", "-o", str(BUILD / "go-calls"), str(PEERS / "Go" / "calls.go")]], [str(BUILD / "go-calls")]),
        Program(
            "Erlang", {"calls"}, {"erl": "erlang-base", "erlc": "erlang-base"},
            [["erlc", "-o", str(BUILD), str(PEERS / "Erlang" / "calls.erl")]],
            ["erl", "-noinput", "-pa", str(BUILD), "-s", "calls", "main", "-extra"]),
        Program(
            "SwiftPeers", {"calls"}, {"swift": SWIFT}, [swift("SwiftPeers")], [str(release / "SwiftPeers")]),
        *kernel_programs(),
        *device_programs(),
    ]
