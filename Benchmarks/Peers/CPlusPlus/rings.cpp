// Queue libraries of C++, each behind an adapter of a few lines. A library whose header is absent at compile time is
// left out of --list; Scripts/bench names it as absent.
#include "mpsc.hpp"
#include "spsc.hpp"

#if __has_include(<boost/lockfree/spsc_queue.hpp>)
#include <boost/lockfree/queue.hpp>
#include <boost/lockfree/spsc_queue.hpp>
#include <boost/version.hpp>
#define HAVE_BOOST 1
#endif
#if __has_include(<readerwriterqueue/readerwriterqueue.h>)
#include <readerwriterqueue/readerwritercircularbuffer.h>
#include <readerwriterqueue/readerwriterqueue.h>
#define HAVE_READERWRITER 1
#endif
#if __has_include(<concurrentqueue/concurrentqueue.h>)
#include <concurrentqueue/concurrentqueue.h>
#define HAVE_CONCURRENT 1
#endif
#if __has_include(<rigtorp/SPSCQueue.h>)
#include <rigtorp/SPSCQueue.h>
#define HAVE_RIGTORP 1
#endif
// The moodycamel headers carry no version; Scripts/bench passes the package's.
#ifndef READERWRITER_VERSION
#define READERWRITER_VERSION "unknown"
#endif
#ifndef CONCURRENT_VERSION
#define CONCURRENT_VERSION "unknown"
#endif

using namespace bench;

#if HAVE_BOOST
template <class T>
struct BoostSPSC {
  boost::lockfree::spsc_queue<T> queue;
  explicit BoostSPSC(size_t capacity) : queue(capacity) {}
  bool push(const T& value) { return queue.push(value); }
  bool pop(T& value) { return queue.pop(value); }
};

// fixed_sized: the free list is allocated once, as ours is. Such a queue holds at most 65,534 nodes.
template <class T>
struct BoostMPMC {
  boost::lockfree::queue<T, boost::lockfree::fixed_sized<true>> queue;
  BoostMPMC(size_t capacity, unsigned) : queue(capacity) {}
  struct Producer {
    BoostMPMC& owner;
    explicit Producer(BoostMPMC& owner) : owner(owner) {}
    bool push(const T& value) { return owner.queue.push(value); }
  };
  struct Consumer {
    BoostMPMC& owner;
    explicit Consumer(BoostMPMC& owner) : owner(owner) {}
    bool pop(T& value) { return owner.queue.pop(value); }
  };
};
#endif

#if HAVE_READERWRITER
// try_enqueue never allocates: the queue is bounded by what the constructor allocated.
template <class T>
struct MoodycamelRWQ {
  moodycamel::ReaderWriterQueue<T> queue;
  explicit MoodycamelRWQ(size_t capacity) : queue(capacity) {}
  bool push(const T& value) { return queue.try_enqueue(value); }
  bool pop(T& value) { return queue.try_dequeue(value); }
};

template <class T>
struct MoodycamelCircular {
  moodycamel::BlockingReaderWriterCircularBuffer<T> queue;
  explicit MoodycamelCircular(size_t capacity) : queue(capacity) {}
  bool push(const T& value) { return queue.try_enqueue(value); }
  bool pop(T& value) { return queue.try_dequeue(value); }
};
#endif

#if HAVE_CONCURRENT
// Tokens are its fast path. A block never leaves the producer that took it, so without a limit one producer can take
// all that was allocated and starve the others for good. The limit is per producer; so is what is allocated.
struct BoundedTraits : moodycamel::ConcurrentQueueDefaultTraits {
  static const size_t MAX_SUBQUEUE_SIZE = 4096;
};
template <class T>
struct MoodycamelMPMC {
  moodycamel::ConcurrentQueue<T, BoundedTraits> queue;
  MoodycamelMPMC(size_t capacity, unsigned producers) : queue(capacity, producers, 0) {
    if (capacity != BoundedTraits::MAX_SUBQUEUE_SIZE) fail("moodycamel::ConcurrentQueue is set up for a capacity of 4096");
  }
  struct Producer {
    MoodycamelMPMC& owner;
    moodycamel::ProducerToken token;
    explicit Producer(MoodycamelMPMC& owner) : owner(owner), token(owner.queue) {}
    bool push(const T& value) { return owner.queue.try_enqueue(token, value); }
  };
  struct Consumer {
    MoodycamelMPMC& owner;
    moodycamel::ConsumerToken token;
    explicit Consumer(MoodycamelMPMC& owner) : owner(owner), token(owner.queue) {}
    bool pop(T& value) { return owner.queue.try_dequeue(token, value); }
  };
};
#endif

#if HAVE_RIGTORP
template <class T>
struct RigtorpSPSC {
  rigtorp::SPSCQueue<T> queue;
  explicit RigtorpSPSC(size_t capacity) : queue(capacity) {}
  bool push(const T& value) { return queue.try_push(value); }
  bool pop(T& value) {
    T* front = queue.front();
    if (!front) return false;
    value = *front;
    queue.pop();
    return true;
  }
};
#endif

template <template <class> class Queue>
void add_spsc(std::vector<Entry>& to, const char* key, const std::string& peer) {
  to.push_back({key, peer, "spsc-8B", spsc_throughput<Queue<Message8>, Message8>});
  to.push_back({key, peer, "spsc-64B", spsc_throughput<Queue<Message64>, Message64>});
  to.push_back({key, peer, "spsc-roundtrip", spsc_roundtrip<Queue<Message8>>});
}

template <template <class> class Queue>
void add_mpsc(std::vector<Entry>& to, const char* key, const std::string& peer) {
  for (unsigned producers : {1u, 3u, 8u}) {
    std::string prefix = "mpsc-" + std::to_string(producers);
    to.push_back({key, peer, prefix + "-8B", [=](const Options& options, uint64_t operations) {
                    return mpsc_throughput<Queue<Message8>, Message8>(options, operations, producers);
                  }});
    to.push_back({key, peer, prefix + "-64B", [=](const Options& options, uint64_t operations) {
                    return mpsc_throughput<Queue<Message64>, Message64>(options, operations, producers);
                  }});
  }
}

int main(int argc, char** argv) {
  std::vector<Entry> entries;
#if HAVE_BOOST
  std::string version = BOOST_LIB_VERSION;  // "1_74"
  for (char& c : version) if (c == '_') c = '.';
  add_spsc<BoostSPSC>(entries, "boost-spsc", "boost::lockfree::spsc_queue " + version);
  add_mpsc<BoostMPMC>(entries, "boost-queue", "boost::lockfree::queue " + version);
#endif
#if HAVE_READERWRITER
  add_spsc<MoodycamelRWQ>(entries, "moodycamel-rwq", "moodycamel::ReaderWriterQueue " READERWRITER_VERSION);
  add_spsc<MoodycamelCircular>(
      entries, "moodycamel-circular", "moodycamel::BlockingReaderWriterCircularBuffer " READERWRITER_VERSION);
#endif
#if HAVE_CONCURRENT
  add_mpsc<MoodycamelMPMC>(entries, "moodycamel-cq", "moodycamel::ConcurrentQueue " CONCURRENT_VERSION);
#endif
#if HAVE_RIGTORP
  add_spsc<RigtorpSPSC>(entries, "rigtorp-spsc", "rigtorp::SPSCQueue");
#endif
  return main_of(entries, argc, argv);
}
