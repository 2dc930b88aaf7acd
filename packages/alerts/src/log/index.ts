export { openRulesView, type RulesView } from "./view.ts";
export { changeRules, readRules } from "./write.ts";
