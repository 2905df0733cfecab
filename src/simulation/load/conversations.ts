/** Conversations going on at once: what has been said in each, and how often. */
export class Conversations {
  readonly size: number;
  /** The whole prompt of the last turn, tokens. */
  prompt = 0;
  private readonly turns: number;
  private readonly said: Int32Array;
  private readonly taken: Int32Array;
  private readonly id: Int32Array;
  private made: number;

  /** @param turns of a conversation, after which a new one takes its place */
  constructor(size: number, turns: number) {
    this.size = size;
    this.turns = turns;
    this.said = new Int32Array(size);
    this.taken = new Int32Array(size);
    this.id = Int32Array.from({ length: size }, (_, index) => index);
    this.made = size;
  }

  /** The next turn of a conversation; returns the session's id and leaves the whole prompt in `prompt`. */
  turn(index: number, input: number, output: number): number {
    if ((this.taken[index] ?? 0) >= this.turns) {
      this.taken[index] = 0;
      this.said[index] = 0;
      this.id[index] = this.made;
      this.made += 1;
    }
    this.prompt = (this.said[index] ?? 0) + input;
    this.said[index] = this.prompt + output;
    this.taken[index] = (this.taken[index] ?? 0) + 1;
    return this.id[index] ?? 0;
  }
}
