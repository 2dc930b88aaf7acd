export { closingPrices } from "./closing-prices.ts";
export { type ResultsFile, readAliases, readDataFile, readResultsFiles, readTeams, shippedFiles } from "./data-file.ts";
export { ResultsError } from "./error.ts";
export { oddsOf } from "./odds-of.ts";
export type { OddsQuote } from "./odds-quote.ts";
export { readResults } from "./read-results.ts";
export type { RefusedRow, ResultRow, ResultRows } from "./result-row.ts";
