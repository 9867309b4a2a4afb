// C++ Actor Framework: request/response between two event-based actors, mailbox fan-in.
#include <caf/all.hpp>
#include <future>
#include <memory>
#include <thread>

#include "../CPlusPlus/harness.hpp"

using namespace bench;

namespace {

// Shared, because the actor may still be inside set_value when the waiting thread goes on.
template <class T>
using Promise = std::shared_ptr<std::promise<T>>;

struct caller_state {
  uint64_t next = 0;
  double start = 0;
};

caf::behavior echo(caf::event_based_actor*) {
  return {[](uint64_t value) { return value + 1; }};
}

// Sends the next request when the reply to the one before arrives.
caf::behavior caller(caf::stateful_actor<caller_state>* self, caf::actor peer, uint64_t operations,
                     Promise<double> done) {
  self->state.start = now_ns();
  self->send(peer, uint64_t(0));
  return {[=](uint64_t reply) {
    expect(reply == ++self->state.next, "reply does not match its request");
    if (reply == operations) {
      done->set_value(now_ns() - self->state.start);
      self->quit();
    } else {
      self->send(peer, reply);
    }
  }};
}

// One operation: a message to an actor and its answer.
double round_trip(caf::actor_system& system, uint64_t operations) {
  auto done = std::make_shared<std::promise<double>>();
  auto peer = system.spawn(echo);
  system.spawn(caller, peer, operations, done);
  double elapsed = done->get_future().get();
  caf::anon_send_exit(peer, caf::exit_reason::user_shutdown);
  return elapsed;
}

struct receiver_state {
  uint64_t sum = 0, left = 0;
};

caf::behavior receiver(caf::stateful_actor<receiver_state>* self, uint64_t operations,
                       Promise<std::pair<uint64_t, double>> done) {
  self->state.left = operations;
  return {[=](uint64_t value) {
    self->state.sum += value;
    if (--self->state.left == 0) {
      done->set_value({self->state.sum, now_ns()});
      self->quit();
    }
  }};
}

// One operation: one message from any sending thread handled by the receiving actor.
double fan_in(caf::actor_system& system, uint64_t operations, unsigned senders) {
  auto done = std::make_shared<std::promise<std::pair<uint64_t, double>>>();
  auto mailbox = system.spawn(receiver, operations, done);
  Gate gate(int(senders) + 1);
  std::vector<std::thread> threads;
  uint64_t expected = 0;
  for (unsigned s = 0; s < senders; s++) {
    uint64_t count = operations / senders + (s < operations % senders ? 1 : 0);
    expected += count * (count - 1) / 2;
    threads.emplace_back([&, count] {
      gate.arrive_and_wait();
      for (uint64_t i = 0; i < count; i++) caf::anon_send(mailbox, i);
    });
  }
  gate.arrive_and_wait();
  auto [sum, end] = done->get_future().get();
  for (auto& thread : threads) thread.join();
  expect(sum == expected, "sum of the messages");
  return end - gate.opened_ns();
}

}  // namespace

int main(int argc, char** argv) {
#if CAF_VERSION >= 1800
  caf::core::init_global_meta_objects();
#endif
  caf::actor_system_config config;
  caf::actor_system system{config};
  std::string peer = "CAF " + std::to_string(CAF_MAJOR_VERSION) + "." + std::to_string(CAF_MINOR_VERSION) + "." +
                     std::to_string(CAF_PATCH_VERSION);
  std::vector<Entry> entries{
      {"caf", peer, "call-roundtrip", [&](const Options&, uint64_t count) { return round_trip(system, count); }},
      {"caf", peer, "fanin-1", [&](const Options&, uint64_t count) { return fan_in(system, count, 1); }},
      {"caf", peer, "fanin-3", [&](const Options&, uint64_t count) { return fan_in(system, count, 3); }},
  };
  return main_of(entries, argc, argv);
}
