/** Text as it may stand in HTML and in attributes. */
export function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}

/** A number with so many digits after the point, a true minus sign before it; a dash where there is none. */
export function fixed(value: number, digits: number): string {
  if (!Number.isFinite(value)) return "–";
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** As `fixed`, with a plus sign where it is above 0. */
export function signed(value: number, digits: number): string {
  const text = fixed(value, digits);
  return value > 0 && Number(text) !== 0 ? `+${text}` : text;
}

export function percent(share: number, digits = 1): string {
  return Number.isFinite(share) ? `${fixed(100 * share, digits)} %` : "–";
}

/** With thin spaces between thousands. */
export function count(n: number): string {
  return String(n).replace(/\B(?=(\d{3})+$)/g, "\u202f");
}

export interface Column<Row> {
  readonly title: string;
  /** HTML of a cell. */
  readonly cell: (row: Row) => string;
  /** Names of what it is about stand left and head their row. */
  readonly isName?: boolean;
}

/** A table that tells its readers, seeing or not, what is in it. */
export function table<Row>(
  caption: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
  { narrow = false }: { readonly narrow?: boolean } = {},
): string {
  const head = columns.map(
    ({ title, isName }) => `<th scope="col"${isName ? ' class="name"' : ""}>${escaped(title)}</th>`,
  );
  const body = rows.map((row) => {
    const cells = columns.map(({ cell, isName }) =>
      isName ? `<th scope="row" class="name">${cell(row)}</th>` : `<td>${cell(row)}</td>`,
    );
    return `<tr>${cells.join("")}</tr>`;
  });
  const parts = [
    `<caption>${escaped(caption)}</caption>`,
    `<thead><tr>${head.join("")}</tr></thead>`,
    `<tbody>${body.join("\n")}</tbody>`,
  ];
  return `<div class="scroll" tabindex="0" role="group" aria-label="${escaped(caption)}"><table${narrow ? ' class="narrow"' : ""}>${parts.join("\n")}</table></div>`;
}
