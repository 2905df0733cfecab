export { answersOfConflict, answersOfPlan } from './answer.ts';
export { noAnswers } from './answers.ts';
export type { Answers } from './answers.ts';
