import { parseRoute, type Route } from "./route.ts";

/** Follows the address bar. */
class Place {
  route = $state.raw<Route>(parseRoute(location.hash));

  constructor() {
    addEventListener("hashchange", () => {
      this.route = parseRoute(location.hash);
      scrollTo(0, 0);
    });
  }
}

export const place = new Place();
