/* Lifecycle of one actor: activate, deactivate, terminate; run word; sleeping workers; closing of the inbox.
 *
 * Modelled: SENDERS senders of PER messages each, two workers, one host.
 *   Run word: idle, scheduled, running, terminated. Sender: claim by CAS on the tail word (closed bit set -> refused),
 *     publish, fence, read the run word; idle -> CAS to scheduled, push the actor on the ready queue, wake a worker
 *     if none is searching and one is parked (see parking.pml). Host commands write a host word, fence, and schedule
 *     the actor in the same way.
 *   Worker: pop the actor, store running, fence, then before EACH message read should-terminate and active. Nothing to
 *     do -> store idle, fence, look at host words and inbox AGAIN, and if there is something CAS idle -> scheduled
 *     itself. After a message it may instead give the actor back (running -> scheduled, push): a batch ended.
 *   Deactivate: store active = 0, fence, wait until the run word is not `running`. Then no handler runs and none will,
 *     because whoever stores running reads active afterwards.
 *   Terminate: store should-terminate, schedule, wait for has-terminated. The worker that finds it ORs the closed bit
 *     into the tail word, which returns the last claim; handles or dead-letters up to it, waiting for claims that are
 *     not yet published; stores run = terminated and only then has-terminated = 1, its last touch of the actor.
 *     With GIVE_BACK it does not wait for an unpublished claim: it goes idle and the sender, who reads the run
 *     word after publishing, schedules the actor again. Both are right; GIVE_BACK never blocks a worker on a sender.
 *
 *   With PARKING the workers sleep and are woken as in parking.pml; without it an idle worker blocks on the ready
 *     queue, which keeps the state space of the larger configurations small.
 *
 * Abstracted: the ring has room for everything (mpsc.pml checks full rings and the slot words, with the same closed
 * bit); the ready queue is a counter; handlers take one step; sequentially consistent memory, so a missing fence is
 * represented by the mutants that swap the steps on its two sides.
 *
 * Properties: at most one worker runs the actor; the actor stands in the ready queue at most once; no handler runs
 * between a deactivate that returned and the next activate; every message of an active actor is handled and the host's
 * waits end (no invalid end state, assertions at quiescence); order of claims; after termination nothing is accepted,
 * run or handled, and accepted = delivered + dead-lettered.
 *
 * check:  safety SENDERS=2 PER=1
 * check:  safety SENDERS=1 PER=2
 * check:  safety SENDERS=2 PER=1 GIVE_BACK
 * check:  safety SENDERS=1 PER=2 GIVE_BACK
 * check:  safety SENDERS=1 PER=1 PARKING
 * mutant: safety SENDERS=1 PER=1 MUTANT_RUN_WORD_READ_BEFORE_PUBLISHING
 * mutant: safety SENDERS=1 PER=1 MUTANT_NO_LOOK_AFTER_IDLE
 * mutant: safety SENDERS=1 PER=1 MUTANT_ACTIVE_NOT_READ_AGAIN
 * mutant: safety SENDERS=1 PER=1 PARKING MUTANT_PARK_WITHOUT_SECOND_LOOK
 * mutant: safety SENDERS=2 PER=1 MUTANT_SCHEDULE_WITHOUT_CAS
 * mutant: safety SENDERS=1 PER=1 MUTANT_DEACTIVATE_DOES_NOT_WAIT
 * mutant: safety SENDERS=1 PER=1 MUTANT_ACTIVE_READ_BEFORE_RUNNING
 * mutant: safety SENDERS=1 PER=1 MUTANT_TERMINATE_DOES_NOT_SCHEDULE
 * mutant: safety SENDERS=1 PER=1 MUTANT_TERMINATE_WITHOUT_CLOSING
 * mutant: safety SENDERS=1 PER=1 MUTANT_DRAIN_PUBLISHED_ONLY
 * mutant: safety SENDERS=1 PER=1 MUTANT_IDLE_AFTER_TERMINATION
 */
#define MESSAGES (SENDERS * PER)
#define CLOSED 128

mtype = { idle, scheduled, running, terminated };

mtype runWord = idle;
byte tail, head;
bool published[MESSAGES];
bool isActive, shouldTerminate, hasTerminated;
byte ready, searching, parked, epoch;
bool asleep[2];

/* Ghosts. */
byte runners, finished;
byte delivered, deadLettered, refused;
bool quiet = true; /* the host has been told that no handler runs */

inline wakeIfNeeded() {
#ifdef PARKING
  if
  :: searching == 0 ->
    if
    :: parked > 0 ->
      epoch++;
      atomic {
        if
        :: asleep[0] -> asleep[0] = false
        :: asleep[1] -> asleep[1] = false
        :: else
        fi
      }
    :: else
    fi
  :: else
  fi
#else
  skip
#endif
}

inline push() {
  d_step { ready++; assert(ready == 1 && !hasTerminated) }
}

/* `won` is scratch of the caller. */
inline schedule() {
  if
  :: runWord == idle ->
#ifdef MUTANT_SCHEDULE_WITHOUT_CAS
    runWord = scheduled; won = true;
#else
    d_step {
      won = (runWord == idle);
      if
      :: won -> runWord = scheduled
      :: else
      fi
    };
#endif
    if
    :: won -> won = false; push(); wakeIfNeeded()
    :: else
    fi
  :: else
  fi
}

