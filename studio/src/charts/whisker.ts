interface DrawingApi {
  readonly value: (index: number) => number;
  readonly coord: (point: readonly number[]) => readonly [number, number];
}

/** A line from low to high with a bar at each end. */
export function whisker(colour: string) {
  return (_params: unknown, api: DrawingApi): object => {
    const [x0, y] = api.coord([api.value(0), api.value(2)]);
    const [x1] = api.coord([api.value(1), api.value(2)]);
    return {
      type: 'group',
      children: [
        line(colour, x0, y, x1, y),
        line(colour, x0, y - 4, x0, y + 4),
        line(colour, x1, y - 4, x1, y + 4),
      ],
    };
  };
}

function line(stroke: string, x1: number, y1: number, x2: number, y2: number): object {
  return { type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: 1.4 } };
}
