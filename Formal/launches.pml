/* Launches of kernels on the CPU: one thread launches, WORKERS others help, pieces are claimed from shares.
 *
 * Modelled: LAUNCHES launches of PIECES pieces, which SHARES shares divide (share 0 is the launching thread's, share w
 * that of worker w). The phase is odd while a launch is open. Launching: write the job, raise the phase, take pieces of
 * every share beginning with the own one, raise the phase, wait until no worker is inside of this launch, clear the job.
 * Worker: wait for another phase; odd: say "inside of it", look at the phase again, take pieces if it is the same, say
 * "inside of none". A claim is a compare-and-exchange of a share's word, (launch, next piece): a word of an earlier
 * launch counts as the begin of the share.
 *
 * Abstracted: sequentially consistent memory (the phase and "inside" are accessed so; pieces are published by them);
 * numbers of launches do not come round; workers that sleep (the others do their pieces, so one that nobody wakes costs
 * time, nothing else).
 *
 * Properties: each piece of each launch runs exactly once, and only between the start and the return of its launch; the
 * job is there while a piece of it is taken; everybody comes to an end.
 *
 * check:  safety WORKERS=1 PIECES=3 LAUNCHES=3
 * check:  safety WORKERS=2 PIECES=3 LAUNCHES=2
 * check:  safety WORKERS=2 PIECES=2 LAUNCHES=3
 * mutant: safety WORKERS=1 PIECES=3 LAUNCHES=3 MUTANT_NO_SECOND_LOOK
 * mutant: safety WORKERS=1 PIECES=3 LAUNCHES=2 MUTANT_NOT_WAITED_FOR
 * mutant: safety WORKERS=1 PIECES=3 LAUNCHES=2 MUTANT_CLAIM_IS_TWO_STEPS
 * mutant: safety WORKERS=1 PIECES=3 LAUNCHES=2 MUTANT_SHARES_OF_OTHERS_LEFT
 * mutant: safety WORKERS=2 PIECES=3 LAUNCHES=2 MUTANT_LAUNCH_NOT_IN_THE_WORD
 */
#define SHARES (WORKERS + 1)
#define BEGIN(share) (PIECES * (share) / SHARES)

byte phase;
byte tag[SHARES];    /* upper half of a share's word */
byte next[SHARES];   /* lower half */
byte inside[SHARES];
byte job;            /* launch whose job is on the board; 0 none */
byte ran[PIECES];    /* ghost: runs of each piece in the launch */
byte open;           /* ghost: the launch between start and return */
bool over;

/* Takes a piece of a share: PIECES when none is left. The exchange is one step, as the reading before it is another. */
inline claim(launch, share) {
  do
  :: d_step { oldTag = tag[share]; oldNext = next[share] };
#ifdef MUTANT_LAUNCH_NOT_IN_THE_WORD
     piece = (oldTag == 0 -> BEGIN(share) : oldNext);
#else
     piece = (oldTag == launch -> oldNext : BEGIN(share));
#endif
     if
     :: piece >= BEGIN(share + 1) && oldTag == launch -> piece = PIECES; break
     :: else
     fi;
#ifdef MUTANT_CLAIM_IS_TWO_STEPS
     d_step {
       tag[share] = launch;
       next[share] = (piece < BEGIN(share + 1) -> piece + 1 : piece);
       if
       :: piece >= BEGIN(share + 1) -> piece = PIECES
       :: else
       fi
     };
     break
#else
     atomic {
       if
       :: tag[share] == oldTag && next[share] == oldNext ->
         tag[share] = launch;
         next[share] = (piece < BEGIN(share + 1) -> piece + 1 : piece);
         if
         :: piece >= BEGIN(share + 1) -> piece = PIECES
         :: else
         fi;
         break
       :: else
       fi
     }
#endif
  od
}

/* Pieces of all shares, those of the own one first. */
inline takePart(own, launch) {
  step = 0;
  do
  :: step == SHARES -> break
  :: else ->
    do
    :: claim(launch, (own + step) % SHARES);
       if
       :: piece == PIECES -> break
       :: else -> d_step { assert(open == launch && job == launch); ran[piece]++ }
       fi
    od;
#ifdef MUTANT_SHARES_OF_OTHERS_LEFT
    step = SHARES
#else
    step++
#endif
  od;
  skip;
  d_step { step = 0; piece = 0; oldTag = 0; oldNext = 0 }
}

proctype Worker(byte me) {
  byte seen, piece, oldTag, oldNext, step;
  do
  :: over -> break
  :: phase != seen ->
    seen = phase;
    if
    :: seen % 2 == 1 ->
      inside[me] = seen;
      if
#ifdef MUTANT_NO_SECOND_LOOK
      :: true -> takePart(me, seen)
#else
      :: phase == seen -> takePart(me, seen)
#endif
      :: else
      fi;
      inside[me] = 0
    :: else
    fi
  od
}

active proctype Launching() {
  byte launch, number, w, piece, oldTag, oldNext, step;
  do
  :: number == LAUNCHES -> break
  :: else ->
    d_step {
      launch = phase + 1;
      open = launch;
      job = launch;
      w = 0;
      do
      :: w == PIECES -> break
      :: else -> ran[w] = 0; w++
      od;
      w = 0
    };
    phase = launch;
    takePart(0, launch);
    phase = launch + 1;
#ifndef MUTANT_NOT_WAITED_FOR
    w = 1;
    do
    :: w == SHARES -> break
    :: else -> (inside[w] != launch); w++
    od;
#endif
    skip;
    d_step {
      job = 0;
      open = 0;
      w = 0;
      do
      :: w == PIECES -> break
      :: else -> assert(ran[w] == 1); w++
      od;
      w = 0;
      skip;
      number++
    }
  od;
  over = true
}

init {
  byte i = 1;
  atomic {
    do
    :: i == SHARES -> break
    :: else -> run Worker(i); i++
    od
  }
}
