// Many producers, one consumer. `Queue` adds to push/pop the nested types Producer and Consumer (per-thread handles).
#pragma once
#include <memory>
#include <thread>

#include "messages.hpp"

namespace bench {

// One operation: one message from any producer popped by the consumer, in order within its producer.
template <class Queue, class Message>
double mpsc_throughput(const Options& options, uint64_t operations, unsigned producers) {
  Queue queue(options.capacity, producers);
  const bool yields = producers + 1 > affinity().size();
  Gate gate(int(producers) + 1);
  double end_ns = 0;
  auto share = [=](unsigned p) { return operations / producers + (p < operations % producers ? 1 : 0); };
  std::thread consumer([&] {
    pin_thread(options.pin(0));
    typename Queue::Consumer end(queue);
    std::vector<uint64_t> next(producers, 0);
    Message message;
    Retry retry(options, yields);
    gate.arrive_and_wait();
    for (uint64_t i = 0; i < operations; i++) {
      while (!end.pop(message)) retry.declined();
      uint64_t producer = message.sequence >> producer_shift;
      expect(producer < producers && (message.sequence & sequence_mask) == next[producer]++, "messages out of order");
      message.check();
    }
    end_ns = now_ns();
    for (unsigned p = 0; p < producers; p++) expect(next[p] == share(p), "messages lost");
  });
  std::vector<std::thread> threads;
  for (unsigned p = 0; p < producers; p++)
    threads.emplace_back([&, p] {
      pin_thread(options.pin(1 + p));
      typename Queue::Producer end(queue);
      Message message;
      Retry retry(options, yields);
      uint64_t count = share(p);
      gate.arrive_and_wait();
      for (uint64_t i = 0; i < count; i++) {
        message.stamp(uint64_t(p) << producer_shift | i);
        while (!end.push(message)) retry.declined();
      }
    });
  for (auto& thread : threads) thread.join();
  consumer.join();
  return end_ns - gate.opened_ns();
}

}  // namespace bench
