/* SPSC ring with cached peer indices.
 *
 * Modelled: one producer, one consumer, CAP slots, endless traffic. `tail` is written by the producer only, `head`
 * by the consumer only; each side keeps a cached copy of the other's index and reloads it when the copy says full
 * (empty). Indices run modulo 2*CAP, the smallest modulus that tells full from empty, so they wrap all the time.
 * A payload is two words. Writing them and publishing the index are separate steps, so are reading them and freeing
 * the slot: these steps are what release and acquire order in the code.
 *
 * Abstracted: memory is sequentially consistent in Spin. A missing release or acquire is represented by the mutants
 * that swap the steps, nothing else of weak memory is. Payload values run modulo COLOURS.
 *
 * Properties: FIFO, no loss, no duplication (every value is the next one); no read of an unwritten slot, no write
 * to an unread one; payloads are not torn; "full" and "empty" are exact when the peer index was just read; both
 * sides keep going under weak fairness (no non-progress cycle).
 *
 * check:  safety   CAP=1
 * check:  safety   CAP=2
 * check:  progress CAP=1
 * check:  progress CAP=2
 * mutant: safety   CAP=2 MUTANT_PUBLISH_BEFORE_WRITE
 * mutant: safety   CAP=2 MUTANT_FREE_BEFORE_READ
 * mutant: safety   CAP=1 MUTANT_NO_FULL_CHECK
 * mutant: safety   CAP=2 MUTANT_NO_EMPTY_CHECK
 * mutant: safety   CAP=2 MUTANT_INDEX_MODULO_CAPACITY
 * mutant: progress CAP=2 MUTANT_HEAD_NEVER_RELOADED
 * mutant: progress CAP=2 MUTANT_TAIL_NEVER_RELOADED
 */
#ifdef MUTANT_INDEX_MODULO_CAPACITY
#define MOD CAP
#else
#define MOD (2 * CAP)
#endif
#define COLOURS 7
#define SLOT(i) ((i) % CAP)
#define NEXT(i) (((i) + 1) % MOD)
#define USED(t, h) (((t) + MOD - (h)) % MOD)

byte tail, head;           /* shared indices */
byte low[CAP], high[CAP];  /* the two words of a payload */
bool written[CAP];         /* ghost: holds a value nobody has read */
byte inFlight;             /* ghost: published and not freed */

active proctype Producer() {
  byte mine, cached, value;
  do
  ::
#ifndef MUTANT_NO_FULL_CHECK
    if
    :: USED(mine, cached) < CAP -> skip
    :: else ->
#ifndef MUTANT_HEAD_NEVER_RELOADED
      d_step { cached = head; assert(USED(mine, cached) < CAP || inFlight == CAP) };
#endif
      if
      :: USED(mine, cached) < CAP -> skip
      :: else -> goto declined
      fi
    fi;
#endif
    assert(inFlight < CAP && !written[SLOT(mine)]);
#ifdef MUTANT_PUBLISH_BEFORE_WRITE
    d_step { tail = NEXT(mine); inFlight++ };
#endif
    low[SLOT(mine)] = value;
    d_step { high[SLOT(mine)] = value; written[SLOT(mine)] = true };
#ifndef MUTANT_PUBLISH_BEFORE_WRITE
    d_step { tail = NEXT(mine); inFlight++ };
#endif
    d_step { mine = NEXT(mine); value = (value + 1) % COLOURS };
declined:
    skip
  od
}

active proctype Consumer() {
  byte mine, cached, expected, first;
  do
  ::
#ifndef MUTANT_NO_EMPTY_CHECK
    if
    :: cached != mine -> skip
    :: else ->
#ifndef MUTANT_TAIL_NEVER_RELOADED
      d_step { cached = tail; assert(cached != mine || inFlight == 0) };
#endif
      if
      :: cached != mine -> skip
      :: else -> goto nothing
      fi
    fi;
#endif
#ifdef MUTANT_FREE_BEFORE_READ
    d_step { head = NEXT(mine); inFlight-- };
#endif
    assert(written[SLOT(mine)]);
    first = low[SLOT(mine)];
    d_step {
      assert(written[SLOT(mine)] && first == expected && high[SLOT(mine)] == expected);
      written[SLOT(mine)] = false; first = 0
    };
#ifndef MUTANT_FREE_BEFORE_READ
    d_step { head = NEXT(mine); inFlight-- };
#endif
progress_delivered:
    d_step { mine = NEXT(mine); expected = (expected + 1) % COLOURS };
nothing:
    skip
  od
}
