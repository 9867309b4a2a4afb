// Go channels: request/response over two unbuffered channels, fan-in over one buffered channel.
package main

import (
	"bufio"
	"flag"
	"fmt"
	"os"
	"runtime"
	"strconv"
	"strings"
	"time"
)

type options struct {
	operations, capacity int
}

type entry struct {
	benchmark string
	round     func(options, int) time.Duration
}

func fail(why string) {
	fmt.Fprintln(os.Stderr, why)
	os.Exit(2)
}

func expect(actual, expected int) {
	if actual != expected {
		fail(fmt.Sprintf("verification failed: got %d, expected %d", actual, expected))
	}
}

func share(index, senders, total int) int {
	if index < total%senders {
		return total/senders + 1
	}
	return total / senders
}

// One operation: a value sent on one unbuffered channel, its successor received from another.
func roundTrip(_ options, operations int) time.Duration {
	requests, replies := make(chan int), make(chan int)
	go func() {
		for value := range requests {
			replies <- value + 1
		}
		close(replies)
	}()
	start := time.Now()
	for i := 0; i < operations; i++ {
		requests <- i
		if reply := <-replies; reply != i+1 {
			expect(reply, i+1)
		}
	}
	elapsed := time.Since(start)
	close(requests)
	<-replies
	return elapsed
}

// One operation: one value sent by any sender and received by the one receiver.
func fanIn(senders int) func(options, int) time.Duration {
	return func(o options, operations int) time.Duration {
		mailbox := make(chan int, o.capacity)
		done := make(chan int)
		go func() {
			sum := 0
			for i := 0; i < operations; i++ {
				sum += <-mailbox
			}
			done <- sum
		}()
		start := time.Now()
		expected := 0
		for sender := 0; sender < senders; sender++ {
			count := share(sender, senders, operations)
			expected += count * (count - 1) / 2
			go func() {
				for i := 0; i < count; i++ {
					mailbox <- i
				}
			}()
		}
		sum := <-done
		elapsed := time.Since(start)
		expect(sum, expected)
		return elapsed
	}
}

// One operation: a value sent on one buffered channel without waiting, its successor received from another.
func pipelined(o options, operations int) time.Duration {
	requests, replies := make(chan int, o.capacity), make(chan int, o.capacity)
	go func() {
		for value := range requests {
			replies <- value + 1
		}
		close(replies)
	}()
	start := time.Now()
	go func() {
		for i := 0; i < operations; i++ {
			requests <- i
		}
		close(requests)
	}()
	next := 1
	for reply := range replies {
		if reply != next {
			expect(reply, next)
		}
		next++
	}
	elapsed := time.Since(start)
	expect(next, operations+1)
	return elapsed
}

// Processors this process may use, as the kernel lists them: "0-2,5".
func affinity() []int {
	cpus := []int{}
	file, err := os.Open("/proc/self/status")
	if err != nil {
		return cpus
	}
	defer file.Close()
	for lines := bufio.NewScanner(file); lines.Scan(); {
		value := strings.TrimPrefix(lines.Text(), "Cpus_allowed_list:")
		if value == lines.Text() {
			continue
		}
		for _, part := range strings.Split(strings.TrimSpace(value), ",") {
			ends := strings.SplitN(part, "-", 2)
			first, _ := strconv.Atoi(ends[0])
			last, _ := strconv.Atoi(ends[len(ends)-1])
			for cpu := first; cpu <= last; cpu++ {
				cpus = append(cpus, cpu)
			}
		}
	}
	return cpus
}

func main() {
	peer := flag.String("peer", "", "key of the peer")
	benchmark := flag.String("benchmark", "", "name of the benchmark")
	rounds := flag.Int("rounds", 1, "timed rounds")
	operations := flag.Int("operations", 1000000, "operations per round")
	capacity := flag.Int("capacity", 4096, "values a buffered channel holds")
	list := flag.Bool("list", false, "list what could be run")
	flag.Parse()

	const key = "go-channel"
	name := "Go channel " + strings.TrimPrefix(runtime.Version(), "go")
	o := options{*operations, *capacity}
	pinned := strings.ReplaceAll(strings.Trim(fmt.Sprint(affinity()), "[]"), " ", ",")
	found := false
	for _, e := range []entry{{"call-roundtrip", roundTrip}, {"fanin-1", fanIn(1)}, {"fanin-3", fanIn(3)}, {"replies-stream", pipelined}} {
		if (*peer != "" && *peer != key) || (*benchmark != "" && *benchmark != e.benchmark) {
			continue
		}
		found = true
		if *list {
			fmt.Printf("{\"key\":%q,\"peer\":%q,\"benchmark\":%q}\n", key, name, e.benchmark)
			continue
		}
		warm := o.operations / 10
		if warm < 1000 {
			warm = 1000
		}
		e.round(o, warm)
		for round := 0; round < *rounds; round++ {
			each := float64(e.round(o, o.operations).Nanoseconds()) / float64(o.operations)
			fmt.Printf("{\"peer\":%q,\"benchmark\":%q,\"nanosecondsPerOperation\":%.4f,\"operations\":%d,\"pinned\":[%s]}\n",
				name, e.benchmark, each, o.operations, pinned)
		}
	}
	if !found {
		fail("no such peer or benchmark")
	}
}
