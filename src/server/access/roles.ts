/** What users may be; one user may be several. Nobody may do everything: whoever plans does not approve by that role. */
export const roles = ['viewer', 'planner', 'approver', 'admin'] as const;
export type Role = (typeof roles)[number];

/** Who asks. */
export interface Principal {
  readonly name: string;
  readonly roles: readonly Role[];
  /** Id of the token. */
  readonly token: string;
}
