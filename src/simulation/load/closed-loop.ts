import { KeyedHeap } from '../engine/keyed-heap.ts';
import type { ArrivalSource } from './arrival-source.ts';
import { FastRandom } from './fast-random.ts';
import { LengthDrawer, type LengthModel } from './lengths.ts';

/** Users who each wait for their answer, think, and ask again. */
export interface ClosedLoad {
  readonly users: number;
  /** Mean seconds from an answer to the next question, exponential; 0 asks at once. */
  readonly think: number;
  /** Tokens of a new question and of an answer. */
  readonly classes: readonly {
    readonly share: number;
    readonly input: LengthModel;
    readonly output: LengthModel;
    readonly priority?: number;
    readonly patience?: number;
  }[];
  /** Questions of a conversation, whose prompts hold all that was said before; 1: each stands alone. */
  readonly turns: number;
  /** Questions in all, and seconds after which nobody asks any more; Infinity: no limit. */
  readonly requests: number;
  readonly seconds: number;
  /** Part of the users near each region; all near the first where undefined. */
  readonly origins?: readonly number[] | undefined;
}

/** Seconds before a user who was turned away asks again, at least. Assumed. */
const retry = 1;

/** Arrivals of a closed loop: the next question of a user depends on when the last answer was done. Every user has streams of its own. */
export function closedLoop(load: ClosedLoad, seed: number): ArrivalSource {
  const { users, think, turns, requests, seconds, classes } = load;
  const random = Array.from({ length: users }, (_, user) => new FastRandom(seed, 'user', user));
  const drawers = random.map((stream) =>
    classes.map(({ input, output }) => ({
      input: new LengthDrawer(input, stream),
      output: new LengthDrawer(output, stream),
    })),
  );
  const classOf = (user: number): number => {
    let rest = classes.length === 1 ? 0 : (random[user]?.next() ?? 0);
    const found = classes.findIndex(({ share }) => (rest -= share) < 0);
    return found < 0 ? classes.length - 1 : found;
  };
  const originOf = (user: number): number => {
    let rest = (user + 0.5) / users;
    const found = (load.origins ?? [1]).findIndex((part) => (rest -= part) < 0);
    return Math.max(0, found);
  };
  const said = new Int32Array(users);
  const asked = new Int32Array(users);
  const conversation = Int32Array.from({ length: users }, (_, user) => user);
  const times = new Float64Array(users);
  const due = new KeyedHeap<number>();
  let begun = users;
  let left = requests;
  const pause = (user: number): number => (think === 0 ? 0 : (random[user]?.exponential(think) ?? 0));
  const userOf = new Map<number, number>();
  for (let user = 0; user < users; user += 1) due.push((times[user] = pause(user)), user, user);
  return {
    reacts: true,
    get nextAt() {
      return left > 0 && due.topKey <= seconds ? due.topKey : Infinity;
    },
    read(draft) {
      const user = due.pop() ?? 0;
      left -= 1;
      const klass = classOf(user);
      const drawer = drawers[user]?.[klass];
      draft.arrival = times[user] ?? 0;
      draft.input = (said[user] ?? 0) + (drawer?.input.draw() ?? 1);
      draft.output = drawer?.output.draw() ?? 1;
      draft.klass = klass;
      draft.priority = classes[klass]?.priority ?? 0;
      draft.deadline = draft.arrival + (classes[klass]?.patience ?? Infinity);
      draft.shared = -1;
      draft.sharedTokens = 0;
      draft.session = conversation[user] ?? 0;
      draft.chain = undefined;
      draft.origin = originOf(user);
      userOf.set(draft.session, user);
      said[user] = draft.input + draft.output;
      asked[user] = (asked[user] ?? 0) + 1;
    },
    ended(session, time) {
      const user = userOf.get(session);
      if (user === undefined) return;
      if ((asked[user] ?? 0) >= turns) {
        userOf.delete(session);
        asked[user] = 0;
        said[user] = 0;
        conversation[user] = begun;
        begun += 1;
      }
      // Who is turned away at the door asks again, but not in the same moment for ever.
      const refused = time === times[user];
      times[user] = time + Math.max(pause(user), refused ? retry : 0);
      due.push(times[user] ?? 0, user, user);
    },
  };
}
