/**
 * Weights of a linear support vector machine with squared hinge loss, ½ |w|² + C Σ max(0, 1 - y w · x)², by coordinate descent of the dual
 * (Hsieh et al., A dual coordinate descent method for large-scale linear SVM, 2008). `mapped` holds `size` features a row.
 */
export function fitMargin(
  mapped: Float32Array,
  size: number,
  isClass: (row: number) => boolean,
  rows: number,
  c: number,
  passes: number,
  random: () => number,
): Float64Array {
  const weights = new Float64Array(size);
  const duals = new Float64Array(rows);
  const diagonal = 1 / (2 * c);
  const order = Int32Array.from({ length: rows }, (_, i) => i);
  const norms = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    for (let k = 0, at = row * size; k < size; k++, at++) {
      norms[row] = (norms[row] as number) + (mapped[at] as number) ** 2;
    }
  }
  for (let pass = 0; pass < passes; pass++) {
    for (let i = rows - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      const row = order[i] as number;
      order[i] = order[j] as number;
      order[j] = row;
    }
    for (const row of order) {
      const sign = isClass(row) ? 1 : -1;
      const from = row * size;
      let margin = 0;
      for (let k = 0; k < size; k++) margin += (weights[k] as number) * (mapped[from + k] as number);
      const dual = duals[row] as number;
      const slope = sign * margin - 1 + diagonal * dual;
      const next = Math.max(0, dual - slope / ((norms[row] as number) + diagonal));
      if (next === dual) continue;
      duals[row] = next;
      const step = sign * (next - dual);
      for (let k = 0; k < size; k++) {
        weights[k] = (weights[k] as number) + step * (mapped[from + k] as number);
      }
    }
  }
  return weights;
}
