/* MPSC ring with a publication word per slot; with EVICT the overflow policy "drop oldest"; with CLOSING the
 * closed bit in the tail word.
 *
 * Modelled: PRODUCERS producers of PER messages each, one consumer, CAP slots. The word of the slot of position p is
 * 2p+1 once published. Producer: load tail p; closed bit set -> refused; is the slot free? CAS the tail, write the
 * payload (two steps), publish.
 *   Reject mode: head frees slots. A producer compares p with the cached head that all producers share, loads head
 *     into it when the ring looks full, and declines (or waits for a change and tries again) when it still does.
 *   EVICT: the word frees the slot: 2p while free. A word behind 2p is full, anything else means that tail has moved.
 *     The producer that finds the ring full takes the oldest message itself, by CAS on head as the consumer
 *     then does too, but only if that message stands in the very slot the producer needs (head + CAP == p);
 *     otherwise a consumer has it already and the slot is about to be free.
 *   CLOSING: the consumer at any moment ORs the closed bit (top bit) into the tail word. The claims made before are
 *     all in the value it gets back, every later CAS of a producer fails; it then takes positions up to that value,
 *     waiting for those claimed and not yet published, and acknowledges. No further word, no counter per send.
 *
 * Positions run modulo 16 and begin two before the wrap. There are fewer positions than 16 in a run: with 64-bit
 * positions nobody sleeps through a whole lap, and a model that let them would report that.
 *
 * Abstracted: sequentially consistent memory; what release and acquire order is represented by separate steps and by
 * the mutants that swap them. Waiting loops block until a word they read has changed, which turns a lost wake-up or a
 * wait for ever into an invalid end state.
 *
 * Properties: order per producer; each accepted message is delivered, evicted or still queued, exactly one of these;
 * nothing declined or refused is delivered; payloads not torn, slots not overwritten; with EVICT "full" means that
 * some slot is not free yet; nothing is evicted from a ring that has room; with CLOSING nothing is accepted after the
 * acknowledgement, nothing is left behind, closing ends. tail - head may exceed CAP by the slot being freed, never more.
 *
 * check:  safety CAP=1 PRODUCERS=3 PER=2
 * check:  safety CAP=2 PRODUCERS=2 PER=3
 * check:  safety CAP=2 PRODUCERS=3 PER=1
 * check:  safety CAP=1 PRODUCERS=2 PER=2 EVICT
 * check:  safety CAP=2 PRODUCERS=2 PER=2 EVICT
 * check:  safety CAP=1 PRODUCERS=3 PER=1 EVICT
 * check:  safety CAP=2 PRODUCERS=3 PER=1 EVICT
 * check:  safety CAP=1 PRODUCERS=2 PER=2 CLOSING
 * check:  safety CAP=2 PRODUCERS=2 PER=2 CLOSING
 * check:  safety CAP=1 PRODUCERS=2 PER=2 CLOSING EVICT
 * check:  safety CAP=2 PRODUCERS=2 PER=2 CLOSING EVICT
 * check:  safety CAP=1 PRODUCERS=3 PER=1 CLOSING
 * check:  safety CAP=1 PRODUCERS=3 PER=1 CLOSING EVICT
 * mutant: safety CAP=2 PRODUCERS=2 PER=2 MUTANT_PUBLISH_BEFORE_WRITE
 * mutant: safety CAP=1 PRODUCERS=2 PER=2 MUTANT_NO_FULL_CHECK
 * mutant: safety CAP=2 PRODUCERS=2 PER=2 MUTANT_FREE_BEFORE_READ
 * mutant: safety CAP=2 PRODUCERS=2 PER=1 MUTANT_CLAIM_WITHOUT_CAS
 * mutant: safety CAP=1 PRODUCERS=2 PER=2 EVICT MUTANT_ONE_WORD_PER_POSITION
 * mutant: safety CAP=2 PRODUCERS=2 PER=2 MUTANT_CACHE_AHEAD
 * mutant: safety CAP=2 PRODUCERS=2 PER=2 EVICT MUTANT_CONSUMER_WITHOUT_CAS
 * mutant: safety CAP=2 PRODUCERS=2 PER=2 EVICT MUTANT_EVICT_WHATEVER_IS_OLDEST
 * mutant: safety CAP=2 PRODUCERS=2 PER=2 EVICT MUTANT_EVICT_UNPUBLISHED
 * mutant: safety CAP=2 PRODUCERS=2 PER=1 CLOSING MUTANT_CLOSED_IN_ITS_OWN_WORD
 * mutant: safety CAP=2 PRODUCERS=2 PER=1 CLOSING MUTANT_DRAIN_PUBLISHED_ONLY
 */
