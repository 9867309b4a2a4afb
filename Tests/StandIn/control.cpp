// What tests call to steer a stand-in and to ask it.
#include "stand_in.h"
using namespace stand_in;
#define GUARD std::lock_guard<std::recursive_mutex> guard(state().lock)

extern "C" {
// Lets the calls with the numbers from...until answer a status, counted from 1 from now on; 0, 0 lets none, and keeps
// what was counted.
void stand_in_fail(long from, long until, unsigned status) {
  GUARD; state().failing = from; state().failingUntil = until; state().status = status;
  if (from) { state().count = 0; state().calls.clear(); }
}
void stand_in_set(const char *name, long value) { GUARD; state().settings[name] = value; }
// Copies a text: `calls`, `misuse` or `alive`. Gives its length.
long stand_in_text(const char *what, char *room, long size) {
  GUARD;
  std::string text = what[0] == 'c' ? state().calls : what[0] == 'm' ? state().misuse : "";
  if (what[0] == 'a') for (auto &one : state().alive) text += one.second + "\n";
  if (size > 0) { size_t n = text.copy(room, (size_t)size - 1); room[n] = 0; }
  return (long)text.size();
}
}
