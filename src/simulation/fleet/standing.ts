/** What a replica is doing: `draining` takes nothing new, `off` costs nothing. */
export type State = 'on' | 'draining' | 'off' | 'starting' | 'down';

/** How long one replica has stood, and how often it broke down. */
export class Standing {
  state: State = 'off';
  failures = 0;
  /** Maintenance windows it is in. */
  held = 0;
  private since = 0;
  private seconds = 0;

  /** It takes requests. */
  get open(): boolean {
    return this.state === 'on' && this.held === 0;
  }

  turn(state: State, time: number): void {
    this.seconds = this.secondsAt(time);
    this.since = time;
    this.state = state;
  }

  /** Seconds stood (on, draining, starting or down) up to `time`. */
  secondsAt(time: number): number {
    return this.seconds + (this.state === 'off' ? 0 : time - this.since);
  }
}