#define M 16
#define START (M - 2)
#define CLOSED 128
#define SLOT(p) ((p) % CAP)
#define PLUS(p, n) (((p) + (n)) % M)
#define DISTANCE(t, h) (((t) % CLOSED + M - (h)) % M)
#ifdef MUTANT_ONE_WORD_PER_POSITION /* Vyukov's words: p free, p+1 published; ambiguous with one slot */
#define WORDS M
#define FREE(p) (p)
#define PUBLISHED(p) PLUS(p, 1)
#else
#define WORDS (2 * M)
#define FREE(p) (2 * (p))
#define PUBLISHED(p) (2 * (p) + 1)
#endif
#define BEHIND(s, w) (((s) + WORDS - (w)) % WORDS >= WORDS / 2)
#define MESSAGES (PRODUCERS * PER)

mtype = { untried, accepted, delivered, evicted, declined, refused };

byte tail = START, head = START, cached = START;
byte word[CAP];
byte low[CAP], high[CAP];
bool acknowledged;
#ifdef MUTANT_CLOSED_IN_ITS_OWN_WORD
bool closedFlag;
#endif
mtype status[MESSAGES] = untried; /* ghost */
byte occupied;                    /* ghost: claimed and not freed */
byte finished;                    /* ghost: producers that are through */

#ifdef EVICT
inline free(h) {
  d_step { word[SLOT(h)] = FREE(PLUS(h, CAP)); occupied-- }
}
#else
inline free(h) {
  d_step { head = PLUS(h, 1); occupied-- }
}
#endif

proctype Producer(byte me) {
  byte k, id, p, s, h, c;
  bool won;
  do
  :: k == PER -> break
  :: else ->
    id = me * PER + k;
again:
    p = tail;
    if
    :: p >= CLOSED -> status[id] = refused; goto next
    :: else
    fi;
#ifdef MUTANT_CLOSED_IN_ITS_OWN_WORD
    if
    :: closedFlag -> status[id] = refused; goto next
    :: else
    fi;
#endif
#ifdef EVICT
    d_step {
      s = word[SLOT(p)];
      assert(!BEHIND(s, FREE(p)) || occupied > 0); /* the owner of an older position may free after that of a newer */
#ifndef MUTANT_ONE_WORD_PER_POSITION
      assert(!BEHIND(s, FREE(p)) || tail % CLOSED == p);
      assert(tail % CLOSED != p || s == FREE(p) || BEHIND(s, FREE(p)))
#endif
    };
#else
    c = cached;
    if
    :: DISTANCE(p, c) >= CAP ->
      c = head;
#ifdef MUTANT_CACHE_AHEAD
      c = PLUS(c, 1);
#endif
      cached = c
    :: else
    fi;
#endif
    if
#ifdef MUTANT_NO_FULL_CHECK
    :: true ->
#else
#ifdef EVICT
    :: s == FREE(p) ->
#else
    :: DISTANCE(p, c) < CAP ->
#endif
#endif
#ifdef MUTANT_CLAIM_WITHOUT_CAS
      d_step { tail = PLUS(p, 1); status[id] = accepted; occupied++ };
#else
      d_step {
        won = (tail == p);
        if
        :: won ->
#ifdef CLOSING
          assert(!acknowledged);
#endif
          tail = PLUS(p, 1); status[id] = accepted; occupied++;
          assert(occupied <= CAP && DISTANCE(tail, head) <= CAP + 1)
        :: else
        fi
      };
      if
      :: won -> won = false
      :: else -> goto again
      fi;
#endif
#ifdef MUTANT_PUBLISH_BEFORE_WRITE
      word[SLOT(p)] = PUBLISHED(p);
#endif
      low[SLOT(p)] = id;
      high[SLOT(p)] = id;
#ifndef MUTANT_PUBLISH_BEFORE_WRITE
      word[SLOT(p)] = PUBLISHED(p);
#endif
      goto next
#ifndef MUTANT_NO_FULL_CHECK
#ifdef EVICT
    :: BEHIND(s, FREE(p)) ->
      h = head;
      if
#ifdef MUTANT_EVICT_WHATEVER_IS_OLDEST
      :: word[SLOT(h)] == PUBLISHED(h) ->
#elif defined(MUTANT_EVICT_UNPUBLISHED)
      :: PLUS(h, CAP) == p ->
#else
      :: PLUS(h, CAP) == p && word[SLOT(h)] == PUBLISHED(h) ->
#endif
        d_step {
          won = (head == h);
          if
          :: won -> assert(DISTANCE(tail, head) == CAP); head = PLUS(h, 1)
          :: else
          fi
        };
        if
        :: won ->
          won = false;
          s = low[SLOT(h)];
          d_step { assert(high[SLOT(h)] == s && status[s] == accepted); status[s] = evicted };
          free(h)
        :: else
        fi
      :: else -> (tail != p || word[SLOT(p)] != s || head != h)
      fi;
      goto again
    :: else -> goto again
#else
    :: else ->
      if
      :: tail == p -> status[id] = declined; goto next
      :: (tail != p || head != c) -> goto again
      fi
#endif
#endif
    fi;
next:
    atomic { k++; p = 0; s = 0; h = 0; c = 0 }
  od;
  finished++
}

