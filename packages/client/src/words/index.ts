export { causeWords, changeWords, momentWords, type Names } from "./cause.ts";
export { clock, kickOffDay, type Moment, minute, periods } from "./clock.ts";
export { percent, points } from "./percent.ts";
