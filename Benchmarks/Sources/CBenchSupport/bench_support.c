#define _GNU_SOURCE
#include "bench_support.h"
#include <errno.h>
#include <pthread.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#if !defined(__linux__)
#include <unistd.h>
#endif

uint64_t bench_now_ns(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return (uint64_t)t.tv_sec * 1000000000u + (uint64_t)t.tv_nsec;
}

typedef struct { int cpu; void (*entry)(void *); void *argument; } start_t;

static void *thread_main(void *raw) {
  start_t start = *(start_t *)raw;
  free(raw);
#if defined(__linux__)
  if (start.cpu >= 0) {
    cpu_set_t set;
    CPU_ZERO(&set);
    CPU_SET(start.cpu, &set);
    if (pthread_setaffinity_np(pthread_self(), sizeof set, &set) != 0) {
      fprintf(stderr, "cannot pin to processor %d\n", start.cpu);
      exit(2);
    }
  }
#endif
  start.entry(start.argument);
  return NULL;
}

int bench_thread_start(uint64_t *handle, int cpu, void (*entry)(void *), void *argument) {
  start_t *start = malloc(sizeof *start);
  if (!start) return ENOMEM;
  *start = (start_t){cpu, entry, argument};
  pthread_t thread;
  int error = pthread_create(&thread, NULL, thread_main, start);
  if (error == 0) *handle = (uint64_t)(uintptr_t)thread;
  else free(start);
  return error;
}

void bench_thread_join(uint64_t handle) { pthread_join((pthread_t)(uintptr_t)handle, NULL); }

void bench_thread_detach(uint64_t handle) { pthread_detach((pthread_t)(uintptr_t)handle); }

void bench_yield(void) { sched_yield(); }

int bench_affinity(int *cpus, int limit) {
  int count = 0;
#if defined(__linux__)
  cpu_set_t set;
  if (sched_getaffinity(0, sizeof set, &set) != 0) return 0;
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET(cpu, &set)) {
      if (count < limit) cpus[count] = cpu;
      count++;
    }
#else
  int online = (int)sysconf(_SC_NPROCESSORS_ONLN);
  for (; count < online; count++)
    if (count < limit) cpus[count] = count;
#endif
  return count < limit ? count : limit;
}

void bench_write(int descriptor, const char *text) {
  FILE *stream = descriptor == 1 ? stdout : stderr;
  fputs(text, stream);
  fflush(stream);
}

void bench_exit(void) { exit(2); }
