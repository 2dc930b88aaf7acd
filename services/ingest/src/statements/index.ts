export type { Converted, Form, FormContext } from "./form.ts";
export { forms } from "./forms.ts";
export { type FiledRecord, readFiled, statementLine } from "./statement-line.ts";
