import * as fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, it } from 'vitest';
import {
  addDays,
  addQuarters,
  isIsoDate,
  isQuarter,
  quarterDifference,
  quarterEnd,
  quarterOf,
  quarterStart,
  quartersFrom,
  secondsPerQuarter,
} from './time.ts';

const two = (value: number): string => String(value).padStart(2, '0');
const anyYear = fc.integer({ min: 1, max: 9999 });
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10));
const quarter = date.map(quarterOf);

describe('dates', () => {
  it('are valid exactly when Temporal says so', () => {
    fc.assert(
      fc.property(
        anyYear,
        fc.integer({ min: 0, max: 14 }),
        fc.integer({ min: 0, max: 33 }),
        (year, month, day) => {
          const text = `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
          expect(isIsoDate(text)).toBe(existsInTemporal(text));
        },
      ),
      { numRuns: 1000 },
    );
    for (const year of [1900, 2000, 2023, 2024, 2100]) {
      expect(isIsoDate(`${year}-02-29`)).toBe(existsInTemporal(`${year}-02-29`));
    }
  });

  it.each([
    '',
    '2025',
    '2025-1-2',
    '2025-01-02T00:00',
    ' 2025-01-02',
    '+2025-01-02',
    '0000-01-01',
    '２025-01-02',
  ])('are not %s', (text) => {
    expect(isIsoDate(text)).toBe(false);
  });

  it('move by days as the calendar does', () => {
    expect(addDays('2024-02-28', 1)).toBe('2024-02-29');
    expect(addDays('2025-01-01', -1)).toBe('2024-12-31');
    fc.assert(
      fc.property(date, fc.integer({ min: -5000, max: 5000 }), (start, days) => {
        const expected = new Date(Date.parse(start) + days * 86_400_000).toISOString().slice(0, 10);
        expect(addDays(start, days)).toBe(expected);
      }),
    );
  });
});

describe('quarters', () => {
  it('are written YYYYQn', () => {
    expect(['2025Q1', '2025Q4'].every(isQuarter)).toBe(true);
    expect(['2025Q0', '2025Q5', '25Q1', '2025q1', '2025Q11', '0000Q1'].some(isQuarter)).toBe(false);
  });

  it('hold the days from their start to their end and no other', () => {
    fc.assert(
      fc.property(date, (day) => {
        const its = quarterOf(day);
        expect(isQuarter(its) && isIsoDate(quarterStart(its)) && isIsoDate(quarterEnd(its))).toBe(true);
        expect(quarterStart(its) <= day && day <= quarterEnd(its)).toBe(true);
        expect(quarterOf(addDays(quarterEnd(its), 1))).toBe(addQuarters(its, 1));
        expect(quarterOf(addDays(quarterStart(its), -1))).toBe(addQuarters(its, -1));
      }),
    );
    expect([quarterStart('2025Q3'), quarterEnd('2025Q3')]).toEqual(['2025-07-01', '2025-09-30']);
    expect(['2025Q1', '2025Q2', '2025Q4'].map(quarterEnd)).toEqual([
      '2025-03-31',
      '2025-06-30',
      '2025-12-31',
    ]);
  });

  it('count forwards and back', () => {
    expect(quartersFrom('2024Q3', 4)).toEqual(['2024Q3', '2024Q4', '2025Q1', '2025Q2']);
    expect(quartersFrom('2024Q3', 0)).toEqual([]);
    fc.assert(
      fc.property(quarter, fc.integer({ min: -400, max: 400 }), (start, count) => {
        const other = addQuarters(start, count);
        expect(quarterDifference(start, other)).toBe(count);
        expect(other > start).toBe(count > 0);
      }),
    );
  });

  it('last the fourth part of a mean year', () => {
    expect(secondsPerQuarter).toBe((365.25 / 4) * 86_400);
  });
});

function existsInTemporal(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' }).year >= 1;
  } catch {
    return false;
  }
}
