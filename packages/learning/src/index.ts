export { columnsOf, rowsOf, type Table, tableOf } from "./table.ts";