proctype Consumer() {
  byte h, w, id, last;
  byte newest[PRODUCERS]; /* ghost: 1 + the newest message taken from each producer */
  bool closing, won;
end_waiting:
  do
#ifdef CLOSING
  :: !closing -> /* fetch-or: one step; the loop also runs without closing, so this may happen at any time */
#ifdef MUTANT_CLOSED_IN_ITS_OWN_WORD
    closedFlag = true; last = tail; closing = true
#else
    d_step { last = tail; tail = tail + CLOSED; closing = true }
#endif
  :: closing && head == last -> break
#ifdef MUTANT_DRAIN_PUBLISHED_ONLY
  :: closing && word[SLOT(head)] != PUBLISHED(head) -> break
#endif
#elif defined(EVICT)
  :: break /* a consumer that has gone: what is left must be accounted for as queued */
#endif
  :: (word[SLOT(head)] == PUBLISHED(head)) -> /* a wait, not a test: both words are loaded again below */
    h = head;
    w = word[SLOT(h)];
    if
    :: w == PUBLISHED(h) ->
#if defined(EVICT) && !defined(MUTANT_CONSUMER_WITHOUT_CAS)
      d_step {
        won = (head == h);
        if
        :: won -> head = PLUS(h, 1)
        :: else
        fi
      };
      if
      :: won -> won = false
      :: else -> goto missed
      fi;
#endif
#ifdef MUTANT_FREE_BEFORE_READ
      free(h);
#endif
      id = low[SLOT(h)];
      d_step {
        assert(high[SLOT(h)] == id && status[id] == accepted);
        status[id] = delivered;
        assert(id % PER + 1 > newest[id / PER]);
        newest[id / PER] = id % PER + 1
      };
#ifndef MUTANT_FREE_BEFORE_READ
      free(h);
#endif
#ifdef MUTANT_CONSUMER_WITHOUT_CAS
      head = PLUS(h, 1)
#else
missed:
      skip
#endif
    :: else
    fi;
    d_step { h = 0; w = 0; id = 0 }
  od;
#ifdef EVICT
  acknowledged = true /* an evictor may still be freeing the slot it took: memory is released later still */
#else
  atomic { acknowledged = true; assert(occupied == 0) }
#endif
}

active proctype Monitor() {
  byte i, left;
  timeout ->
  d_step {
    do
    :: i == MESSAGES -> break
    :: else ->
      assert(status[i] != untried);
      if
      :: status[i] == accepted -> left++
      :: else
      fi;
      i++
    od;
    assert(finished == PRODUCERS);
    assert(left == DISTANCE(tail, head) && left <= CAP && occupied == left);
#ifdef CLOSING
    assert(acknowledged && left == 0);
#elif !defined(EVICT)
    assert(left == 0)
#endif
  }
}

init {
  byte i;
  atomic {
    do
    :: i == CAP -> break
    :: else -> word[SLOT(START + i)] = FREE(START + i); i++
    od;
    i = 0;
    do
    :: i == PRODUCERS -> break
    :: else -> run Producer(i); i++
    od;
    run Consumer()
  }
}
