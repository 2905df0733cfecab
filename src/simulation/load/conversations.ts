/** Numbers kept of a conversation: what has been said in it (tokens), turns taken, its id; side by side, because they are read together. */
const record = 4;
const taken = 1;
const id = 2;

/** Conversations going on at once: what has been said in each, and how often. */
export class Conversations {
  readonly size: number;
  /** The whole prompt of the last turn, tokens. */
  prompt = 0;
  private readonly turns: number;
  private readonly records: Int32Array;
  private made: number;

  /** @param turns of a conversation, after which a new one takes its place */
  constructor(size: number, turns: number) {
    this.size = size;
    this.turns = turns;
    this.records = new Int32Array(size * record);
    for (let index = 0; index < size; index += 1) this.records[index * record + id] = index;
    this.made = size;
  }

  /** The next turn of a conversation; returns the session's id and leaves the whole prompt in `prompt`. */
  turn(index: number, input: number, output: number): number {
    const { records } = this;
    const at = index * record;
    if ((records[at + taken] ?? 0) >= this.turns) {
      records[at] = 0;
      records[at + taken] = 0;
      records[at + id] = this.made;
      this.made += 1;
    }
    this.prompt = (records[at] ?? 0) + input;
    records[at] = this.prompt + output;
    records[at + taken] = (records[at + taken] ?? 0) + 1;
    return records[at + id] ?? 0;
  }
}
