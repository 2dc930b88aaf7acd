export { causeWords, changeWords, momentWords, type Names } from "./cause.ts";
export { clock, kickOffDay, type Moment, minute, periods, timeOfDay } from "./clock.ts";
export { isBeyondNinety, shootOutWords } from "./ninety.ts";
export { percent, points } from "./percent.ts";
