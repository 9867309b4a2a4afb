/* Sleeping and waking of workers: ready queue, count of searching workers, event count.
 *
 * Modelled: ACTORS submitters make one actor each ready; WORKERS workers take ready actors. Submitter: push; fence; if
 * no worker is searching and one is parked: raise the epoch, wake one sleeper. Worker: count itself as searching; pop.
 *   Something: uncount; the last searcher to leave looks at the queue again and wakes another worker if there is more,
 *     since a submitter may have relied on it; run.
 *   Nothing: register as parked, uncount, read the epoch, look at the queue and the stop word again, sleep while the
 *     epoch has the value read. The epoch must be read BEFORE that second look.
 * The sleep is the futex call: compare and fall asleep in one step, may find nobody to wake. Every actor but the last is
 * LONG: its handler ends only after the last actor has been handled, so an actor left ready behind a long handler while
 * a worker sleeps is a deadlock here. (ACTORS <= WORKERS: each actor deserves a worker.) At the end the host sets the
 * stop word, raises the epoch and wakes everybody.
 *
 * Abstracted: the ready queue is a counter whose push and pop are one step; sequentially consistent memory (the fences
 * between "push" and "read searching" and between "register" and "look again" are the order of the steps); the epoch
 * does not come round while a worker is between reading it and sleeping on it.
 *
 * Properties: every actor is run; none waits while a worker sleeps; every worker sees the stop.
 *
 * check:  safety WORKERS=2 ACTORS=2
 * check:  safety WORKERS=3 ACTORS=2
 * mutant: safety WORKERS=2 ACTORS=2 MUTANT_PARK_WITHOUT_SECOND_LOOK
 * mutant: safety WORKERS=2 ACTORS=2 MUTANT_EPOCH_READ_AFTER_SECOND_LOOK
 * mutant: safety WORKERS=2 ACTORS=2 MUTANT_LAST_SEARCHER_JUST_LEAVES
 * mutant: safety WORKERS=2 ACTORS=2 MUTANT_WAKE_BEFORE_PUSH
 * mutant: safety WORKERS=2 ACTORS=2 MUTANT_EPOCH_NOT_RAISED
 * mutant: safety WORKERS=2 ACTORS=2 MUTANT_STOP_NOT_LOOKED_AT
 */
byte ready, searching, parked, epoch;
bool asleep[WORKERS];
bool stop;
byte handled; /* ghost */
byte exited;  /* ghost */

inline wakeOne() {
#ifndef MUTANT_EPOCH_NOT_RAISED
  epoch++;
#endif
  atomic {
    if
    :: asleep[0] -> asleep[0] = false
    :: asleep[1] -> asleep[1] = false
#if WORKERS > 2
    :: asleep[2] -> asleep[2] = false
#endif
    :: else
    fi
  }
}

inline wakeIfNeeded() {
  if
  :: searching == 0 ->
    if
    :: parked > 0 -> wakeOne()
    :: else
    fi
  :: else
  fi
}

proctype Submitter() {
#ifdef MUTANT_WAKE_BEFORE_PUSH
  wakeIfNeeded();
  ready++
#else
  ready++;
  wakeIfNeeded()
#endif
}

proctype Worker(byte me) {
  byte seen;
  bool last, found;
  do
  :: stop -> break
  :: else ->
    searching++;
    d_step {
      found = (ready > 0);
      if
      :: found -> ready--
      :: else
      fi
    };
    if
    :: found ->
      d_step { searching--; last = (searching == 0); found = false };
#ifndef MUTANT_LAST_SEARCHER_JUST_LEAVES
      if
      :: last && ready > 0 -> wakeIfNeeded()
      :: else
      fi;
#endif
      d_step { handled++; last = false };
      (handled == ACTORS) /* a long handler; for the last one to start, no wait */
    :: else ->
      parked++;
      searching--;
#ifndef MUTANT_EPOCH_READ_AFTER_SECOND_LOOK
      seen = epoch;
#endif
      if
#ifndef MUTANT_PARK_WITHOUT_SECOND_LOOK
      :: ready > 0 -> goto awake
#endif
      :: else
      fi;
#ifndef MUTANT_STOP_NOT_LOOKED_AT
      if
      :: stop -> goto awake
      :: else
      fi;
#endif
#ifdef MUTANT_EPOCH_READ_AFTER_SECOND_LOOK
      seen = epoch;
#endif
      d_step {
        if
        :: epoch == seen -> asleep[me] = true
        :: else
        fi
      };
      (!asleep[me]);
awake:
      atomic { parked--; seen = 0 }
    fi
  od;
  exited++
}

active proctype Host() {
  byte i;
  (handled == ACTORS);
  stop = true;
  epoch++;
  d_step {
    do
    :: i == WORKERS -> break
    :: else -> asleep[i] = false; i++
    od
  }
}

active proctype Monitor() {
  timeout -> assert(handled == ACTORS && ready == 0 && exited == WORKERS && parked == 0 && searching == 0)
}

init {
  byte i;
  atomic {
    do
    :: i == WORKERS -> break
    :: else -> run Worker(i); i++
    od;
    i = 0;
    do
    :: i == ACTORS -> break
    :: else -> run Submitter(); i++
    od
  }
}
