/** Names of the divisions that files know by a code of football-data.co.uk's. */
const names: Readonly<Record<string, string>> = {
  E1: "England, Championship",
  E2: "England, League One",
  E3: "England, League Two",
  EC: "England, National League",
  SC0: "Scotland, Premiership",
  SC1: "Scotland, Championship",
  SC2: "Scotland, League One",
  SC3: "Scotland, League Two",
  D2: "Germany, 2. Bundesliga",
  I2: "Italy, Serie B",
  SP2: "Spain, Segunda División",
  F2: "France, Ligue 2",
  N1: "Netherlands, Eredivisie",
  B1: "Belgium, Pro League",
  P1: "Portugal, Primeira Liga",
  T1: "Turkey, Süper Lig",
  G1: "Greece, Super League",
  "ENG-Premier League": "England, Premier League",
  "ESP-La Liga": "Spain, La Liga",
  "GER-Bundesliga": "Germany, Bundesliga",
  "ITA-Serie A": "Italy, Serie A",
  "FRA-Ligue 1": "France, Ligue 1",
};

export const leagueName = (competition: string): string => names[competition] ?? competition;
