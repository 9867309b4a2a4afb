// One producer, one consumer. `Queue` has Queue(capacity), push(const Message&) and pop(Message&), both non-blocking.
#pragma once
#include <thread>

#include "messages.hpp"

namespace bench {

// One operation: one message pushed and popped, its sequence number checked.
template <class Queue, class Message>
double spsc_throughput(const Options& options, uint64_t operations) {
  Queue queue(options.capacity);
  Gate gate(2);
  double elapsed = 0;
  std::thread consumer([&] {
    pin_thread(options.pin(0));
    Message message;
    gate.arrive_and_wait();
    double start = now_ns();
    for (uint64_t i = 0; i < operations; i++) {
      while (!queue.pop(message)) {}
      expect(message.sequence == i, "messages out of order");
      message.check();
    }
    elapsed = now_ns() - start;
  });
  std::thread producer([&] {
    pin_thread(options.pin(1));
    Message message;
    gate.arrive_and_wait();
    for (uint64_t i = 0; i < operations; i++) {
      message.stamp(i);
      while (!queue.push(message)) {}
    }
  });
  producer.join();
  consumer.join();
  return elapsed;
}

// One operation: 8 bytes to the other thread through one ring and back through another.
template <class Queue>
double spsc_roundtrip(const Options& options, uint64_t operations) {
  Queue there(options.capacity), back(options.capacity);
  Gate gate(2);
  double elapsed = 0;
  std::thread caller([&] {
    pin_thread(options.pin(0));
    Message8 message;
    gate.arrive_and_wait();
    double start = now_ns();
    for (uint64_t i = 0; i < operations; i++) {
      message.stamp(i);
      while (!there.push(message)) {}
      while (!back.pop(message)) {}
      expect(message.sequence == i + 1, "reply does not match its request");
    }
    elapsed = now_ns() - start;
  });
  std::thread echo([&] {
    pin_thread(options.pin(1));
    Message8 message;
    gate.arrive_and_wait();
    for (uint64_t i = 0; i < operations; i++) {
      while (!there.pop(message)) {}
      message.stamp(message.sequence + 1);
      while (!back.push(message)) {}
    }
  });
  caller.join();
  echo.join();
  return elapsed;
}

}  // namespace bench
