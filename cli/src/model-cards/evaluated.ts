import type { PreMatchArtefact } from "@touchline/models";
import type { Report } from "../evaluate/report.ts";

/** A report as `npm run evaluate -- --save FILE` keeps it: with the command, files by their names alone. */
export interface Evaluated {
  readonly command: string;
  readonly report: Report & {
    readonly model: string;
    readonly trained: PreMatchArtefact["trained"];
    readonly read: { readonly trainedOn: number };
    readonly days: { readonly first: string; readonly last: string };
  };
}
