import { geoCentroid, geoEqualEarth, geoGraticule10, geoPath } from 'd3-geo';
import { feature } from 'topojson-client';
import countries from 'world-atlas/countries-110m.json';
import type { ReactNode } from 'react';
import type { PlanFile } from '../../../src/plan/index.ts';
import { shownPercent, shownPower } from '../kit/figures.tsx';
import { coordinates, type Place } from '../plan/places.ts';
import { DrawingPanel } from './chart-panel.tsx';
import { useWidth } from './flow-drawing.tsx';
import { colourOf, paperWidth, useLook, type Look } from './look.ts';

const world = feature(
  countries as unknown as Parameters<typeof feature>[0],
  countries.objects.countries as unknown as Parameters<typeof feature>[1],
) as unknown as GeoJSON.FeatureCollection<GeoJSON.Geometry, { readonly name: string }>;
const shapes = world.features;

/** Where the sites are, as discs whose area is the power they can give, filled by how much of it is drawn. */
export function SiteMap({
  plan,
  places,
}: {
  readonly plan: PlanFile;
  readonly places: readonly Place[];
}): ReactNode {
  const look = useLook();
  const { box, width } = useWidth(560);
  const sites = siteRows(plan, places);
  return (
    <DrawingPanel
      id="map"
      title="Where it stands"
      says="Discs: power a site can give in its best quarter; the filled part is the most that is drawn. Borders are Natural Earth's view."
      span={6}
      table={{
        columns: [
          { title: 'Site' },
          { title: 'Country' },
          { title: 'Area' },
          { title: 'There is', kind: 'power' },
          { title: 'Drawn at most', kind: 'power' },
        ],
        rows: sites.map(({ site, country, area, limit, used }) => [site, country, area, limit, used]),
      }}
    >
      <div ref={box} role="img" aria-label={`Map of ${sites.length} sites`}>
        <MapDrawing
          sites={sites}
          width={look.paper ? paperWidth : width}
          look={look}
          all={sites.map(({ site }) => site)}
        />
      </div>
    </DrawingPanel>
  );
}

interface SiteRow extends Place {
  readonly limit: number;
  readonly used: number;
}

/** Every site of the plan with its place, where that is known. */
export function siteRows(plan: PlanFile, places: readonly Place[]): readonly SiteRow[] {
  const ids = [...new Set(plan.power.map(({ site }) => site))];
  return ids.map((site) => {
    const here = plan.power.filter((one) => one.site === site);
    const place = places.find((one) => one.site === site);
    return {
      site,
      name: place?.name ?? site,
      country: place?.country ?? 'unknown',
      area: place?.area ?? 'unknown',
      limit: Math.max(0, ...here.map(({ limit }) => limit)),
      used: Math.max(0, ...here.map(({ used }) => used)),
    };
  });
}

/** The drawing at a width; pure, so that the gallery can be tested. */
export function MapDrawing({
  sites,
  width,
  look,
  all,
}: {
  readonly sites: readonly SiteRow[];
  readonly width: number;
  readonly look: Look;
  readonly all: readonly string[];
}): ReactNode {
  const placed = sites.flatMap((site) => {
    const at = positionOf(site);
    return at === undefined ? [] : [{ ...site, at }];
  });
  const height = Math.round(width * 0.56);
  const projection = geoEqualEarth();
  const points = { type: 'MultiPoint' as const, coordinates: placed.map(({ at }) => [...at]) };
  // The frame holds all sites with a wide margin, so that a plan in one country is not a dot on a globe.
  if (placed.length > 0) {
    const lons = placed.map(({ at }) => at[0]);
    const lats = placed.map(({ at }) => at[1]);
    const wide = Math.max(60, Math.max(...lons) - Math.min(...lons) + 40);
    const middle = (Math.max(...lons) + Math.min(...lons)) / 2;
    const centre = (Math.max(...lats) + Math.min(...lats)) / 2;
    projection
      .rotate([-middle, 0])
      .scale((width / wide) * 57.3)
      .translate([width / 2, height / 2]);
    const shift = projection([middle, centre])?.[1] ?? height / 2;
    projection.translate([width / 2, height - shift]);
  } else projection.fitSize([width, height], { type: 'Sphere' });
  const path = geoPath(projection);
  const largest = Math.max(1, ...placed.map(({ limit }) => limit));
  const radius = (watts: number): number => Math.max(2.5, Math.sqrt(watts / largest) * width * 0.034);
  const labels = spread(
    placed
      .map((site) => ({ ...site, xy: projection([...site.at] as [number, number]) ?? [0, 0] }))
      .toSorted((a, b) => a.xy[1] - b.xy[1]),
  );
  return (
    <svg viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true">
      <path d={path(geoGraticule10()) ?? ''} fill="none" stroke={look.line} strokeWidth={0.5} />
      {shapes.map((shape, index) => (
        <path
          key={index}
          d={path(shape) ?? ''}
          fill={look.dark ? '#23282d' : '#eeebe4'}
          stroke={look.card}
          strokeWidth={0.7}
        />
      ))}
      {points.coordinates.length > 0 &&
        labels.map(({ site, limit, used, xy, labelY }) => {
          const colour = colourOf(site, all, look);
          const right = xy[0] < width - 165;
          return (
            <g key={site}>
              <circle
                cx={xy[0]}
                cy={xy[1]}
                r={radius(limit)}
                fill={look.card}
                stroke={colour}
                strokeWidth={1.5}
                opacity={0.9}
              />
              <circle
                cx={xy[0]}
                cy={xy[1]}
                r={used > 0 ? radius(limit) * Math.sqrt(Math.min(1, used / limit)) : 0}
                fill={colour}
                opacity={0.85}
              />
              <text
                x={xy[0] + (right ? radius(limit) + 6 : -radius(limit) - 6)}
                y={labelY}
                textAnchor={right ? 'start' : 'end'}
                fontSize={11.5}
                fontWeight={600}
                fill={look.ink}
                stroke={look.card}
                strokeWidth={3}
                paintOrder="stroke"
              >
                {site}
                <tspan fontWeight={400} fill={look.dim} dx={5}>
                  {limit > 0 ? shownPercent(used / limit).text : ''} of {shownPower(limit).text}
                </tspan>
              </text>
              <title>{`${site}: ${shownPower(used).full} of ${shownPower(limit).full}`}</title>
            </g>
          );
        })}
    </svg>
  );
}

function positionOf({ country, area }: Place): readonly [number, number] | undefined {
  const known = coordinates[area];
  if (known !== undefined) return known;
  if (!/^[A-Z]{2}$/u.test(country)) return undefined;
  const name = new Intl.DisplayNames('en', { type: 'region' }).of(country);
  const other: Readonly<Record<string, string>> = { 'United States': 'United States of America' };
  const shape = shapes.find(({ properties }) => properties.name === (other[name ?? ''] ?? name));
  return shape === undefined ? undefined : geoCentroid(shape);
}

/** Moves labels apart that would lie on each other. */
function spread<T extends { readonly xy: readonly number[] }>(
  sites: readonly T[],
): readonly (T & { readonly labelY: number })[] {
  const placed: (T & { readonly labelY: number })[] = [];
  for (const site of sites) {
    let labelY = (site.xy[1] ?? 0) + 4;
    const near = placed.filter((one) => Math.abs((one.xy[0] ?? 0) - (site.xy[0] ?? 0)) < 170);
    for (const one of near) if (labelY - one.labelY < 15) labelY = one.labelY + 15;
    placed.push({ ...site, labelY });
  }
  return placed;
}
