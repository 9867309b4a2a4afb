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
  double end_ns = 0;
  std::thread consumer([&] {
    pin_thread(options.pin(0));
    Message message;
    Retry retry(options, false);
    gate.arrive_and_wait();
    for (uint64_t i = 0; i < operations; i++) {
      while (!queue.pop(message)) retry.declined();
      expect(message.sequence == i, "messages out of order");
      message.check();
    }
    end_ns = now_ns();
  });
  std::thread producer([&] {
    pin_thread(options.pin(1));
    Message message;
    Retry retry(options, false);
    gate.arrive_and_wait();
    for (uint64_t i = 0; i < operations; i++) {
      message.stamp(i);
      while (!queue.push(message)) retry.declined();
    }
  });
  producer.join();
  consumer.join();
  return end_ns - gate.opened_ns();
}

// One operation: 8 bytes to the other thread through one ring and back through another.
template <class Queue>
double spsc_roundtrip(const Options& options, uint64_t operations) {
  Queue there(options.capacity), back(options.capacity);
  Gate gate(2);
  double end_ns = 0;
  std::thread caller([&] {
    pin_thread(options.pin(0));
    Message8 message;
    Retry retry(options, false);
    gate.arrive_and_wait();
    for (uint64_t i = 0; i < operations; i++) {
      message.stamp(i);
      while (!there.push(message)) retry.declined();
      while (!back.pop(message)) retry.declined();
      expect(message.sequence == i + 1, "reply does not match its request");
    }
    end_ns = now_ns();
  });
  std::thread echo([&] {
    pin_thread(options.pin(1));
    Message8 message;
    Retry retry(options, false);
    gate.arrive_and_wait();
    for (uint64_t i = 0; i < operations; i++) {
      while (!there.pop(message)) retry.declined();
      message.stamp(message.sequence + 1);
      while (!back.push(message)) retry.declined();
    }
  });
  caller.join();
  echo.join();
  return end_ns - gate.opened_ns();
}

}  // namespace bench