proctype Sender() {
  byte k, p;
  bool won;
  do
  :: k == PER -> break
  :: else ->
again:
    p = tail;
    if
    :: p >= CLOSED -> refused++; goto next
    :: else
    fi;
    d_step {
      won = (tail == p);
      if
      :: won -> tail = p + 1; assert(!hasTerminated)
      :: else
      fi
    };
    if
    :: won -> won = false
    :: else -> goto again
    fi;
#ifdef MUTANT_RUN_WORD_READ_BEFORE_PUBLISHING
    if
    :: runWord == idle -> published[p] = true; schedule()
    :: else -> published[p] = true
    fi;
#else
    published[p] = true;
    schedule();
#endif
next:
    atomic { k++; p = 0 }
  od;
  finished++
}

inline takeOne(counter) {
  assert(published[head]);
  d_step { head++; counter++; assert(!hasTerminated) }
}

proctype Worker(byte me) {
  byte seen, last;
  bool won, found, wasActive;
search:
#ifdef PARKING
  searching++;
  d_step {
    found = (ready > 0);
    if
    :: found -> ready--
    :: else
    fi
  };
  if
  :: found -> found = false; searching--; goto execute
  :: else
  fi;
  parked++;
  searching--;
  seen = epoch;
#ifndef MUTANT_PARK_WITHOUT_SECOND_LOOK
  if
  :: ready > 0 -> goto awake
  :: else
  fi;
#endif
  d_step {
    if
    :: epoch == seen -> asleep[me] = true
    :: else
    fi
  };
end_asleep:
  (!asleep[me]);
awake:
  atomic { parked--; seen = 0 };
  goto search;
#else
end_waiting:
  atomic { (ready > 0) -> ready-- };
#endif

execute:
#ifdef MUTANT_ACTIVE_READ_BEFORE_RUNNING
  wasActive = isActive;
#endif
  atomic { assert(runWord == scheduled); runWord = running; runners++; assert(runners == 1) };
nextMessage:
  if
  :: shouldTerminate -> goto terminate
  :: else
  fi;
#ifndef MUTANT_ACTIVE_READ_BEFORE_RUNNING
  wasActive = isActive;
#endif
  if
  :: wasActive && head < MESSAGES && published[head] ->
    d_step { assert(!quiet); wasActive = false };
    d_step { assert(!quiet && runners == 1) }; /* the handler has a duration */
    takeOne(delivered);
    if
    :: goto nextMessage
    :: d_step { runners--; runWord = scheduled }; push(); goto search
    fi
  :: else
  fi;
leave:
  atomic { runners--; runWord = idle };
#ifndef MUTANT_NO_LOOK_AFTER_IDLE
  /* each of these is read after the store of idle, in a step of its own */
#ifdef GIVE_BACK
  found = shouldTerminate && !hasTerminated && tail < CLOSED;
  if
  :: !found && tail >= CLOSED -> last = head; found = !hasTerminated && last < MESSAGES && published[last]
  :: else
  fi;
#else
  found = shouldTerminate && !hasTerminated;
#endif
  if
  :: found -> skip
  :: else ->
#ifndef MUTANT_ACTIVE_NOT_READ_AGAIN
    wasActive = isActive;
#endif
    last = head;
    found = wasActive && last < MESSAGES && published[last]
  fi;
  atomic { wasActive = false; last = 0 };
  if
  :: found -> found = false; schedule()
  :: else
  fi;
#endif
  goto search;

terminate:
#ifdef MUTANT_TERMINATE_WITHOUT_CLOSING
  last = tail;
#else
  atomic { last = tail % CLOSED; tail = CLOSED + last }; /* fetch-or */
#endif
  do
  :: head == last -> break
  :: head != last && published[head] -> takeOne(delivered)
  :: head != last && published[head] -> takeOne(deadLettered)
#ifdef GIVE_BACK
  :: head != last && !published[head] -> last = 0; goto leave
#endif
#ifdef MUTANT_DRAIN_PUBLISHED_ONLY
  :: head != last && !published[head] -> break
#endif
  od;
#ifdef MUTANT_IDLE_AFTER_TERMINATION
  atomic { runners--; runWord = idle; last = 0 };
#else
  atomic { runners--; runWord = terminated; last = 0 };
#endif
  hasTerminated = true;
  goto search
}

active proctype Host() {
  bool won;
  quiet = false; isActive = true; schedule();
  if
  :: skip
  :: isActive = false;
#ifndef MUTANT_DEACTIVATE_DOES_NOT_WAIT
    (runWord != running);
#endif
    quiet = true;
    if
    :: skip
    :: quiet = false; isActive = true; schedule()
    fi
  fi;
  if
  :: skip
  :: shouldTerminate = true;
#ifndef MUTANT_TERMINATE_DOES_NOT_SCHEDULE
    schedule();
#endif
    hasTerminated
  fi;
  finished++
}

active proctype Monitor() {
  timeout ->
  d_step {
    assert(finished == SENDERS + 1 && ready == 0 && runners == 0 && searching == 0);
    assert(tail % CLOSED + refused == MESSAGES);
    assert(!(isActive || hasTerminated) || (head == tail % CLOSED && delivered + deadLettered == head));
    assert(!hasTerminated || runWord == terminated);
    assert(hasTerminated || (deadLettered == 0 && refused == 0))
  }
}

init {
  byte i;
  atomic {
    run Worker(0);
    run Worker(1);
    do
    :: i == SENDERS -> break
    :: else -> run Sender(); i++
    od
  }
}
