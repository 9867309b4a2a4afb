"""What the results file says about the machine, the tools and the commit."""
import datetime
import os
import pathlib
import platform
import re
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]


def now():
    return datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")


def output(*command):
    """Standard output of a command, stripped; None when it is absent or fails."""
    try:
        done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return done.stdout.strip()


def read(path):
    try:
        return pathlib.Path(path).read_text().strip()
    except OSError:
        return None


def chosen(text):
    """The word in brackets, by which the system tells what is set."""
    found = re.search(r"\[(\w+)\]", text or "")
    return found.group(1) if found else None


def processors():
    """Processors this process may use; one of each physical core first, then their siblings."""
    allowed = sorted(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else list(range(os.cpu_count() or 1))
    seen, first, rest = set(), [], []
    for cpu in allowed:
        core = read(f"/sys/devices/system/cpu/cpu{cpu}/topology/thread_siblings_list") or str(cpu)
        (rest if core in seen else first).append(cpu)
        seen.add(core)
    return first + rest


def steal_share():
    """(stolen, total) processor time since boot, in ticks; a hypervisor that takes our time shows here."""
    line = (read("/proc/stat") or "cpu").splitlines()[0].split()[1:]
    ticks = [int(field) for field in line[:8]]
    return (ticks[7], sum(ticks)) if len(ticks) == 8 else (0, 0)


def describe(load):
    cpuinfo = read("/proc/cpuinfo") or ""
    model = re.search(r"model name\s*:\s*(.*)", cpuinfo)
    family = re.search(r"cpu family\s*:\s*(.*)", cpuinfo)
    return {
        "cpu": model.group(1) if model else platform.processor() or platform.machine(),
        "cpuFamily": family.group(1) if family else None,
        "architecture": platform.machine(),
        "processors": len(processors()),
        "virtualized": "hypervisor" in cpuinfo,
        "kernel": f"{platform.system()} {platform.release().split('-')[0]}",
        "governor": read("/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"),
        "largePages": chosen(read("/sys/kernel/mm/transparent_hugepage/enabled")),
        "loadAverageAtStart": list(load),
    }


def package_version(name):
    version = output("dpkg-query", "-W", "-f", "${Version}", name)
    return re.sub(r"^\d+:|[-+].*$", "", version) if version else "unknown"


def newest(compiler):
    """The path of the compiler of that name with the highest version, or "": PATH may hold a system's and a toolchain's."""
    folders = os.environ.get("PATH", os.defpath).split(os.pathsep)
    found = {path for folder in folders if (path := shutil.which(compiler, path=folder))}
    number = lambda path: [int(part) for part in re.findall(r"\d+", output(path, "-dumpversion") or "0")]
    return max(sorted(found), key=number, default="")


def versions():
    first = lambda *command: (output(*command) or "absent").splitlines()[0]
    erlang = output("erl", "-noinput", "-eval", 'io:format("~s", [erlang:system_info(otp_release)]), halt().')
    return {
        "swift": first("swift", "--version"),
        "g++": first("g++", "--version"),
        "clang++": first(newest("clang++") or "clang++", "--version").split(" (")[0],
        "go": first("go", "version"),
        "erlang": f"OTP {erlang}" if erlang else "absent",
        "python": platform.python_version(),
    }


def commit():
    return {
        "commit": output("git", "rev-parse", "HEAD"),
        "uncommittedChanges": bool(output("git", "status", "--porcelain", "--untracked-files=no")),
    }
