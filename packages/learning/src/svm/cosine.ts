const turns = 1 / (2 * Math.PI);
const turn = 2 * Math.PI;

/**
 * Cosine within 1e-13 for arguments of some hundreds, without a branch, so that several are under way at once: Taylor's series at half of what
 * is left of whole turns, then cos 2x = 2 cos² x − 1.
 */
export function cosine(x: number): number {
  const rest = x - Math.round(x * turns) * turn;
  const y = 0.25 * rest * rest;
  const half =
    1 +
    y *
      (-1 / 2 +
        y *
          (1 / 24 +
            y *
              (-1 / 720 +
                y *
                  (1 / 40_320 +
                    y *
                      (-1 / 3_628_800 +
                        y *
                          (1 / 479_001_600 +
                            y *
                              (-1 / 87_178_291_200 +
                                y *
                                  (1 / 20_922_789_888_000 +
                                    y * (-1 / 6_402_373_705_728_000 + y / 2.43290200817664e18)))))))));
  return 2 * half * half - 1;
}
