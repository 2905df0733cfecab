/** Where a site is, for the map. */
export interface Place {
  readonly site: string;
  readonly name: string;
  readonly country: string;
  /** As the catalog names it: a province, a city. */
  readonly area: string;
}

/**
 * Longitude and latitude of the areas the catalog names, to half a degree, for the picture only: no number of a plan
 * depends on them. An area that is not here is drawn in the middle of its country.
 */
export const coordinates: Readonly<Record<string, readonly [number, number]>> = {
  Johor: [103.5, 1.5],
  Singapore: [104, 1.5],
  Tokyo: [139.5, 35.5],
  Thailand: [100.5, 14],
  Shanxi: [113.5, 40],
  'Inner Mongolia': [111.5, 41],
  Gansu: [104, 36],
  Guizhou: [106.5, 26.5],
  'western provinces': [104, 36],
  coast: [120, 31],
  Shanghai: [121.5, 31],
  Frankfurt: [8.5, 50],
  London: [0, 51.5],
  Zurich: [8.5, 47.5],
  Norway: [10, 60.5],
  California: [-122, 37.5],
};
