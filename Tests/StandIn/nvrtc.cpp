// A stand-in for NVRTC: the host's compiler makes a library of a text, with the emulation headers of `Tests/Emulation`;
// the image that it gives is that library's path. Libraries are kept in a folder, by text and headers.
//
// Compiled with the thread sanitizer itself, it compiles with it. `RINGKERNEL_STAND_IN_MUTANT` names a fault that it
// then puts into every resident program, so that the sanitizer has something to find.
#include "stand_in.h"
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <fstream>
#include <regex>
#include <spawn.h>
#include <sstream>
#include <sys/stat.h>
#include <sys/wait.h>
#include <type_traits>
#include <unistd.h>
using namespace stand_in;
extern char **environ;

namespace {
struct Program { std::string text, log, image; };

std::string read(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  std::stringstream all;
  all << file.rdbuf();
  return all.str();
}

// The text, and for each entry a function that takes its arguments as a driver does: a pointer to each.
std::string hosted(const std::string &text) {
  // Behind the emulation header.
  std::string made = text +
      "\ntemplate <class... A, size_t... I> void rk_apply(void (*f)(A...), void **p, std::index_sequence<I...>) { f(*(std::remove_cv_t<A> *)p[I]...); }\n"
      "template <class... A> void rk_call(void (*f)(A...), void **p) { rk_apply(f, p, std::index_sequence_for<A...>()); }\n"
      "template <class... A> unsigned rk_sizes(void (*)(A...), unsigned *s) { ((*s++ = sizeof(A)), ...); return sizeof...(A); }\n";
  std::regex entry("__global__\\s+void\\s+(?:__launch_bounds__\\([^)]*\\)\\s*)?(\\w+)\\s*\\(");
  for (std::sregex_iterator one(text.begin(), text.end(), entry), end; one != end; ++one) {
    std::string name = (*one)[1];
    made += "extern \"C\" unsigned rk_sizes_" + name + "(unsigned *s) { return rk_sizes(&" + name + ", s); }\n";
    made += "extern \"C\" void rk_launch_" + name + "(void **p, const unsigned *g, const unsigned *b, unsigned shared, int mode, unsigned cluster) {\n"
        "  g_launch({g[0], g[1], g[2]}, {b[0], b[1], b[2]}, shared, mode, 1, [](void *q) { rk_call(&" + name + ", (void **)q); }, p, cluster);\n}\n";
  }
  return made;
}

#if defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define STAND_IN_SANITIZED 1
#endif
#endif
#if STAND_IN_SANITIZED
// It goes with no other sanitizer; lines, so that a report names them.
const std::vector<std::string> checks = {"-fsanitize=thread", "-mllvm", "-tsan-distinguish-volatile=1", "-gline-tables-only"};
#else
// As `HostCompiler` compiles what the emulation runs: what the language leaves undefined is reported.
const std::vector<std::string> checks = {
    "-fsanitize=signed-integer-overflow,shift,integer-divide-by-zero,float-cast-overflow,bounds,alignment",
    "-fsanitize-minimal-runtime", "-fsanitize-recover=all"};
#endif

// Orders that a program gives up: what runs on this host is right all the same, for it is stronger than the language.
struct Change { const char *right, *wrong; };
struct Mutant { const char *name; std::vector<Change> changes; };
const Mutant mutants[] = {
    {"generation", {{"static void rk_release_sys(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELEASE); }",
      "static void rk_release_sys(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELAXED); }"}}},
    {"inbox", {{"static void rk_release(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELEASE); }",
      "static void rk_release(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELAXED); }"}}},
    {"cluster", {{"static void rk_release_cluster(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELEASE); }",
      "static void rk_release_cluster(u32* p, u32 v) { __atomic_store_n(p, v, __ATOMIC_RELAXED); }"}}},
    {"fence", {{"static void rk_fence_sys() { __atomic_thread_fence(__ATOMIC_ACQ_REL); }", "static void rk_fence_sys() {}"}}},
    {"payload", {{"  rk_fence_sys();\n  t.owes = true;\n", "  t.owes = true;\n"}}},
    {"place", {{"  if (rk_told.is_fenced) rk_fence_sys();\n", ""}}},
    {"warp", {{"void rk_meet_warp() { __syncwarp(0xffffffffu); }", "void rk_meet_warp() { g_warp_barrier(); }"}}},
    {"team", {{"static void rk_meet() { g_meet(n); }", "static void rk_meet() { g_meet(n, false); }"}}},
    // Each of the two makes up for the other, but for the moments in between.
    {"rows", {{"if (generation == t.generation) return 0u;\n  rk_fence_sys();", "if (generation == t.generation) return 0u;"},
              {"if (rk_load_sys(seen) == changes) return;\n  rk_fence_sys();", "if (rk_load_sys(seen) == changes) return;"}}}};
// False when there is no such mutant, or no place for it.
bool mutate(std::string &text) {
  const char *wanted = std::getenv("RINGKERNEL_STAND_IN_MUTANT");
  if (!wanted || text.find("rk_engine(") == std::string::npos) return true;
  bool isThere = false;
  for (auto &one : mutants) {
    if (std::strcmp(one.name, wanted)) continue;
    isThere = true;
    for (auto &change : one.changes) {
      size_t place = text.find(change.right);
      if (place == std::string::npos) return false;
      text.replace(place, std::strlen(change.right), change.wrong);
    }
  }
  return isThere;
}

std::string hashed(const std::vector<std::string> &parts) {
  unsigned long long hash = 0xcbf29ce484222325ull;
  for (auto &part : parts)
    for (unsigned char byte : part) hash = (hash ^ byte) * 0x100000001b3ull;
  char digits[32];
  std::snprintf(digits, sizeof digits, "%016llx", hash);
  return digits;
}

// Makes `file`, unless it is there, by the compiler with these words more.
bool make(const std::string &file, std::vector<std::string> words, const std::vector<std::string> &more, std::string &said) {
  struct stat known;
  if (stat(file.c_str(), &known) == 0) return true;
  // A test may have several copies of this library in one process, which want one file at once.
  static std::atomic<int> number{0};
  std::string own = file + "." + std::to_string(getpid()) + "." + std::to_string((size_t)&number) + "." + std::to_string(number++);
  std::string made = own + ".made", log = own + ".log";
  words.insert(words.end(), more.begin(), more.end());
  words.insert(words.end(), {"-o", made});
  std::vector<char *> arguments;
  for (auto &word : words) arguments.push_back(&word[0]);
  arguments.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  posix_spawn_file_actions_adddup2(&actions, 1, 2);
  pid_t child = 0;
  int status = posix_spawnp(&child, STAND_IN_CLANG, &actions, nullptr, arguments.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  if (status == 0) while (waitpid(child, &status, 0) < 0 && errno == EINTR) {}
  said = read(log);
  std::remove(log.c_str());
  return status == 0 && std::rename(made.c_str(), file.c_str()) == 0;
}

bool compile(Program &program, bool contracts) {
  std::string text = hosted(program.text);
  if (!mutate(text)) { program.log = "the program has no place for the mutant that was asked for\n"; return false; }
  std::vector<std::string> words = {
      STAND_IN_CLANG, "-std=c++17", "-O1", contracts ? "-ffp-contract=fast" : "-ffp-contract=off", "-Xclang",
      "-ffloat16-excess-precision=none", "-fsigned-char", "-w", "-fPIC", "-pthread", "-I", STAND_IN_HEADERS};
  words.insert(words.end(), checks.begin(), checks.end());
  std::vector<std::string> parts = words;
  for (auto name : {"cuda_emulation.h", "grid.h", "sanitizer.h"}) parts.push_back(read(std::string(STAND_IN_HEADERS "/") + name));
  // Most of the time for a text is the header's, which is compiled once: as a tree, and the code of its functions.
  std::string header = std::string(STAND_IN_FOLDER "/") + hashed(parts), tree = header + ".pch", code = header + ".o";
  std::vector<std::string> once = {
      "-Xclang", "-fno-pch-timestamp", "-fpch-codegen", "-fpch-instantiate-templates", "-x", "c++-header",
      STAND_IN_HEADERS "/cuda_emulation.h"};
  if (!make(tree, words, once, program.log) || !make(code, words, {"-c", tree}, program.log)) return false;
  parts.push_back(text);
  std::string library = std::string(STAND_IN_FOLDER "/") + hashed(parts) + ".so";
  program.image = "stand-in " + library;
  std::string source = library + "." + std::to_string(getpid()) + "." + std::to_string((size_t)&program) + ".cpp";
  std::ofstream(source) << text;
  bool isMade = make(library, words, {"-include-pch", tree, "-shared", source, code}, program.log);
  std::remove(source.c_str());
  return isMade;
}
}  // namespace

extern "C" {
RKnvrtcResult nvrtcVersion(int *major, int *minor) { ENTER(nvrtcVersion); *major = (int)setting("nvrtc") / 10; *minor = (int)setting("nvrtc") % 10; return 0; }
const char *nvrtcGetErrorString(RKnvrtcResult r) { return r == 6 ? "NVRTC_ERROR_COMPILATION" : r == 1 ? "NVRTC_ERROR_OUT_OF_MEMORY" : nullptr; }
RKnvrtcResult nvrtcGetNumSupportedArchs(int *n) { ENTER(nvrtcGetNumSupportedArchs); *n = 3; return 0; }
RKnvrtcResult nvrtcGetSupportedArchs(int *list) { ENTER(nvrtcGetSupportedArchs); list[0] = 75; list[1] = 80; list[2] = 90; return 0; }
RKnvrtcResult nvrtcCreateProgram(RKnvrtcProgram *p, const char *text, const char *, int, const char *const *, const char *const *) {
  ENTER(nvrtcCreateProgram);
  *p = born((RKnvrtcProgram)new Program{text, "", ""}, "program");
  return 0;
}
RKnvrtcResult nvrtcDestroyProgram(RKnvrtcProgram *p) {
  unsigned answer = enter("nvrtcDestroyProgram");
  if (die(*p, "program", "nvrtcDestroyProgram")) delete (Program *)*p;
  return answer;
}
RKnvrtcResult nvrtcCompileProgram(RKnvrtcProgram p, int count, const char *const *options) {
  ENTER(nvrtcCompileProgram);
  if (!lives(p, "program", "nvrtcCompileProgram")) return RKNVRTC_ERROR_INVALID_INPUT;
  bool contracts = true, named = false;
  for (int i = 0; i < count; i++) {
    if (!std::strcmp(options[i], "--fmad=false")) contracts = false;
    if (!std::strncmp(options[i], "--gpu-architecture=", 19)) named = true;
  }
  if (!named) wrong("nvrtcCompileProgram: no architecture");
  return compile(*(Program *)p, contracts) ? 0 : RKNVRTC_ERROR_COMPILATION;
}
RKnvrtcResult nvrtcGetPTXSize(RKnvrtcProgram p, size_t *n) { ENTER(nvrtcGetPTXSize); *n = ((Program *)p)->image.size() + 1; return 0; }
RKnvrtcResult nvrtcGetPTX(RKnvrtcProgram p, char *room) { ENTER(nvrtcGetPTX); std::strcpy(room, ((Program *)p)->image.c_str()); return 0; }
RKnvrtcResult nvrtcGetCUBINSize(RKnvrtcProgram p, size_t *n) { ENTER(nvrtcGetCUBINSize); *n = ((Program *)p)->image.size() + 1; return 0; }
RKnvrtcResult nvrtcGetCUBIN(RKnvrtcProgram p, char *room) { ENTER(nvrtcGetCUBIN); std::strcpy(room, ((Program *)p)->image.c_str()); return 0; }
RKnvrtcResult nvrtcGetProgramLogSize(RKnvrtcProgram p, size_t *n) { ENTER(nvrtcGetProgramLogSize); *n = ((Program *)p)->log.size() + 1; return 0; }
RKnvrtcResult nvrtcGetProgramLog(RKnvrtcProgram p, char *room) { ENTER(nvrtcGetProgramLog); std::strcpy(room, ((Program *)p)->log.c_str()); return 0; }
}
CHECKED(nvrtcVersion) CHECKED(nvrtcGetErrorString) CHECKED(nvrtcGetNumSupportedArchs) CHECKED(nvrtcGetSupportedArchs)
CHECKED(nvrtcCreateProgram) CHECKED(nvrtcDestroyProgram) CHECKED(nvrtcCompileProgram) CHECKED(nvrtcGetPTXSize)
CHECKED(nvrtcGetPTX) CHECKED(nvrtcGetCUBINSize) CHECKED(nvrtcGetCUBIN) CHECKED(nvrtcGetProgramLogSize)
CHECKED(nvrtcGetProgramLog)
